"""A small panel an area, all on the same scales, with the nation's line behind each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarking.charts import palette, svg
from benchmarking.charts.lettering import text_width, unit_in_words, wrap, written
from benchmarking.charts.marks import PlaceKind, Point, Series, symbol_words
from benchmarking.charts.scales import Scale, scale

LABEL, TICK, NOTE = 13, 13, 14
LINE_HEIGHT = 17
HEAD, PLOT, FOOT = 24, 92, 32
GAP = 14
NARROWEST = 102


@dataclass(frozen=True)
class _Panel:
    """Where one panel lies: its plot's left and right, its top line of text, and the scale of its values."""

    left: float
    right: float
    top: float
    years: range
    y: Scale

    def at(self, point: Point) -> tuple[float, float]:
        return self.x(point.year), self.y(float(point.mark.value or 0))

    def x(self, year: int) -> float:
        if len(self.years) == 1:
            return (self.left + self.right) / 2
        return self.left + 6 + (year - self.years[0]) / (len(self.years) - 1) * (self.right - self.left - 12)


def small_multiples(
    areas: Sequence[Series],
    *,
    behind: Series | None,
    title: str,
    description: str,
    unit: str,
    decimals: int,
    id_prefix: str,
    special: Mapping[str, Collection[int]] | None = None,
    width: float = 640,
) -> str:
    """The chart as SVG text, as high as its panels need.

    behind: the nation's line. special: by area's name the years that chance does not explain, drawn as diamonds.
    A year that is not shown has its letter above the axis, and no point. Raises ValueError where there is no
    area or no year, or for an unusable id prefix, title or description.
    """
    lines = [*areas, *([behind] if behind else [])]
    years = [point.year for one in lines for point in one.points]
    if not areas or not years:
        raise ValueError("small multiples need an area and a year")
    values = [float(p.mark.value or 0) for one in lines for p in one.shown]
    marked = special or {}
    ticks = _ticks(values, decimals)
    labels = [written(Decimal(repr(tick)), ticks.tick_decimals, unit) for tick in ticks.ticks]
    margin = max(text_width(label, TICK) for label in labels) + 10
    most = max(1, min(len(areas), int((width - margin + GAP) // (NARROWEST + GAP))))
    rows = -(-len(areas) // most)
    columns = -(-len(areas) // rows)
    wide = (width - margin - GAP * (columns - 1)) / columns
    ends = {area.name: _newest(area, max(years), unit, decimals) for area in areas}
    head = HEAD if all(_fits(name, end, wide) for name, end in ends.items()) else HEAD + LINE_HEIGHT
    tall = head + PLOT + FOOT
    span = range(min(years), max(years) + 1)
    parts = []
    for i, area in enumerate(areas):
        row, column = divmod(i, columns)
        top = row * tall
        left = margin + column * (wide + GAP)
        y = Scale(ticks.ticks, ticks.tick_decimals, top + head + PLOT, top + head)
        panel = _Panel(left, left + wide, top, span, y)
        parts += _axes(panel, labels if column == 0 else [])
        parts += _line(behind, panel, palette.LOOKS[PlaceKind.NATIONAL]) if behind else []
        parts += _line(area, panel, palette.LOOKS[PlaceKind.AREA])
        parts += _points(area, panel, marked.get(area.name, ()))
        parts += _heading(area.name, ends[area.name], panel, below=head > HEAD)
    notes = wrap(_notes(areas, behind, unit, marked, ticks), NOTE, width)
    foot = rows * tall + 14
    parts += [
        svg.text(text, 0, foot + i * LINE_HEIGHT, NOTE, fill=palette.QUIET) for i, text in enumerate(notes)
    ]
    return svg.document(
        parts, width=width, height=foot + len(notes) * LINE_HEIGHT, title=title, description=description,
        id_prefix=id_prefix,
    )  # fmt: skip


def _ticks(values: Sequence[float], decimals: int) -> Scale:
    return scale(values, start=PLOT, end=0, decimals=decimals, spacing=44)


def _axes(panel: _Panel, labels: Sequence[str]) -> list[str]:
    """Grid lines in every panel, values beside the first of a row, first and last year under each."""
    parts = []
    for i, tick in enumerate(panel.y.ticks):
        y = panel.y(tick)
        parts.append(
            svg.line(panel.left, y, panel.right, y, palette.GRID if i else palette.AXIS, stroke_width=1)
        )
        if labels:
            parts.append(svg.text(labels[i], panel.left - 8, y, TICK, text_anchor="end", fill=palette.QUIET))
    foot = panel.y.start + 14
    ends = [(panel.years[0], panel.left, ""), (panel.years[-1], panel.right, "end")]
    return parts + [
        svg.text(str(year), x, foot, TICK, text_anchor=anchor, fill=palette.QUIET)
        for year, x, anchor in ends[-len(set(panel.years)) :]
    ]


def _line(one: Series, panel: _Panel, look: palette.Look) -> list[str]:
    """One polyline a run; a lone year is a dot."""
    parts = []
    for run in one.runs:
        places = [panel.at(point) for point in run]
        if len(run) == 1:
            parts.append(svg.tag("circle", cx=places[0][0], cy=places[0][1], r=2.5, fill=look.colour))
            continue
        parts.append(
            svg.tag(
                "polyline", points=svg.points(places), fill="none", stroke=look.colour,
                stroke_width=2.5 if one.kind is PlaceKind.AREA else 1.5,
                stroke_dasharray="" if one.kind is PlaceKind.AREA else "4 3", stroke_linejoin="round",
            )
        )  # fmt: skip
    return parts


def _points(area: Series, panel: _Panel, special: Collection[int]) -> list[str]:
    """The newest year's dot, the special years' diamonds, and the letters of years that are not shown."""
    parts = []
    for point in sorted(area.points, key=lambda p: p.year):
        if point.mark.symbol:
            parts.append(
                svg.text(
                    point.mark.symbol, panel.x(point.year), panel.y.start - 8, TICK, text_anchor="middle",
                    fill=palette.QUIET,
                )
            )  # fmt: skip
        elif point.year in special:
            parts.append(svg.marker(palette.SPECIAL.shape, *panel.at(point), 4.5, palette.SPECIAL.colour))
        elif point.year == panel.years[-1]:
            look = palette.LOOKS[PlaceKind.AREA]
            parts.append(svg.marker(look.shape, *panel.at(point), 4.5, look.colour))
    return parts


def _newest(area: Series, year: int, unit: str, decimals: int) -> str:
    """What stands beside the area's name: the newest year's value or symbol, nothing for a year it does not have."""
    mark = next((p.mark for p in area.points if p.year == year), None)
    if mark is None:
        return ""
    return f"[{mark.symbol}]" if mark.value is None else written(mark.value, decimals, unit)


def _fits(name: str, end: str, wide: float) -> bool:
    return text_width(name, LABEL) + text_width(end, LABEL, bold=True) + 8 <= wide


def _heading(name: str, end: str, panel: _Panel, *, below: bool) -> list[str]:
    """Name and newest value, on one line or, where that is too long, on two."""
    wide = panel.right - panel.left
    short = wrap(name.replace(" ", "\N{NO-BREAK SPACE}"), LABEL, wide)[0]
    said = name if text_width(name, LABEL) <= wide else short
    value: dict[str, str | float] = {"fill": palette.TEXT, "font_weight": "bold"}
    x, y = (panel.left, panel.top + 9 + LINE_HEIGHT) if below else (panel.right, panel.top + 9)
    return [
        svg.text(said, panel.left, panel.top + 9, LABEL, fill=palette.TEXT),
        svg.text(end, x, y, LABEL, text_anchor="" if below else "end", **value),
    ]


def _notes(
    areas: Sequence[Series],
    behind: Series | None,
    unit: str,
    special: Mapping[str, Collection[int]],
    axis: Scale,
) -> str:
    said = [f"{unit_in_words(unit)}; the same scales in every panel. Years end on 31 March."]
    if behind and behind.shown:
        said.append(f"Broken line: {behind.name}.")
    if any(special.get(area.name) for area in areas):
        said.append("Diamonds: years that the usual up and down does not explain.")
    if not axis.starts_at_zero:
        said.append("Axis does not start at zero.")
    letters = sorted({p.mark.symbol for area in areas for p in area.points if p.mark.symbol})
    said += [f"{letter}: {symbol_words(letter)}.".replace(" ", "\N{NO-BREAK SPACE}") for letter in letters]
    return " ".join(said)
