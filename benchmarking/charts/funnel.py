"""Areas by their size, between the limits that chance alone would keep them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from benchmarking.charts import palette, svg
from benchmarking.charts.labels import spread
from benchmarking.charts.lettering import text_width, unit_in_words, wrap, written
from benchmarking.charts.marks import Mark, Number
from benchmarking.charts.placing import Box, Label, placed
from benchmarking.charts.scales import Scale, scale

LABEL, TICK, NOTE = 14, 14, 14
LINE_HEIGHT = 17
TOP = 34
RADIUS = 5.5


@dataclass(frozen=True)
class Sized:
    """An area with the number its value is out of. outside: "", "95%" or "99.8%", the widest limits it lies outside.

    Raises ValueError where there is a value and no size, a size and no value, or other words.
    """

    name: str
    mark: Mark
    size: Number | None = None
    outside: str = ""

    def __post_init__(self) -> None:
        if (self.mark.value is None) != (self.size is None):
            raise ValueError("an area has both a value and a size, or neither")
        if self.outside not in palette.FLAGS:
            raise ValueError(f"outside is one of {', '.join(map(repr, palette.FLAGS))}")


@dataclass(frozen=True)
class Lines:
    """The limits along sizes that rise: four curves of the length of `sizes`, in the unit of the values."""

    sizes: Sequence[float]
    outer_lower: Sequence[float]
    inner_lower: Sequence[float]
    inner_upper: Sequence[float]
    outer_upper: Sequence[float]

    def __post_init__(self) -> None:
        curves = (self.outer_lower, self.inner_lower, self.inner_upper, self.outer_upper)
        if len(self.sizes) < 2 or any(len(curve) != len(self.sizes) for curve in curves):
            raise ValueError("a limit for each of at least two sizes")
        if any(later <= earlier for earlier, later in pairwise(self.sizes)):
            raise ValueError("sizes rise")

    @property
    def named(self) -> list[tuple[str, Sequence[float], str]]:
        """Label, curve and dashes, from the top down."""
        return [
            ("99.8% limit", self.outer_upper, "2 3"),
            ("95% limit", self.inner_upper, "7 3"),
            ("95% limit", self.inner_lower, "7 3"),
            ("99.8% limit", self.outer_lower, "2 3"),
        ]


def funnel(
    areas: Sequence[Sized],
    *,
    lines: Lines,
    centre: tuple[str, Number],
    method: str,
    size_unit: str,
    title: str,
    description: str,
    unit: str,
    decimals: int,
    id_prefix: str,
    width: float = 640,
    height: float = 360,
) -> str:
    """The chart as SVG text: a point an area, its size along the bottom; limits and centre named at their ends.

    centre: name and value of what the limits lie around. method: how they were calculated, printed under it.
    size_unit: what the sizes count. An area without a value is named under the chart and nowhere else.
    Raises ValueError where no area has a value, or for an unusable id prefix, title or description.
    """
    shown = [area for area in areas if area.mark.value is not None]
    if not shown:
        raise ValueError("a funnel needs at least one area with a value")
    notes = wrap(_notes(areas, method, unit, size_unit), NOTE, width)
    bottom = height - 33 - len(notes) * LINE_HEIGHT
    y = scale(_extent(shown, lines, centre[1]), start=bottom, end=TOP, decimals=decimals, spacing=44)
    ticks = [written(Decimal(repr(tick)), y.tick_decimals, unit) for tick in y.ticks]
    ends = _end_labels(centre, decimals, unit, 0.24 * width)
    left = max(text_width(tick, TICK) for tick in ticks) + 16
    right = width - max(text_width(line, LABEL, bold=True) for each in ends for line in each) - 14
    x = scale(lines.sizes, start=left, end=right - 6, decimals=0, spacing=64)
    parts = _grid(x, y, ticks, left, right, bottom)
    parts += _curves(lines, centre[1], x, y)
    parts += _names_of_curves(lines, centre[1], ends, y, right, bottom)
    parts += _areas(shown, x, y, Box(left + 2, TOP - 10, right - 2, bottom - 2))
    parts += [
        svg.text(text, 0, bottom + 42 + i * LINE_HEIGHT, NOTE, fill=palette.QUIET)
        for i, text in enumerate(notes)
    ]
    return svg.document(
        parts, width=width, height=height, title=title, description=description, id_prefix=id_prefix
    )


def _extent(shown: Sequence[Sized], lines: Lines, centre: Number) -> list[float]:
    curves = [value for _, curve, _ in lines.named for value in curve]
    return [*curves, float(centre), *(float(area.mark.value or 0) for area in shown)]


def _end_labels(centre: tuple[str, Number], decimals: int, unit: str, room: float) -> list[list[str]]:
    """Names of the five curves from the top down, in lines."""
    middle = [*wrap(centre[0], LABEL, room, bold=True), written(centre[1], decimals, unit)]
    return [["99.8%"], ["95%"], middle, ["95%"], ["99.8%"]]


def _grid(x: Scale, y: Scale, ticks: Sequence[str], left: float, right: float, bottom: float) -> list[str]:
    parts = []
    for tick, label in zip(y.ticks, ticks, strict=True):
        stroke = palette.AXIS if y(tick) == bottom else palette.GRID
        parts.append(svg.line(left, y(tick), right, y(tick), stroke, stroke_width=1))
        parts.append(svg.text(label, left - 10, y(tick), TICK, text_anchor="end", fill=palette.QUIET))
    for tick in x.ticks:
        label = written(Decimal(repr(tick)), x.tick_decimals, "")
        half = text_width(label, TICK) / 2
        at = max(half, x(tick))
        parts.append(svg.line(x(tick), bottom, x(tick), bottom + 5, palette.AXIS, stroke_width=1))
        parts.append(svg.text(label, at, bottom + 16, TICK, text_anchor="middle", fill=palette.QUIET))
    return parts


def _curves(lines: Lines, centre: Number, x: Scale, y: Scale) -> list[str]:
    parts = [
        svg.tag(
            "polyline",
            points=svg.points([(x(size), y(value)) for size, value in zip(lines.sizes, curve, strict=True)]),
            fill="none",
            stroke=palette.QUIET,
            stroke_width=1.5,
            stroke_dasharray=dashes,
        )
        for _, curve, dashes in lines.named
    ]
    ends = x(lines.sizes[0]), x(lines.sizes[-1])
    return [
        *parts,
        svg.line(ends[0], y(float(centre)), ends[1], y(float(centre)), palette.DARK_GREY, stroke_width=2),
    ]


def _names_of_curves(
    lines: Lines, centre: Number, ends: list[list[str]], y: Scale, right: float, bottom: float
) -> list[str]:
    """Each curve's name at its right end, moved apart where they would touch."""
    curves = [curve[-1] for _, curve, _ in lines.named]
    wished = [y(value) for value in (*curves[:2], float(centre), *curves[2:])]
    heights = [len(each) * LINE_HEIGHT + 1.0 for each in ends]
    parts = []
    for texts, middle in zip(ends, spread(wished, heights, low=8, high=bottom + 10), strict=True):
        first = middle - (len(texts) - 1) * LINE_HEIGHT / 2
        for i, text in enumerate(texts):
            weight = "bold" if texts is ends[2] else ""
            fill = palette.TEXT if texts is ends[2] else palette.QUIET
            parts.append(
                svg.text(text, right + 6, first + i * LINE_HEIGHT, LABEL, fill=fill, font_weight=weight)
            )
    return parts


