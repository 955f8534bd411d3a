"""The score test of two proportions or two rates, by search: the likeliest pair, and the limits, one pair at a time."""

from collections.abc import Callable
from math import erfc, inf, sqrt

from tests.oracles.intervals import bisect, normal_quantile


def score_of_proportions(x1: int, n1: int, x2: int, n2: int, d: float) -> float:
    def slope(p2: float) -> float:
        p1 = p2 + d
        gains = _share(x1, p1) + _share(x2, p2)
        return gains - _share(n1 - x1, 1 - p1) - _share(n2 - x2, 1 - p2)

    p2 = bisect(lambda p: slope(p) < 0, max(0.0, -d), min(1.0, 1 - d))
    p1 = min(max(p2 + d, 0.0), 1.0)
    return _over(x1 / n1 - x2 / n2 - d, p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)


def score_of_rates(x1: int, n1: float, x2: int, n2: float, d: float) -> float:
    def slope(r2: float) -> float:
        return _share(x1, r2 + d) + _share(x2, r2) - n1 - n2

    r2 = bisect(lambda r: slope(r) < 0, max(0.0, -d), x1 / n1 + x2 / n2 + abs(d) + 1)
    return _over(x1 / n1 - x2 / n2 - d, max(r2 + d, 0.0) / n1 + r2 / n2)


def limits(
    score: Callable[[float], float], observed: float, reach: float, level: float
) -> tuple[float, float]:
    """The two differences at which the score is exactly at the limit, looked for from -reach to reach."""
    z = normal_quantile(0.5 + level / 2)
    lower = bisect(lambda d: score(d) < z, -reach, observed)
    upper = bisect(lambda d: score(d) < -z, observed, reach)
    return lower, upper


def two_sided(score: float) -> float:
    return erfc(abs(score) / sqrt(2))


def _share(count: float, part: float) -> float:
    if count == 0:
        return 0.0
    return inf if part <= 0 else count / part


def _over(above: float, variance: float) -> float:
    if above == 0:
        return 0.0
    return above / sqrt(variance) if variance > 0 else inf * above
