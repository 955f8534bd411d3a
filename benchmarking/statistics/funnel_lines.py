"""The lines of a funnel, as fractions: plain limits by kind, and limits widened by over-dispersion."""

import numpy as np
from scipy.special import chdtriv
from scipy.stats import norm

from benchmarking.statistics.counts import Floats

Lines = tuple[Floats, Floats]


def normal_lines(n: Floats, centre: Floats, level: float) -> Lines:
    """A proportion's limits at each size: centre +- z standard errors, within 0 and 1."""
    half = _z(level) * np.sqrt(centre * (1 - centre) / n)
    return np.maximum(centre - half, 0), np.minimum(centre + half, 1)


def poisson_lines(n: Floats, centre: Floats, level: float) -> Lines:
    """A rate's limits at each size: counts whose exact interval just touches the expected count, by n.

    As many events x that P(X >= x) is one tail, or P(X <= x): through chi-squared, whose probability at
    2 x expected with 2x degrees of freedom is P(X >= x). Solved for real x, 0 where no count is low enough.
    """
    expected, tail = n * centre, (1 - level) / 2
    some = np.where(expected > 0, expected, np.nan)
    upper = chdtriv(tail, 2 * some) / 2
    lower = np.maximum(chdtriv(1 - tail, 2 * some) / 2 - 1, 0)
    return np.where(expected == 0, 0, lower) / n, np.where(expected == 0, 0, upper) / n


def widened_proportion(n: Floats, centre: Floats, level: float, phi: Floats, tau2: Floats) -> Lines:
    """On the scale of arcsin(sqrt(p)), where the variance is phi/(4n) + tau2; within 0 and 1."""
    middle, half = np.arcsin(np.sqrt(centre)), _z(level) * np.sqrt(phi / (4 * n) + tau2)
    ends = (np.clip(middle + side * half, 0, np.pi / 2) for side in (-1, 1))
    lower, upper = (np.sin(end) ** 2 for end in ends)
    return lower, upper


def widened_ratio(n: Floats, centre: Floats, level: float, phi: Floats, tau2: Floats) -> Lines:
    """On the scale of sqrt(observed/expected), where the variance is phi/(4 expected) + tau2; from 0 up."""
    expected = np.where(n * centre > 0, n * centre, np.nan)
    half = _z(level) * np.sqrt(phi / (4 * expected) + tau2)
    return centre * np.maximum(1 - half, 0) ** 2, centre * (1 + half) ** 2


def _z(level: float) -> float:
    return float(norm.ppf(0.5 + level / 2))