def _areas(shown: Sequence[Sized], x: Scale, y: Scale, room: Box) -> list[str]:
    """Points, and each one's name where it touches neither a point nor another name."""
    spots = [(x(float(area.size or 0)), y(float(area.mark.value or 0))) for area in shown]
    urgent = sorted(range(len(shown)), key=lambda i: (-len(shown[i].outside), i))
    labels = [Label(shown[i].name, *spots[i], text_width(shown[i].name, LABEL), LINE_HEIGHT) for i in urgent]
    taken = [Box.around(at_x, at_y, RADIUS + 2) for at_x, at_y in spots]
    parts = []
    for label, box in placed(labels, taken, room):
        if box is None:
            continue
        parts += _tied(label, box)
        parts.append(
            svg.on_paper(
                label.text, box.left, (box.top + box.bottom) / 2, LABEL, label.width, fill=palette.TEXT
            )
        )
    for area, (at_x, at_y) in zip(shown, spots, strict=True):
        look = palette.FLAGS[area.outside]
        parts.append(svg.marker(look.shape, at_x, at_y, RADIUS, look.colour))
    return parts


def _tied(label: Label, box: Box) -> list[str]:
    """A thin line from a point to its name, where it stands too far away to be seen to belong to it."""
    x, y = box.nearest(label.x, label.y)
    if (x - label.x) ** 2 + (y - label.y) ** 2 < (2.6 * RADIUS) ** 2:
        return []
    return [svg.line(label.x, label.y, x, y, palette.AXIS, stroke_width=1)]


def _notes(areas: Sequence[Sized], method: str, unit: str, size_unit: str) -> str:
    said = [f"Upright: {unit_in_words(unit).lower()}. Along the bottom: {size_unit}."]
    said.append(f"Limits: {method}.")
    found = {area.outside for area in areas}
    if "99.8%" in found:
        said.append("Square: outside the 99.8% limits.")
    if "95%" in found:
        said.append("Diamond: outside the 95% limits only.")
    said += [f"{area.name}: {area.mark.symbol_in_words}." for area in areas if area.mark.symbol]
    return " ".join(said)
