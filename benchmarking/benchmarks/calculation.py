"""From counts to values: protect, pool, divide, compare. Vectorised; the same for a frozen run and a live page."""

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from benchmarking.benchmarks.inputs import COLUMNS, Inputs
from benchmarking.benchmarks.places import Level, Places
from benchmarking.benchmarks.value import Value
from benchmarking.indicators import arithmetic
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.quantities import Part
from benchmarking.statistics import Estimate, compare, pooled
from kernel.rounding import round_half_up
from kernel.symbols import Symbol

CALCULATION = "2"
"""Raise it when the same inputs would give other results: runs are told apart by it."""

CONFIDENCE = (0.95, 0.998)


def calculate(inputs: Inputs) -> list[Value]:
    """Every value of the inputs and of the pooled areas, indicator by indicator, year by year, in place order."""
    values: list[Value] = []
    for definition in inputs.definitions:
        cells = inputs.cells[inputs.cells["indicator"] == definition.slug]
        if len(cells):
            values += _calculate_one(cells, definition, inputs)
    return values


def _calculate_one(cells: pd.DataFrame, definition: Definition, inputs: Inputs) -> list[Value]:
    table = _with_pooled(_protect(cells, definition), _pool(cells, definition, inputs), inputs)
    numerator, denominator = table["numerator"].to_numpy(float), table["denominator"].to_numpy(float)
    numerator = np.where(table["symbol"] != "", np.nan, numerator)
    estimate = arithmetic.estimate(definition, numerator, denominator, CONFIDENCE)
    compared = _compare(table, definition, inputs, estimate)
    printed = _printed(table, definition, numerator, denominator)
    low = _rounds_to_zero(printed, numerator)
    shown = [None if hidden else value for value, hidden in zip(printed, low, strict=True)]
    return _values(table, definition, estimate, shown, low, compared)


def _protect(cells: pd.DataFrame, definition: Definition) -> pd.DataFrame:
    """Hide small and withheld counts and all that would give them away, before anything is calculated from them."""
    safe = arithmetic.protect(
        definition, cells["numerator"], cells["denominator"], cells["symbol"], cells["status"],
        numerator_withheld=cells["numerator_withheld"], denominator_withheld=cells["denominator_withheld"],
        agreed=cells["agreed"],
    )  # fmt: skip
    return cells.assign(
        numerator=safe.numerator,
        denominator=safe.denominator,
        symbol=safe.symbol,
        published_value=np.where(safe.hidden, np.nan, cells["published_value"]),
    )


def _pool(cells: pd.DataFrame, definition: Definition, inputs: Inputs) -> pd.DataFrame:
    """A row a year for all areas together: counts are added, then divided; never part of the areas.

    The sum is of the counts as they were signed, hidden ones too. It is shown where it was decided that it gives none
    of them away, and never where a part is missing or was hidden by its publisher.
    """
    years, numerator, denominator, statuses, agreed = _years_by_area(cells, inputs.places)
    if not years:
        return pd.DataFrame(columns=COLUMNS)
    if definition.kind == "count":
        denominator = np.zeros_like(numerator)
    sums = pooled(numerator, denominator)
    withheld = {
        part: [(definition.slug, year, str(part)) in inputs.pooled_withheld for year in years]
        for part in Part
    }
    rows = pd.DataFrame({
        "indicator": definition.slug,
        "year": years,
        "place": inputs.places.pooled.key,
        "level": str(Level.POOLED),
        "area_code": "",
        "numerator": sums.numerator,
        "denominator": np.nan if definition.kind == "count" else sums.denominator,
        "symbol": np.where(sums.incomplete, Symbol.NOT_AVAILABLE, ""),
        "status": [_weakest(row) for row in statuses],
        "published_value": np.nan,
        "return_id": None,
        "figure_id": None,
        "return_sha256": None,
        "numerator_withheld": withheld[Part.NUMERATOR],
        "denominator_withheld": withheld[Part.DENOMINATOR],
        "agreed": agreed.all(axis=1),
    }, columns=COLUMNS)  # fmt: skip
    return _protect(rows, definition)


