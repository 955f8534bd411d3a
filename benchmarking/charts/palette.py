"""Colours of the Analysis Function's palette, and one shape and dash for each kind of place."""

from dataclasses import dataclass

from benchmarking.charts.marks import PlaceKind

TEXT = "#0B0C0C"
QUIET = "#505A5F"
GRID = "#E1E4E6"
AXIS = "#8A9299"
PAPER = "#FFFFFF"
BAND = "#D6DFEA"

DARK_BLUE, TURQUOISE, DARK_PINK = "#12436D", "#28A197", "#801650"
ORANGE, DARK_GREY, LIGHT_PURPLE = "#F46A25", "#3D3D3D", "#A285D1"


@dataclass(frozen=True)
class Look:
    """How a place is drawn: colour, marker (circle, diamond, square, triangle), dashes, line width."""

    colour: str
    shape: str
    dashes: str = ""
    line: float = 2


LOOKS = {
    PlaceKind.AREA: Look(DARK_BLUE, "circle", line=3),
    PlaceKind.POOLED: Look(ORANGE, "diamond", "7 3"),
    PlaceKind.REGION: Look(TURQUOISE, "square", "2 3"),
    PlaceKind.NATIONAL: Look(DARK_GREY, "triangle", line=1.75),
}

MANY_AREAS = (
    LOOKS[PlaceKind.AREA],
    Look(DARK_PINK, "square", "8 3"),
    Look(LIGHT_PURPLE, "diamond", line=2.5),
    Look(TURQUOISE, "triangle", "3 2", line=2.5),
    Look(ORANGE, "circle", "10 3 2 3", line=2.5),
)
"""For several areas on one chart where none is emphasised. Small multiples read better than five lines."""

BACKGROUND = Look("#767676", "circle", line=1.5)
"""For the other areas where one is emphasised."""


NEIGHBOURS = DARK_PINK
"""For the upright mark of an area's statistical neighbours."""

FLAGS = {
    "": LOOKS[PlaceKind.AREA],
    "95%": Look(ORANGE, "diamond"),
    "99.8%": Look(DARK_PINK, "square"),
}
"""For points within their limits, and outside the inner or the outer ones."""

SPECIAL = Look(ORANGE, "diamond")
"""For points of a series that chance does not explain."""

STANDINGS = {
    "better": Look(DARK_BLUE, "circle"),
    "worse": Look(ORANGE, "diamond"),
    "higher": Look(DARK_GREY, "triangle"),
    "lower": Look(DARK_GREY, "square"),
    "similar": Look("#767676", "circle"),
}
"""For an area beside a benchmark: a verdict only where there is one, else a neutral colour."""

QUARTERS = "#B7C2CC"
"""The middle half of all authorities, on the paler bar of all of them."""
