"""Do two areas, or two years, differ? By testing the difference, not by looking whether intervals overlap."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from benchmarking.statistics.counts import Flags, Floats
from benchmarking.statistics.estimates import Counts, Estimate, level_of
from benchmarking.statistics.restricted import Variance, variance_of_proportions, variance_of_rates

METHODS = {
    "proportion": "score test of two proportions, and the interval that inverts it (Mee 1984)",
    "rate": "score test of two Poisson rates, and the interval that inverts it",
}
VARIANCES: dict[str, Variance] = {"proportion": variance_of_proportions, "rate": variance_of_rates}
HALVINGS = 52
DOUBLINGS = 200


@dataclass(frozen=True, eq=False)
class Difference:
    """First minus second, arrays of one shape, in the unit of the estimates; NaN where either is missing.

    p: two-sided probability of a difference at least so large if there were none.
    method: the test and the interval, in words, to be printed beside them.
    """

    value: Floats
    lower: Floats
    upper: Floats
    p: Floats
    confidence: float
    method: str

    @property
    def compared(self) -> Flags:
        return ~np.isnan(self.value)

    @property
    def differs(self) -> Flags:
        """Where p is below 1 - confidence: exactly where the interval leaves out zero."""
        return self.p < 1 - self.confidence


def difference(first: Estimate, second: Estimate, *, confidence: float = 0.95) -> Difference:
    """Test whether two independent proportions, or two rates, differ; as many pairs at once as there are.

    first, second: from `proportion`, `rate` or `count`, of one kind and multiplier; shapes broadcast together.
    Two intervals of 95 % that do not overlap ask far more than a test at 5 % (about 0.6 % where both errors
    are equal), so overlapping intervals do not mean that there is no difference.
    Raises ValueError for estimates without counts (means) or of two kinds, and for a senseless confidence.
    Not for an area against a pool that contains it: those are not independent (`pooled_others`).

    Formula: the score statistic (first - second - d) / sqrt(variance), its variance from the likeliest pair of
    values that lie d apart. At d = 0 it is Pearson's chi-squared test, without a correction for continuity.
    R. W. Mee, Biometrics 40 (1984); O. S. Miettinen and M. Nurminen, Statistics in Medicine 4 (1985), without
    their factor N/(N-1); for rates the same with Poisson counts.
    """
    a, b = _pair(first, second)
    scale = a.multiplier
    x1, n1, x2, n2 = np.broadcast_arrays(*(_usable(a) + _usable(b)))
    statistic = _statistic(VARIANCES[a.kind], x1, n1, x2, n2)
    observed = np.asarray(x1 / n1 - x2 / n2)
    z = float(norm.ppf(0.5 + level_of(confidence) / 2))
    lower, upper = _edges(statistic, observed, z, _far_ends(a.kind, statistic, observed, z))
    p = 2 * norm.sf(np.abs(statistic(np.zeros_like(observed))))
    return Difference(observed * scale, lower * scale, upper * scale, p, confidence, METHODS[a.kind])


def _pair(first: Estimate, second: Estimate) -> tuple[Counts, Counts]:
    if first.counts is None or second.counts is None:
        raise ValueError("a difference is tested on counts: give estimates from proportion, rate or count")
    if (first.counts.kind, first.counts.multiplier) != (second.counts.kind, second.counts.multiplier):
        raise ValueError("two estimates of one kind, per the same number of people")
    return first.counts, second.counts


def _usable(counts: Counts) -> tuple[Floats, Floats]:
    return counts.numerator, np.where(counts.denominator > 0, counts.denominator, np.nan)


def _statistic(
    variance: Variance, x1: Floats, n1: Floats, x2: Floats, n2: Floats
) -> Callable[[Floats], Floats]:
    """How many standard errors the observed difference lies above d; 0 where both are 0."""
    observed = x1 / n1 - x2 / n2

    def at(d: Floats) -> Floats:
        above, spread = observed - d, np.sqrt(variance(x1, n1, x2, n2, d))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(above == 0, 0, above / spread) + 0 * observed

    return at


def _far_ends(kind: str, statistic: Callable[[Floats], Floats], observed: Floats, z: float) -> Floats:
    """Differences beyond both limits, stacked: for proportions -1 and 1, for rates found by doubling."""
    sides = np.array([-1.0, 1.0]).reshape(2, *[1] * observed.ndim)
    if kind == "proportion":
        return sides + 0 * observed
    step = np.abs(observed) + 1e-12 + 0 * sides
    for _ in range(DOUBLINGS):
        near = np.abs(statistic(observed + sides * step)) <= z
        if not near.any():
            break
        step = np.where(near, 2 * step, step)
    return np.asarray(observed + sides * step)


def _edges(statistic: Callable[[Floats], Floats], observed: Floats, z: float, far: Floats) -> Floats:
    """The furthest differences from the observed that the test does not reject, by halving the way to the far."""
    inside, outside = observed + 0 * far, far
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        kept = np.abs(statistic(middle)) <= z
        inside, outside = np.where(kept, middle, inside), np.where(kept, outside, middle)
    return inside
