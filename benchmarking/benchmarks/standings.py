"""Where each area stands: beside its statistical neighbours, and among all English authorities. Vectorised.

An area counts with its own value as it is shown, never with what a publisher printed for it; where it shows none it
is left out of everybody's averages and places too, and nothing is said of its own. Rank and quartiles of a hidden
value would give it away.

All arithmetic is on whole numbers: values in steps of the definition's decimals (16.9 is 169 tenths).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarking.benchmarks.inputs import Inputs
from benchmarking.benchmarks.places import Level, Place
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.statistics import rank
from kernel.rounding import ratio_half_up, round_half_up

FEWEST_FOR_QUARTILES = 8
"""Quartiles of fewer authorities would name them: two in each quarter, as benchmarking.statistics.quantile holds."""

STORED = 4
"""Decimals that the database keeps. A float tells such numbers apart up to a thousand million."""

Floats = NDArray[np.float64]


def calculate_standings(inputs: Inputs, values: Iterable[Value]) -> list[Standing]:
    """In the order of the definitions, then of years, then of areas.

    values: what `calculate` made of the same inputs. An area has a standing where its own value is shown and
    one was published of an authority outside the region, for the same indicator and year.
    """
    shown: dict[str, list[Value]] = {}
    for value in values:
        if value.level == Level.AREA and value.value is not None:
            shown.setdefault(value.indicator, []).append(value)
    published = dict(list(inputs.authorities.groupby("indicator", sort=False)))
    return [
        standing
        for definition in inputs.definitions
        if definition.slug in shown and definition.slug in published
        for standing in _of_one(definition, shown[definition.slug], published[definition.slug], inputs)
    ]


def _of_one(
    definition: Definition, shown: list[Value], published: pd.DataFrame, inputs: Inputs
) -> Iterator[Standing]:
    years = sorted({value.year for value in shown} & {int(year) for year in published["year"]})
    if not years:
        return
    areas = inputs.places.areas
    steps, column = _steps(definition, shown, published, years, areas)
    own = [column[area.dfe_code] for area in areas]
    among = _among(definition, steps)
    beside = _beside(steps, column, areas, inputs.neighbours)
    for i, j in zip(*np.nonzero(~np.isnan(steps[:, own])), strict=True):
        yield Standing(
            indicator=definition.slug,
            year=years[i],
            place=areas[j].key,
            neighbours=_average(beside.total[i, j], beside.counted[i, j], definition.decimals),
            neighbours_counted=int(beside.counted[i, j]),
            neighbours_expected=int(beside.expected[j]),
            rank=int(among.ranks[i, own[j]]),
            authorities=int(among.authorities[i]),
            **{name: _from_steps(line[i], definition.decimals) for name, line in among.spread.items()},
        )


def _steps(
    definition: Definition,
    shown: list[Value],
    published: pd.DataFrame,
    years: list[int],
    areas: Iterable[Place],
) -> tuple[Floats, dict[str, int]]:
    """Values in steps, shape (years, authorities), NaN where there is none; and the column of each authority."""
    code_of = {area.key: area.dfe_code for area in areas}
    row = {year: i for i, year in enumerate(years)}
    column = {code: i for i, code in enumerate(sorted({*published["dfe_code"], *code_of.values()}))}
    steps = np.full((len(years), len(column)), np.nan)
    known = published[published["year"].isin(years) & ~published["dfe_code"].isin(list(code_of.values()))]
    steps[known["year"].map(row), known["dfe_code"].map(column)] = _in_steps(
        known["value"], definition.decimals
    )
    own = [value for value in shown if value.year in row]
    at = [row[value.year] for value in own], [column[code_of[value.place]] for value in own]
    steps[at] = _in_steps([value.value for value in own], definition.decimals)
    return steps, column


def _in_steps(values: Any, decimals: int) -> NDArray[np.int64]:
    """Decimals of at most STORED places as whole numbers of steps, rounded half up."""
    stored = np.rint(np.asarray(values, dtype=np.float64) * 10**STORED).astype(np.int64)
    step = 10 ** (STORED - decimals)
    return np.asarray((2 * stored + step) // (2 * step))


def _from_steps(steps: float, decimals: int) -> Decimal | None:
    """Rounded half up. Quantiles fall on quarters of a step at the finest, which floats hold exactly."""
    return None if np.isnan(steps) else round_half_up(repr(float(steps)), 0).scaleb(-decimals)


@dataclass(frozen=True, eq=False)
class _Among:
    """ranks: shape (years, authorities). authorities, and each line of the spread, in steps: shape (years,)."""

    ranks: Floats
    authorities: NDArray[np.int64]
    spread: dict[str, Floats]


def _among(definition: Definition, steps: Floats) -> _Among:
    """Where no polarity says what is best, 1 is the lowest. Every year has a value."""
    ranking = rank(steps, polarity="low" if definition.polarity == "none" else definition.polarity)
    few = np.where(ranking.areas < FEWEST_FOR_QUARTILES, np.nan, 0.0)
    lowest, lower, median, upper, highest = np.nanquantile(steps, [0, 0.25, 0.5, 0.75, 1], axis=1)
    spread = {
        "lowest": lowest,
        "lower_quartile": lower + few,
        "median": median,
        "upper_quartile": upper + few,
        "highest": highest,
    }
    return _Among(ranking.rank, ranking.areas, spread)


@dataclass(frozen=True, eq=False)
class _Beside:
    """The neighbours' total in steps and how many had a value: shape (years, areas). How many there are: (areas,)."""

    total: Floats
    counted: Floats
    expected: Floats


def _beside(
    steps: Floats,
    column: Mapping[str, int],
    areas: tuple[Place, ...],
    neighbours: Mapping[str, tuple[str, ...]],
) -> _Beside:
    lists = [neighbours.get(area.dfe_code, ()) for area in areas]
    listed = np.zeros((len(column), len(areas)))
    for j, codes in enumerate(lists):
        listed[[column[code] for code in codes if code in column], j] = 1
    there = (~np.isnan(steps)).astype(np.float64)
    return _Beside(
        np.nan_to_num(steps) @ listed, there @ listed, np.array([float(len(codes)) for codes in lists])
    )


def _average(total: float, counted: float, decimals: int) -> Decimal | None:
    """Rounded half up in whole numbers; None where no neighbour had a value."""
    if not counted:
        return None
    return ratio_half_up(int(total), int(counted), multiplier=1, decimals=0).scaleb(-decimals)
