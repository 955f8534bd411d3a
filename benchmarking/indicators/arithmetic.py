"""From a definition and counts to values: the one arithmetic of pages, benchmark runs, reports and the API.

Arrays in (numbers as float64, NaN where missing), arrays of the same shape out; single numbers work too.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarking.disclosure import CONFIDENTIAL, OFFICIAL, hide, protect_small
from benchmarking.indicators.definition import Definition
from benchmarking.statistics import Estimate, Published, count, proportion, published, rate
from kernel.rounding import round_half_up


@dataclass(frozen=True, eq=False)
class Protected:
    """Counts with NaN where they may not be shown, and the symbol that stands there ("" where there is none).

    numerator_hidden, denominator_hidden: which counts are hidden. The value goes with either: `symbol` says so.
    """

    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]
    symbol: Any
    numerator_hidden: NDArray[np.bool_]
    denominator_hidden: NDArray[np.bool_]

    @property
    def hidden(self) -> NDArray[np.bool_]:
        """Where no value may be shown."""
        return np.asarray(self.numerator_hidden | self.denominator_hidden)


def protect(
    definition: Definition,
    numerator: ArrayLike,
    denominator: ArrayLike,
    symbol: ArrayLike,
    status: ArrayLike,
    *,
    numerator_withheld: ArrayLike = False,
    denominator_withheld: ArrayLike = False,
    agreed: ArrayLike = False,
) -> Protected:
    """Hide small counts, by the rule of the indicator's source, and withheld ones, before anything is calculated.

    numerator_withheld, denominator_withheld: what was decided beyond the rule (see `decisions`). agreed: the partnership
    has agreed to be shown to these readers, so the rule does not apply; what its publisher hid stays hidden.
    """
    rule = definition.suppression
    top, bottom = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    marks, open_ = np.asarray(symbol, dtype=np.str_), ~np.asarray(agreed, dtype=np.bool_)
    top_hidden = np.asarray(numerator_withheld, dtype=np.bool_) & ~np.isnan(top)
    bottom_hidden = np.asarray(denominator_withheld, dtype=np.bool_) & ~np.isnan(bottom)
    if rule.rule != "none":
        found = protect_small(
            top, bottom, marks, np.where(open_, status, OFFICIAL),
            part_of_whole=definition.kind == "proportion", smallest=rule.smallest, largest=rule.largest,
        )  # fmt: skip
        top_hidden, bottom_hidden = top_hidden | found.hidden, bottom_hidden | found.denominator_hidden
    symbols = np.where((top_hidden | bottom_hidden) & (marks == ""), CONFIDENTIAL, marks)
    return Protected(hide(top, top_hidden), hide(bottom, bottom_hidden), symbols, top_hidden, bottom_hidden)


def protect_figure(
    definition: Definition,
    figure: Any,
    *,
    numerator_withheld: bool = False,
    denominator_withheld: bool = False,
) -> Protected:
    """The same for one signed figure."""
    top, bottom = (np.nan if n is None else float(n) for n in (figure.numerator, figure.denominator))
    return protect(
        definition, top, bottom, figure.symbol, figure.status,
        numerator_withheld=numerator_withheld, denominator_withheld=denominator_withheld,
    )  # fmt: skip


def estimate(
    definition: Definition,
    numerator: ArrayLike,
    denominator: ArrayLike,
    confidence: float | tuple[float, float] = 0.95,
) -> Estimate:
    """Values and intervals, by the formula that belongs to the kind of indicator."""
    if definition.kind == "proportion":
        return proportion(numerator, denominator, multiplier=definition.multiplier, confidence=confidence)
    if definition.kind == "rate":
        return rate(numerator, denominator, multiplier=definition.multiplier, confidence=confidence)
    return count(numerator, confidence=confidence)


def exact(definition: Definition, numerator: ArrayLike, denominator: ArrayLike) -> Published:
    """Values as they are printed: exact fractions, rounded half up to the decimals of the definition."""
    bottom = (
        np.ones_like(np.asarray(numerator, dtype=np.float64)) if definition.kind == "count" else denominator
    )
    return published(numerator, bottom, multiplier=definition.multiplier, decimals=definition.decimals)


def rounded(number: float, definition: Definition) -> Decimal | None:
    """A limit as it is printed, or None where there is none."""
    return None if np.isnan(number) else round_half_up(repr(float(number)), definition.decimals)


def whole(number: float | None) -> int | None:
    """A count as it is printed, or None where there is none."""
    return None if number is None or np.isnan(number) else int(number)
