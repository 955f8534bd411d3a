"""Places one under the other: a dot for the value, a bar for its 95 % interval, a line for the nation."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarking.charts import palette, svg
from benchmarking.charts.lettering import text_width, unit_in_words, wrap, written
from benchmarking.charts.marks import PlaceKind, Row
from benchmarking.charts.scales import Scale, scale

NARROW_BELOW = 480
LABEL, TICK, NOTE = 15, 14, 14
LINE_HEIGHT = 18
ROW_HEIGHT, GROUP_GAP = 34, 12
RADIUS = 6.5
NEIGHBOURS_REACH = 11


@dataclass(frozen=True)
class _Placed:
    """A row with its lines of label; the heights of its first line of label, of its dot and of its value."""

    row: Row
    lines: list[str]
    label_y: float
    y: float
    value_y: float


def dot_and_interval(
    rows: Sequence[Row],
    *,
    title: str,
    description: str,
    unit: str,
    decimals: int,
    id_prefix: str,
    width: float = 640,
) -> str:
    """The chart as SVG text, `width` pixels wide and as high as its rows need.

    rows: in the order to draw. At most one national row; it becomes a labelled vertical line, or, where it has
    no value, a row like the others. A gap sets the areas apart from what they are compared with.
    unit: "%", "per 10,000 children", ... decimals: those of the published value.
    Below 480 pixels the labels stand above the bars, so that the text stays readable on a phone.
    Raises ValueError for no rows, two national rows, or an unusable id prefix, title or description.
    """
    lined, places = _told_apart(rows)
    narrow = width < NARROW_BELOW
    names = [wrap(row.name, LABEL, (0.7 if narrow else 0.36) * width, bold=row.emphasis) for row in places]
    left, right = (16.0, width - 20.0) if narrow else _columns(places, names, unit, decimals, width)
    values = [number for row in rows for number in row.mark.extent]
    values += [row.beside for row in rows if row.beside is not None]
    axis = scale(values, start=left, end=right, decimals=decimals)
    top = 34.0 if lined else 6.0
    placed, bottom = _stacked(places, names, top, narrow)
    parts = _grid(axis, top, bottom, unit) if values else []
    if lined:
        parts += _national_line(lined, axis, bottom, written(lined.mark.value or 0, decimals, unit), width)
    for place in placed:
        parts += _row(place, axis, unit, decimals, width)
    notes, height = _notes(axis, unit, rows, bottom + 46, width)
    return svg.document(
        parts + notes, width=width, height=height, title=title, description=description, id_prefix=id_prefix
    )


def _told_apart(rows: Sequence[Row]) -> tuple[Row | None, list[Row]]:
    """The nation, where it has a value to draw its line at, and all the others."""
    if not rows:
        raise ValueError("a chart needs at least one row")
    national = [row for row in rows if row.kind is PlaceKind.NATIONAL]
    if len(national) > 1:
        raise ValueError("one national row at most")
    lined = next((row for row in national if row.mark.value is not None), None)
    return lined, [row for row in rows if row is not lined]


def _columns(
    places: Sequence[Row], names: Sequence[list[str]], unit: str, decimals: int, width: float
) -> tuple[float, float]:
    """Where the plot begins and ends, between the column of names and the column of values."""
    values = [written(row.mark.value, decimals, unit) for row in places if row.mark.value is not None]
    widths = [
        text_width(line, LABEL, bold=row.emphasis)
        for row, lines in zip(places, names, strict=True)
        for line in lines
    ]
    left = max([24.0, *widths]) + 20
    return left, width - max((text_width(v, LABEL, bold=True) for v in values), default=0) - 22


def _stacked(
    places: Sequence[Row], names: Sequence[list[str]], top: float, narrow: bool
) -> tuple[list[_Placed], float]:
    """The rows from the top down, and where the axis lies under them."""
    placed, y = [], top
    for i, row in enumerate(places):
        if i and (row.kind is PlaceKind.AREA) != (places[i - 1].kind is PlaceKind.AREA):
            y += GROUP_GAP
        tall = len(names[i]) * LINE_HEIGHT
        if narrow:
            height, label_y, dot_y = tall + 32.0, y + 14, y + tall + 15
            value_y = dot_y if row.mark.value is None else label_y
        else:
            height = max(ROW_HEIGHT, tall + 10)
            dot_y = value_y = y + height / 2
            label_y = dot_y - (tall - LINE_HEIGHT) / 2
        placed.append(_Placed(row, names[i], label_y, dot_y, value_y))
        y += height
    return placed, y + 4


def _grid(axis: Scale, top: float, bottom: float, unit: str) -> list[str]:
    parts = []
    for tick in axis.ticks:
        x = axis(tick)
        label = written(Decimal(repr(tick)), axis.tick_decimals, unit)
        parts.append(svg.line(x, top, x, bottom, palette.GRID, stroke_width=1))
        parts.append(svg.text(label, x, bottom + 16, TICK, text_anchor="middle", fill=palette.QUIET))
    return [*parts, svg.line(axis.start, bottom, axis.end, bottom, palette.AXIS, stroke_width=1)]


def _national_line(row: Row, axis: Scale, bottom: float, value: str, width: float) -> list[str]:
    x = axis(float(row.mark.value or 0))
    label = f"{row.name} {value}"
    half = text_width(label, LABEL, bold=True) / 2
    at = max(half, min(x, width - half))
    return [
        svg.line(x, 26, x, bottom, palette.DARK_GREY, stroke_width=2),
        svg.text(label, at, 13, LABEL, text_anchor="middle", fill=palette.DARK_GREY, font_weight="bold"),
    ]


def _row(place: _Placed, axis: Scale, unit: str, decimals: int, width: float) -> list[str]:
    row, mark = place.row, place.row.mark
    weight = "bold" if row.emphasis else ""
    parts = []
    for i, line in enumerate(place.lines):
        y = place.label_y + i * LINE_HEIGHT
        parts += _on_paper(line, 0, y, text_width(line, LABEL, bold=row.emphasis), font_weight=weight)
    if mark.value is None:
        words = mark.symbol_in_words
        wide = text_width(words, LABEL)
        return parts + _on_paper(words, width - wide, place.value_y, wide, fill=palette.QUIET)
    look = palette.LOOKS[row.kind]
    if mark.interval:
        low, high = (axis(limit) for limit in mark.interval)
        parts.append(
            svg.line(low, place.y, high, place.y, look.colour, stroke_width=3, stroke_linecap="round")
        )
    if row.beside is not None:
        parts.append(svg.upright(axis(row.beside), place.y, NEIGHBOURS_REACH, palette.NEIGHBOURS))
    parts.append(svg.marker(look.shape, axis(float(mark.value)), place.y, RADIUS, look.colour))
    value = written(mark.value, decimals, unit)
    wide = text_width(value, LABEL, bold=True)
    return parts + _on_paper(value, width - wide, place.value_y, wide, font_weight="bold")


def _on_paper(content: str, x: float, y: float, wide: float, **attributes: str | float) -> list[str]:
    """Text on paper of its own, so that no line runs through it; on the right it is set flush right."""
    if x > 0:
        attributes = {"text_anchor": "end", **attributes}
    return [
        svg.tag("rect", x=x - 6, y=y - 10, width=wide + 12, height=20, fill=palette.PAPER),
        svg.text(content, x + wide if x > 0 else x, y, LABEL, **{"fill": palette.TEXT, **attributes}),
    ]


def _notes(axis: Scale, unit: str, rows: Sequence[Row], y: float, width: float) -> tuple[list[str], float]:
    """What the axis measures, under it; then the height of the whole."""
    said = [f"{unit_in_words(unit)}."]
    if any(row.mark.interval and row.kind is not PlaceKind.NATIONAL for row in rows):
        said.append("Bars show 95% confidence intervals.")
    if any(row.beside is not None for row in rows):
        said.append("Upright marks: average of an area's statistical neighbours.")
    if not axis.starts_at_zero:
        said.append("Axis does not start at zero.")
    lines = wrap(" ".join(said), NOTE, width)
    parts = [svg.text(line, 0, y + i * LINE_HEIGHT, NOTE, fill=palette.QUIET) for i, line in enumerate(lines)]
    return parts, y + (len(lines) - 1) * LINE_HEIGHT + 14
