"""One series through the years between the limits of its own usual up and down (an XmR chart)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from benchmarking.charts import palette, svg
from benchmarking.charts.labels import spread
from benchmarking.charts.lettering import text_width, unit_in_words, wrap, written
from benchmarking.charts.marks import Number, PlaceKind, Point, Series, symbol_words
from benchmarking.charts.scales import Scale, scale

LABEL, TICK, NOTE = 14, 14, 14
LINE_HEIGHT = 17
TOP = 34
RULES = {
    "outside": ("A", "outside the limits"),
    "trend": ("B", "one of seven years that rise, or fall, at each step"),
    "two of three": ("C", "one of two in three years near a limit"),
    "shift": ("D", "one of seven years on one side of the mean"),
}


@dataclass(frozen=True)
class Limits:
    """The mean of a series and the limits around it, in its unit; the lower one is drawn at 0 where it lies below."""

    mean: Number
    lower: Number
    upper: Number

    @property
    def drawn(self) -> list[tuple[str, float, str]]:
        """Label, height and dashes, from the top down."""
        return [
            ("Upper limit", float(self.upper), "7 3"),
            ("Mean", float(self.mean), ""),
            ("Lower limit", max(0.0, float(self.lower)), "7 3"),
        ]


@dataclass(frozen=True)
class _Plot:
    years: range
    left: float
    right: float
    bottom: float
    y: Scale

    def x(self, year: int) -> float:
        if len(self.years) == 1:
            return (self.left + self.right) / 2
        return self.left + 8 + (year - self.years[0]) / (len(self.years) - 1) * (self.right - self.left - 16)

    def at(self, point: Point) -> tuple[float, float]:
        return self.x(point.year), self.y(float(point.mark.value or 0))


def control(
    series: Series,
    *,
    limits: Limits,
    special: Mapping[int, str],
    title: str,
    description: str,
    unit: str,
    decimals: int,
    id_prefix: str,
    width: float = 640,
    height: float = 300,
) -> str:
    """The chart as SVG text. special: by year the rule by which a point is no chance, a key of RULES.

    Such a point is a diamond with the rule's letter; letters are explained under the chart.
    Raises ValueError for a series without a value, an unknown rule or a special year that is not shown, or for
    an unusable id prefix, title or description.
    """
    if not series.shown:
        raise ValueError("a series needs at least one year with a value")
    if unknown := set(special.values()) - set(RULES):
        raise ValueError(f"no rule is called {', '.join(sorted(unknown))}")
    if not set(special) <= {point.year for point in series.shown}:
        raise ValueError("a year that is not shown cannot be special")
    plot, labels, notes = _plot(series, limits, special, unit, decimals, width, height)
    parts = [svg.text(unit_in_words(unit), 0, 10, NOTE, fill=palette.QUIET)]
    parts += _grid(plot, unit)
    parts += _limits(limits, labels, plot)
    parts += _line(series, plot)
    parts += _points(series, special, limits.mean, plot)
    parts += [
        svg.text(text, 0, plot.bottom + 42 + i * LINE_HEIGHT, NOTE, fill=palette.QUIET)
        for i, text in enumerate(notes)
    ]
    return svg.document(
        parts, width=width, height=height, title=title, description=description, id_prefix=id_prefix
    )


def _plot(
    series: Series, limits: Limits, special: Mapping[int, str], unit: str, decimals: int, width: float, height: float
) -> tuple[_Plot, list[list[str]], list[str]]:  # fmt: skip
    """The scales, the labels of the three lines, and the notes."""
    room = 0.2 * width
    labels = [
        [*wrap(name, LABEL, room), written(value, decimals, unit)] for name, value, _ in _values(limits)
    ]
    most = len(wrap(_notes(series, special, from_zero=False), NOTE, width))
    bottom = height - 33 - most * LINE_HEIGHT
    values = [height for _, height, _ in limits.drawn]
    values += [float(point.mark.value or 0) for point in series.shown]
    y = scale(values, start=bottom, end=TOP, decimals=decimals, spacing=44)
    left = max(text_width(written(Decimal(repr(t)), y.tick_decimals, unit), TICK) for t in y.ticks) + 16
    right = width - max(text_width(line, LABEL, bold=True) for each in labels for line in each) - 14
    years = [point.year for point in series.points]
    notes = wrap(_notes(series, special, from_zero=y.starts_at_zero), NOTE, width)
    return _Plot(range(min(years), max(years) + 1), left, right, bottom, y), labels, notes


def _values(limits: Limits) -> list[tuple[str, Number, str]]:
    """What stands beside the three lines: the numbers as they are, also where a line is drawn at 0."""
    return [
        (name, value, dashes)
        for (name, _, dashes), value in zip(
            limits.drawn, (limits.upper, limits.mean, max(limits.lower, 0)), strict=True
        )
    ]


def _grid(plot: _Plot, unit: str) -> list[str]:
    parts = []
    for tick in plot.y.ticks:
        y = plot.y(tick)
        label = written(Decimal(repr(tick)), plot.y.tick_decimals, unit)
        stroke = palette.AXIS if y == plot.bottom else palette.GRID
        parts.append(svg.line(plot.left, y, plot.right, y, stroke, stroke_width=1))
        parts.append(svg.text(label, plot.left - 10, y, TICK, text_anchor="end", fill=palette.QUIET))
    each = text_width("2025", TICK) + 16
    gaps = max(1, len(plot.years) - 1)
    step = next((s for s in (1, 2, 3, 4, 5, 10) if s * (plot.right - plot.left - 16) >= each * gaps), 20)
    for year in reversed(plot.years[::-1][::step]):
        x = plot.x(year)
        parts.append(svg.line(x, plot.bottom, x, plot.bottom + 5, palette.AXIS, stroke_width=1))
        parts.append(svg.text(str(year), x, plot.bottom + 16, TICK, text_anchor="middle", fill=palette.QUIET))
    return parts


def _limits(limits: Limits, labels: list[list[str]], plot: _Plot) -> list[str]:
    heights = [plot.y(value) for _, value, _ in limits.drawn]
    parts = [
        svg.line(
            plot.left, y, plot.right, y, palette.DARK_GREY if not dashes else palette.QUIET,
            stroke_width=1.5, stroke_dasharray=dashes,
        )
        for y, (_, _, dashes) in zip(heights, limits.drawn, strict=True)
    ]  # fmt: skip
    tall = [len(texts) * LINE_HEIGHT + 1.0 for texts in labels]
    for texts, middle in zip(labels, spread(heights, tall, low=12, high=plot.bottom + 12), strict=True):
        first = middle - (len(texts) - 1) * LINE_HEIGHT / 2
        parts += [
            svg.text(text, plot.right + 6, first + i * LINE_HEIGHT, LABEL, fill=palette.QUIET)
            for i, text in enumerate(texts)
        ]
    return parts


def _line(series: Series, plot: _Plot) -> list[str]:
    look = palette.LOOKS[PlaceKind.AREA]
    return [
        svg.tag(
            "polyline", points=svg.points([plot.at(point) for point in run]), fill="none", stroke=look.colour,
            stroke_width=2.5, stroke_linejoin="round",
        )
        for run in series.runs
        if len(run) > 1
    ]  # fmt: skip


def _points(series: Series, special: Mapping[int, str], mean: Number, plot: _Plot) -> list[str]:
    """A dot a year, a diamond with its letter (away from the mean) for special ones, a letter for years not shown."""
    parts = []
    usual = palette.LOOKS[PlaceKind.AREA]
    for point in sorted(series.points, key=lambda p: p.year):
        if point.mark.symbol:
            x, y = plot.x(point.year), plot.bottom - 10
            parts.append(svg.text(point.mark.symbol, x, y, LABEL, text_anchor="middle", fill=palette.QUIET))
            continue
        x, y = plot.at(point)
        look = palette.SPECIAL if point.year in special else usual
        parts.append(svg.marker(look.shape, x, y, 6 if point.year in special else 4, look.colour))
        if point.year in special:
            letter = RULES[special[point.year]][0]
            away = -15 if y < plot.y(float(mean)) else 16
            parts.append(
                svg.text(
                    letter, x, y + away, LABEL, text_anchor="middle", fill=palette.TEXT, font_weight="bold"
                )
            )
    return parts


def _notes(series: Series, special: Mapping[int, str], *, from_zero: bool) -> str:
    said = ["Years end on 31 March."]
    if not from_zero:
        said.append("Axis does not start at zero.")
    if special:
        rules = [f"{letter}: {words}" for rule, (letter, words) in RULES.items() if rule in special.values()]
        said.append(f"Diamonds are years that the usual up and down does not explain. {'; '.join(rules)}.")
    letters = sorted({point.mark.symbol for point in series.points if point.mark.symbol})
    said += [f"{letter}: {symbol_words(letter)}.".replace(" ", "\N{NO-BREAK SPACE}") for letter in letters]
    return " ".join(said)
