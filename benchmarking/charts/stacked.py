"""Bars of a whole each, divided into steps of one scale, the lowest at the left."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarking.charts import palette, svg
from benchmarking.charts.lettering import text_width, wrap

LABEL, SMALL = 13, 12
LINE, BAR, GAP = 16, 22, 12
STEPS = (
    ("#D6DFEA", palette.TEXT),
    ("#A9BDD3", palette.TEXT),
    ("#4A6F99", palette.PAPER),
    ("#12436D", palette.PAPER),
)
"""From pale to dark, and the colour of a number on each."""


@dataclass(frozen=True)
class Stack:
    """A bar. `parts`: how many of each step; None where it is not shown, and `why` says so."""

    name: str
    parts: tuple[int, ...] | None
    why: str = ""


def stacked(
    stacks: Sequence[Stack],
    steps: Sequence[str],
    *,
    title: str,
    description: str,
    id_prefix: str,
    width: float = 640,
) -> str:
    """The chart as SVG text, as high as it needs to be. Raises ValueError for no bar, or for more steps than colours."""
    if not stacks or not 0 < len(steps) <= len(STEPS):
        raise ValueError(f"stacked bars need a bar and up to {len(STEPS)} steps")
    beside = width >= 480
    left = min(max(text_width(each.name, LABEL) for each in stacks) + 12, width * 0.42) if beside else 0
    parts, top = _key(steps, width)
    for each in stacks:
        lines = wrap(each.name, LABEL, left - 8 if beside else width)
        high = max(len(lines) * LINE, BAR) if beside else len(lines) * LINE + BAR
        first = top + (high - (len(lines) - 1) * LINE) / 2 if beside else top + LINE / 2
        parts += [
            svg.text(text, 0, first + i * LINE, LABEL, fill=palette.TEXT) for i, text in enumerate(lines)
        ]
        y = top + (high - BAR) / 2 if beside else top + len(lines) * LINE
        parts += _bar(each, left, y, width - left)
        top += high + GAP
    return svg.document(
        parts, width=width, height=top, title=title, description=description, id_prefix=id_prefix
    )


def _bar(stack: Stack, left: float, top: float, wide: float) -> list[str]:
    total = sum(stack.parts or ())
    if not stack.parts or not total:
        return [svg.text(stack.why, left, top + BAR / 2, SMALL, fill=palette.QUIET)]
    drawn, x = [], left
    for number, (colour, ink) in zip(stack.parts, STEPS, strict=False):
        size = wide * number / total
        if number:
            drawn.append(
                svg.tag(
                    "rect",
                    x=x,
                    y=top,
                    width=size,
                    height=BAR,
                    fill=colour,
                    stroke=palette.PAPER,
                    stroke_width=1,
                )
            )
            if text_width(str(number), SMALL) + 6 <= size:
                drawn.append(
                    svg.text(str(number), x + size / 2, top + BAR / 2, SMALL, text_anchor="middle", fill=ink)
                )
        x += size
    return drawn


def _key(steps: Sequence[str], width: float) -> tuple[list[str], float]:
    """A square and a name for each step, in as many lines as they need."""
    parts, x, y = [], 0.0, LINE / 2
    for name, (colour, _) in zip(steps, STEPS, strict=False):
        size = 20 + text_width(name, SMALL) + 16
        if x and x + size > width:
            x, y = 0.0, y + LINE + 4
        parts.append(
            svg.tag(
                "rect", x=x, y=y - 7, width=14, height=14, fill=colour, stroke=palette.AXIS, stroke_width=1
            )
        )
        parts.append(svg.text(name, x + 20, y, SMALL, fill=palette.TEXT))
        x += size
    return parts, y + LINE + 6
