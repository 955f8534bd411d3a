"""The charts of one comparison."""

from django.utils.safestring import SafeString

from benchmarking.benchmarks.choice import Against
from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.presenters import charts, words
from benchmarking.benchmarks.presenters.comparison import Comparison
from benchmarking.charts import Mark, PlaceKind, Row

MOST_NEIGHBOUR_ROWS = 6
"""With more areas than that, a second row for each would drown them; the averages stand in the table."""


def year_chart(comparison: Comparison) -> SafeString:
    """Dots and intervals of the chosen year."""
    return charts.rows_chart(
        _rows(comparison),
        comparison.definition,
        title=comparison.finding,
        description=(
            f"Dots with 95% intervals. {comparison.definition.name}. {comparison.when}. {comparison.finding}"
        ),
        key="compared",
    )


def small_year_chart(comparison: Comparison) -> SafeString:
    """The same where several indicators stand side by side: one size, areas and comparator alone."""
    definition = comparison.definition
    return charts.small_rows_chart(
        [charts.row(place, value) for place, value in comparison.of_year if _compared(comparison, place)],
        definition,
        title=comparison.finding,
        description=f"Dots with 95% intervals. {definition.name}. {comparison.when}. {comparison.finding}",
        key=f"compared-{definition.slug}",
    )


def _rows(comparison: Comparison) -> list[Row]:
    rows = [charts.row(place, value) for place, value in comparison.of_year]
    averages = [
        Row(
            f"Neighbours of {comparison.benchmark.places.get(key).short_name}",
            Mark(each.comparator),
            PlaceKind.REGION,
        )
        for key, each in comparison.contrasts.items()
        if each.comparator is not None
    ]
    target = comparison.target
    if target and target.kind is Against.NEIGHBOURS and len(comparison.contrasts) <= MOST_NEIGHBOUR_ROWS:
        return rows + averages
    return rows


def _compared(comparison: Comparison, place: Place) -> bool:
    target = comparison.target
    return place.level == Level.AREA or (target is not None and place == target.place)


def trend_title(comparison: Comparison) -> str:
    years = comparison.years
    return f"{comparison.definition.short_name}, {years[0]} to {years[-1]}"


def trend_in_words(comparison: Comparison, *, small: bool = False) -> str:
    """First and last value of the pooled areas, of the nation and of the comparator; if small, of that alone."""
    places = comparison.benchmark.places
    target = comparison.target.place if comparison.target else None
    told = (target,) if small else (places.pooled, places.national, target)
    said = [
        words.change(comparison.series(place), place.short_name, comparison.definition)
        for place in dict.fromkeys(place for place in told if place)
    ]
    return "; ".join(each for each in said if each)


def trend_chart(comparison: Comparison, *, small: bool = False) -> SafeString | None:
    """Nothing where there is only one year."""
    lines = [
        (place, comparison.series(place))
        for place in comparison.places
        if (_compared(comparison, place) if small else _drawn(comparison, place))
    ]
    lines = [(place, values) for place, values in lines if values]
    if len(comparison.years) < 2 or not lines:
        return None
    said = trend_in_words(comparison, small=small)
    draw = charts.small_trend_chart if small else charts.trend_chart
    return draw(
        lines,
        comparison.definition,
        title=trend_title(comparison),
        description=f"Lines through the years. {said or comparison.definition.name}.",
        key=f"trend-{comparison.definition.slug}" if small else "trend",
    )


def _drawn(comparison: Comparison, place: Place) -> bool:
    """Areas, the nation and the comparator. One area alone has room for the pooled areas and the region beside it."""
    alone = sum(each.level == Level.AREA for each in comparison.places) == 1
    return alone or place.level == Level.NATIONAL or _compared(comparison, place)
