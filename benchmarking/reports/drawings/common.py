"""What the drawings share: two widths, points in time, and who is not shown."""

from collections.abc import Callable, Sequence

from benchmarking.benchmarks.places import Place
from benchmarking.benchmarks.presenters.charts import KINDS, mark
from benchmarking.benchmarks.value import Value
from benchmarking.charts import Point, Series
from benchmarking.indicators.definition import Definition
from benchmarking.reports import words
from benchmarking.reports.report import Drawn
from kernel.periods import Period

Row = tuple[Place, Value]
WIDE, NARROW = 640.0, 320.0


def both_widths(draw: Callable[[float, str], str], *, key: str, title: str, alt: str) -> Drawn:
    """`draw` is given the width and the prefix of the ids."""
    kind, _, rest = key.partition("-")
    return Drawn(draw(WIDE, key), draw(NARROW, f"{kind}-narrow-{rest}"), alt, title)


def series_of(place: Place, values: Sequence[Value], *, emphasis: bool = False) -> Series:
    points = [Point(Period.reporting_year(value.year), mark(value)) for value in values]
    return Series(place.short_name, points, KINDS[place.level], emphasis)


def not_shown(rows: Sequence[Row]) -> str:
    """Whose value is missing, and why, as a sentence of its own."""
    gone = [
        f"{place.short_name} ({value.symbol.meaning.split(':')[0]})" for place, value in rows if value.symbol
    ]
    return f" Not shown: {words.listed(gone)}." if gone else ""


def first_to_last(place: Place, values: Sequence[Value], definition: Definition) -> str:
    known = [value for value in values if value.value is not None]
    if not known:
        return f"{place.short_name} has no value shown."
    first, last = known[0], known[-1]
    return (
        f"{place.short_name} stood at {words.shown(first, definition)} in {first.year} "
        f"and at {words.shown(last, definition)} in {last.year}{_gone_at_the_end(values[-1])}."
    )


def _gone_at_the_end(newest: Value) -> str:
    """Said where the last value that is shown is not the newest year's."""
    return f"; {newest.year} is not shown ({newest.symbol.meaning.split(':')[0]})" if newest.symbol else ""