def _with_pooled(cells: pd.DataFrame, sums: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """The rows of all places, by year and in place order."""
    if sums.empty:
        return cells
    order = {place.key: i for i, place in enumerate(inputs.places)}
    table = pd.concat([cells.astype(object), sums.astype(object)], ignore_index=True)
    return table.assign(_place=table["place"].map(order)).sort_values(["year", "_place"], kind="stable")


def _years_by_area(cells: pd.DataFrame, places: Places) -> tuple[list[int], Any, Any, Any, Any]:
    """Years, and four arrays of shape (years, areas): numerators, denominators, statuses, and who agreed to be shown.

    A count is NaN, and a status empty, where an area has no figure or one that carries a symbol.
    """
    local = cells[cells["level"] == Level.AREA]
    years = sorted({int(year) for year in local["year"]})
    columns = {place.key: i for i, place in enumerate(places.areas)}
    rows = local["year"].map({year: i for i, year in enumerate(years)}).to_numpy(int)
    at = rows, local["place"].map(columns).to_numpy(int)
    shape = len(years), len(columns)
    numerator, denominator = np.full(shape, np.nan), np.full(shape, np.nan)
    statuses = np.full(shape, "", dtype=object)
    numerator[at] = np.where(local["symbol"] == "", local["numerator"].to_numpy(float), np.nan)
    denominator[at] = local["denominator"].to_numpy(float)
    statuses[at] = local["status"]
    agreed = np.zeros(shape, dtype=np.bool_)
    agreed[at] = local["agreed"]
    return years, numerator, denominator, statuses, agreed


def _weakest(statuses: Any) -> str:
    """The status of a sum is that of its least settled part."""
    return next((status for status in ("local", "provisional") if status in set(statuses)), "official")


def _printed(
    table: pd.DataFrame, definition: Definition, numerator: Any, denominator: Any
) -> list[Decimal | None]:
    """What is shown: the publisher's own decimal where there is one, else the exact fraction, rounded half up.

    Published counts of regions and of England are rounded to ten, so their printed decimals cannot always be
    had from them.
    """
    own = arithmetic.exact(definition, numerator, denominator).values
    theirs = table["published_value"].to_numpy(float)
    return [
        round_half_up(repr(float(printed)), definition.decimals) if not np.isnan(printed) else calculated
        for printed, calculated in zip(theirs, own, strict=True)
    ]


def _compare(
    table: pd.DataFrame, definition: Definition, inputs: Inputs, estimate: Estimate
) -> dict[str, Any]:
    """Each area's interval against the national value of its year. Only areas are compared: not the pool,
    not the region, and never a plain count."""
    national = inputs.places.national
    benchmark = pd.Series(np.nan, index=table.index)
    if national is not None and definition.kind != "count":
        of_nation = (table["place"] == national.key).to_numpy()
        by_year = dict(zip(table["year"][of_nation], estimate.value[of_nation], strict=True))
        benchmark = table["year"].map(by_year).where(table["level"] == Level.AREA).astype(float)
    result = compare(estimate, benchmark.to_numpy(), polarity=definition.polarity)
    return {
        "comparison": np.where(result.compared, result.words, ""),
        "verdict": np.where(result.compared, result.verdict_words, ""),
        "strong": result.compared & (result.strong if result.strong is not None else False),
    }


def _rounds_to_zero(printed: list[Decimal | None], numerator: Any) -> Any:
    """Where something is printed as 0 but is not: the publisher writes a symbol there, and so do we."""
    return np.array([p is not None and p == 0 for p in printed]) & (numerator > 0)


def _values(
    table: pd.DataFrame,
    definition: Definition,
    estimate: Estimate,
    printed: list[Decimal | None],
    low: Any,
    compared: dict[str, Any],
) -> list[Value]:
    symbols = np.where(low, Symbol.LOW, np.where(table["symbol"] != "", table["symbol"], estimate.symbol))
    shown = np.array([value is not None for value in printed]) & (definition.kind != "count")
    rows = table.to_dict("records")
    return [
        Value(
            indicator=definition.slug,
            year=int(row["year"]),
            place=row["place"],
            level=Level(row["level"]),
            area_code=row["area_code"],
            numerator=arithmetic.whole(row["numerator"]),
            denominator=arithmetic.whole(row["denominator"]),
            value=printed[i],
            lower=arithmetic.rounded(estimate.lower[i], definition) if shown[i] else None,
            upper=arithmetic.rounded(estimate.upper[i], definition) if shown[i] else None,
            symbol=_symbol(str(symbols[i]), printed[i]),
            status=row["status"],
            comparison=str(compared["comparison"][i]),
            strong=bool(compared["strong"][i]),
            verdict=str(compared["verdict"][i]),
            return_id=row["return_id"] or None,
            figure_id=row["figure_id"] or None,
        )
        for i, row in enumerate(rows)
    ]


def _symbol(symbol: str, printed: Decimal | None) -> Symbol | None:
    return Symbol(symbol) if symbol and printed is None else None
