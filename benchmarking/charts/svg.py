"""SVG as strings, in the small part of SVG that browsers and svglib draw alike.

Presentation attributes only: no style, class, gradient, marker, mask or clip path. Coordinates have at most
two decimals, so that equal input gives equal bytes.
"""

import re
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from benchmarking.charts import palette

FONT = "Inter, Helvetica, Arial, sans-serif"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def tag(name: str, *children: str, **attributes: str | float) -> str:
    """One element; children are finished markup. Underscores become hyphens; empty attributes go."""
    said = "".join([f" {_name(key)}={_quoted(value)}" for key, value in attributes.items() if value != ""])
    inside = "".join(children)
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _quoted(value: str | float) -> str:
    """A number needs no escaping, which is what takes the time."""
    return quoteattr(value) if isinstance(value, str) else f'"{number(value)}"'


def text(content: str, x: float, y: float, size: float, **attributes: str | float) -> str:
    """A line of text whose middle lies at y (svglib knows no dominant-baseline)."""
    return tag("text", escape(clean(content)), x=x, y=y + 0.35 * size, font_size=size, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, **attributes: str | float) -> str:
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **attributes)


def marker(shape: str, x: float, y: float, radius: float, colour: str) -> str:
    """A filled shape with a white rim, so that it stands out from the lines that it lies on."""
    rim: dict[str, str | float] = {"fill": colour, "stroke": palette.PAPER, "stroke_width": 1.5}
    if shape == "circle":
        return tag("circle", cx=x, cy=y, r=radius, **rim)
    if shape == "square":
        side = 1.8 * radius
        return tag("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, **rim)
    r = 1.3 * radius
    corners = {
        "diamond": [(x, y - r), (x + r, y), (x, y + r), (x - r, y)],
        "triangle": [(x, y - r), (x + r, y + 0.8 * r), (x - r, y + 0.8 * r)],
    }
    return tag("polygon", points=points(corners[shape]), **rim)


def upright(x: float, y: float, reach: float, colour: str) -> str:
    """A short upright bar with a white rim: a value that belongs to the row it stands in."""
    return tag(
        "rect", x=x - 2, y=y - reach, width=4, height=2 * reach, fill=colour, stroke=palette.PAPER, stroke_width=1
    )  # fmt: skip


def on_paper(content: str, x: float, y: float, size: float, wide: float, **attributes: str | float) -> str:
    """A line of text on paper of its own, `wide` pixels, so that no line runs through it. Anchored at its start."""
    return tag(
        "rect", x=x - 2, y=y - 0.6 * size, width=wide + 4, height=1.2 * size, fill=palette.PAPER
    ) + text(content, x, y, size, **attributes)  # fmt: skip


def points(pairs: list[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in pairs)


def document(
    parts: list[str], *, width: float, height: float, title: str, description: str, id_prefix: str
) -> str:
    """The whole picture, named for screen readers by its title and description.

    Raises ValueError for an id prefix that is no id, and for an empty title or description.
    """
    if not ID.fullmatch(id_prefix):
        raise ValueError(
            f"an id starts with a letter and has letters, digits, - and _ only, not {id_prefix!r}"
        )
    if not title.strip() or not description.strip():
        raise ValueError("a chart needs a title and a description, for those who do not see it")
    names = [f"{id_prefix}-title", f"{id_prefix}-desc"]
    return tag(
        "svg",
        tag("title", escape(clean(title)), id=names[0]),
        tag("desc", escape(clean(description)), id=names[1]),
        tag("rect", x=0, y=0, width=width, height=height, fill=palette.PAPER),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=" ".join(names),
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        font_family=FONT,
    )


def number(value: str | float) -> str:
    """Numbers with at most two decimals and no negative zero; text as it is."""
    if isinstance(value, str):
        return value
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def clean(content: str) -> str:
    """Characters that XML cannot hold become the replacement character."""
    return NOT_XML.sub("\ufffd", content)
