"""How far two gradings of the same things agree: a self-assessment and its moderation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm
from statsmodels.stats.inter_rater import cohens_kappa

from benchmarking.statistics.estimates import level_of

FEWEST_PAIRS = 30
"""Below so many pairs a page shows no kappa."""
KAPPA_METHOD = (
    "normal approximation with the standard error of Fleiss, Cohen and Everitt (1969), cut off at -1 and 1"
)
NO_VARIANCE = 1e-12
"""A standard error of nothing but rounding: all agree, or one gave a single grade. Not certainty, so no interval."""
Weights = Literal["quadratic", "linear", "none"]
WEIGHTS: dict[str, str | None] = {"quadratic": "quadratic", "linear": "linear", "none": None}


@dataclass(frozen=True, eq=False)
class Agreement:
    """Shares from 0 to 1, NaN without pairs; `pairs` and `table` give the counts behind them. Lead with counts.

    exact: the same grade. within_one: at most one grade apart. up: the second is higher; down: lower.
    kappa: weighted kappa, NaN where both gave one and the same grade throughout. lower, upper: its interval, NaN
    too where its standard error is 0 (all agree, or one of them gave a single grade): that is not certainty.
    table: counts, first grading down, second across, in the order of the grades: small, so see to disclosure.
    pairs: how many were graded twice. missing: how many were not. method: of the interval, in words.
    """

    exact: float
    within_one: float
    up: float
    down: float
    kappa: float
    lower: float
    upper: float
    table: NDArray[np.int64]
    pairs: int
    missing: int
    confidence: float
    method: str

    @property
    def kappa_may_be_shown(self) -> bool:
        return self.pairs >= FEWEST_PAIRS and not np.isnan(self.kappa)


def agreement(
    first: ArrayLike,
    second: ArrayLike,
    *,
    grades: int | Sequence[Any],
    weights: Weights = "quadratic",
    confidence: float = 0.95,
) -> Agreement:
    """Compare two gradings, pair by pair.

    first, second: grades, arrays of one length; None or NaN where there is none, and then the pair is left out.
    grades: the whole scale from the lowest to the highest, as the grades are written, or 4 for 1, 2, 3, 4.
    The whole of it, also grades nobody gave: without them the weights of the others would change.
    weights: how a difference counts against agreement, by its "quadratic" or "linear" size, or "none": equally.
    Raises ValueError for a grade off the scale, lengths that differ, fewer than two grades, unknown weights.

    Formula: J. Cohen, Psychological Bulletin 70 (1968); its interval: J. L. Fleiss, J. Cohen and B. S. Everitt,
    Psychological Bulletin 72 (1969). Calculated by statsmodels.
    """
    scale = list(range(1, grades + 1)) if isinstance(grades, int) else list(grades)
    if len(scale) < 2 or len(set(scale)) != len(scale):
        raise ValueError("the scale has two grades or more, each once")
    if weights not in WEIGHTS:
        raise ValueError(f"weights are quadratic, linear or none, not {weights!r}")
    level_of(confidence)
    a, b = _places(first, scale), _places(second, scale)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError("two gradings of the same things, one grade after the other")
    both = (a >= 0) & (b >= 0)
    table = np.zeros((len(scale), len(scale)), dtype=np.int64)
    np.add.at(table, (a[both], b[both]), 1)
    return _described(table, int((~both).sum()), weights, confidence)


def _described(table: NDArray[np.int64], missing: int, weights: Weights, confidence: float) -> Agreement:
    pairs = int(table.sum())
    place = np.arange(len(table))
    higher = place - place[:, np.newaxis]  # how far the second is above the first

    def share(chosen: NDArray[np.bool_]) -> float:
        return float(table[chosen].sum() / pairs) if pairs else np.nan

    kappa, lower, upper = _kappa(table, weights, confidence)
    return Agreement(
        exact=share(higher == 0), within_one=share(np.abs(higher) <= 1), up=share(higher > 0),
        down=share(higher < 0), kappa=kappa, lower=lower, upper=upper, table=table, pairs=pairs,
        missing=missing, confidence=confidence, method=KAPPA_METHOD,
    )  # fmt: skip


def _kappa(table: NDArray[np.int64], weights: Weights, confidence: float) -> tuple[float, float, float]:
    """NaN three times where nobody disagreed because there was only one grade, or no pair."""
    if np.count_nonzero(table.sum(axis=0) + table.sum(axis=1)) < 2:
        return np.nan, np.nan, np.nan
    with np.errstate(invalid="ignore", divide="ignore"):
        found = cohens_kappa(table, wt=WEIGHTS[weights])
    kappa, variance = float(found.kappa), float(found.var_kappa)
    if variance < NO_VARIANCE:
        return kappa, np.nan, np.nan
    half = float(norm.ppf(0.5 + confidence / 2)) * variance**0.5
    return kappa, max(kappa - half, -1), min(kappa + half, 1)


def _places(given: ArrayLike, scale: list[Any]) -> NDArray[np.int64]:
    """The position of each grade on the scale, -1 where there is none."""
    marks = np.asarray(given, dtype=object)
    missing = np.frompyfunc(lambda mark: mark is None or mark != mark, 1, 1)(marks).astype(bool)  # NaN != NaN
    hits = marks[..., np.newaxis] == np.array(scale, dtype=object)
    if (unknown := ~(hits.any(axis=-1) | missing)).any():
        strange = sorted({repr(mark) for mark in marks[unknown].tolist()})
        raise ValueError(f"not on the scale: {', '.join(strange)}")
    return np.where(missing, -1, hits.argmax(axis=-1))
