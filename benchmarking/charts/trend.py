"""Reporting years as lines: the area with its interval as a band, its comparators, gaps left open."""

from collections.abc import Sequence

from benchmarking.charts import palette, svg
from benchmarking.charts.labels import spread
from benchmarking.charts.lettering import text_width, unit_in_words
from benchmarking.charts.marks import PlaceKind, Series
from benchmarking.charts.palette import Look
from benchmarking.charts.trend_plot import KEY, LABEL, LINE_HEIGHT, NOTE, TICK, Plot, main_series, plot_of


def trend(
    series: Sequence[Series],
    *,
    title: str,
    description: str,
    unit: str,
    decimals: int,
    id_prefix: str,
    width: float = 640,
    height: float = 320,
) -> str:
    """The chart as SVG text; years along the bottom, one line a series, its name and the last year's value at its end.

    series: drawn in order, the main one on top. The main series is the only area, or the place with `emphasis`;
    it alone has its interval as a band and letters where a value is not shown. Other areas go grey beside it.
    Raises ValueError where there is no year at all, too little room, or an unusable id prefix, title or
    description. Periods other than reporting years cannot come in: Point refuses them.
    """
    main = main_series(series)
    plot = plot_of(series, unit=unit, decimals=decimals, width=width, height=height)
    looks = _looks(series)
    parts = [svg.text(unit_in_words(unit), 0, 10, NOTE, fill=palette.QUIET)]
    parts += _band(main, plot) if main else []
    parts += _grid(plot)
    for one, look in sorted(zip(series, looks, strict=True), key=lambda pair: pair[0] is main):
        parts += _line(one, look, plot, dotted=one is main)
    parts += _gaps(main, plot) if main else []
    parts += _end_labels(series, looks, plot)
    parts += [
        svg.text(text, 0, plot.bottom + 36 + i * LINE_HEIGHT, NOTE, fill=palette.QUIET)
        for i, text in enumerate(plot.notes)
    ]
    return svg.document(
        parts, width=width, height=height, title=title, description=description, id_prefix=id_prefix
    )


def _looks(series: Sequence[Series]) -> list[Look]:
    main = main_series(series)
    many = iter(palette.MANY_AREAS * (len(series) // len(palette.MANY_AREAS) + 1))
    looks = []
    for one in series:
        if one.kind is not PlaceKind.AREA or one is main:
            looks.append(palette.LOOKS[one.kind])
        else:
            looks.append(palette.BACKGROUND if main else next(many))
    return looks


def _band(one: Series, plot: Plot) -> list[str]:
    """The interval as a band along each run; a lone year has a bar instead."""
    parts = []
    for run in one.runs:
        limits = [(plot.x(p.year), *p.mark.interval) for p in run if p.mark.interval]
        if len(limits) < len(run):
            continue
        if len(run) == 1:
            x, low, high = limits[0]
            parts.append(svg.line(x, plot.y(low), x, plot.y(high), palette.BAND, stroke_width=8))
            continue
        edge = [(x, plot.y(high)) for x, _, high in limits] + [
            (x, plot.y(low)) for x, low, _ in reversed(limits)
        ]
        parts.append(svg.tag("polygon", points=svg.points(edge), fill=palette.BAND))
    return parts


def _grid(plot: Plot) -> list[str]:
    parts = []
    for tick, label in zip(plot.y.ticks, plot.tick_labels, strict=True):
        y = plot.y(tick)
        stroke = palette.AXIS if y == plot.bottom else palette.GRID
        parts.append(svg.line(plot.left, y, plot.right, y, stroke, stroke_width=1))
        parts.append(svg.text(label, plot.left - 10, y, TICK, text_anchor="end", fill=palette.QUIET))
    each = text_width("2025", TICK) + 16
    step = next(
        (s for s in (1, 2, 3, 4, 5, 10) if s * (plot.right - plot.left) >= each * (len(plot.years) - 1)), 20
    )
    for year in reversed(plot.years[::-1][::step]):
        x = plot.x(year)
        parts.append(svg.line(x, plot.bottom, x, plot.bottom + 5, palette.AXIS, stroke_width=1))
        parts.append(svg.text(str(year), x, plot.bottom + 16, TICK, text_anchor="middle", fill=palette.QUIET))
    return parts


def _line(one: Series, look: Look, plot: Plot, *, dotted: bool) -> list[str]:
    """One polyline a run; dots at each year of the main series, at lone years and at the end of each line."""
    parts = []
    for run in one.runs:
        places = [plot.at(point) for point in run]
        if len(run) > 1:
            parts.append(
                svg.tag(
                    "polyline",
                    points=svg.points(places),
                    fill="none",
                    stroke=look.colour,
                    stroke_width=look.line,
                    stroke_dasharray=look.dashes,
                    stroke_linejoin="round",
                )
            )
        marked = places if dotted else places[:1] if len(run) == 1 else []
        parts += [svg.marker(look.shape, x, y, 4.5, look.colour) for x, y in marked]
    if one.shown:
        x, y = plot.at(one.shown[-1])
        parts.append(svg.marker(look.shape, x, y, 5.5, look.colour))
    return parts


def _gaps(one: Series, plot: Plot) -> list[str]:
    """The symbol's letter just above the axis in each year whose value is not shown."""
    return [
        svg.text(
            p.mark.symbol, plot.x(p.year), plot.bottom - 10, LABEL, text_anchor="middle", fill=palette.QUIET
        )
        for p in sorted(one.points, key=lambda p: p.year)
        if p.mark.symbol
    ]


def _end_labels(series: Sequence[Series], looks: list[Look], plot: Plot) -> list[str]:
    """Names and last values beside the ends of the lines, moved apart and tied to them by a thin line.

    A line that ends before the last year is not tied to anything: its name and symbol stand below the others,
    with its marker as a key.
    """
    named = [(one, look, texts) for one, look, texts in zip(series, looks, plot.labels, strict=True) if texts]
    ends = [plot.end_of(one) for one, _, _ in named]
    heights = [len(texts) * LINE_HEIGHT + 4.0 for _, _, texts in named]
    lowest = plot.bottom + 12
    middles = spread([end[1] if end else lowest for end in ends], heights, low=18, high=lowest)
    parts, start = [], plot.right + 22
    for (one, look, texts), end, middle in zip(named, ends, middles, strict=True):
        first = middle - (len(texts) - 1) * LINE_HEIGHT / 2
        if end is None:
            key = start + text_width(texts[0], LABEL, bold=True) + KEY / 2 + 2
            parts.append(svg.marker(look.shape, key, first, 4.5, look.colour))
        elif abs(middle - end[1]) > 1:
            parts.append(svg.line(end[0] + 8, end[1], start - 4, middle, look.colour, stroke_width=1))
        for i, text in enumerate(texts):
            weight = "bold" if i == 0 or one is main_series(series) else ""
            parts.append(
                svg.text(text, start, first + i * LINE_HEIGHT, LABEL, fill=palette.TEXT, font_weight=weight)
            )
    return parts
