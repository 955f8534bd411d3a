"""Which columns a file has: the same ones first in every file, then its own filters and indicators.

A file of the service comes with another one that says which is which (`<name>.meta.csv`: col_name, col_type). Where
it is not there, the cells decide.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from benchmarking.comparators.published_files import LEGACY, Table, is_value, read_table

TIME = ("time_period", "time_identifier")
COUNTRY = ("country_code", "country_name")
REGION = ("region_code", "region_name")
AUTHORITY = ("old_la_code", "new_la_code", "la_name")
REQUIRED = (*TIME, "geographic_level", *COUNTRY)
FIXED = (*REQUIRED, *REGION, *AUTHORITY)


@dataclass(frozen=True)
class Columns:
    """What the file holds beside FIXED."""

    filters: tuple[str, ...]
    indicators: tuple[str, ...]


def columns_of(table: Table, declared: Columns) -> Columns:
    """Each column as it was declared; one that was not is an indicator where half of its filled cells or more are values.

    Markers of older files count as values there, so that a column of them is refused and not taken for a filter.
    """
    own = [name for name in table.columns if name not in FIXED]

    def is_indicator(name: str) -> bool:
        if name in declared.filters or name in declared.indicators:
            return name in declared.indicators
        written = [text for text in table.rows[name] if text]
        return 2 * sum(is_value(text) or text in LEGACY for text in written) >= len(written)

    indicators = tuple(name for name in own if is_indicator(name))
    return Columns(tuple(name for name in own if name not in indicators), indicators)


def declared_beside(path: Path) -> Columns:
    """What the file's own meta file says, where one lies beside it."""
    beside = path.with_name(f"{path.stem}.meta.csv")
    if not beside.exists():
        return Columns((), ())
    rows = read_table(beside).rows
    if not {"col_name", "col_type"} <= set(rows.columns):
        return Columns((), ())
    of_type = {kind: tuple(rows["col_name"][rows["col_type"] == kind]) for kind in ("Filter", "Indicator")}
    return Columns(of_type["Filter"], of_type["Indicator"])


def together(first: Columns, filters: Collection[str], indicators: Collection[str]) -> Columns:
    return Columns((*first.filters, *filters), (*first.indicators, *indicators))
