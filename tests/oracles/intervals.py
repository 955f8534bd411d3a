"""Deliberately naive second implementations: one number at a time, no library of statistics, no formula shared.

They search for the limit that the definition asks for instead of solving for it.
"""

from collections.abc import Callable
from fractions import Fraction
from math import erf, exp, lgamma, log, sqrt


def wilson(x: int, n: int, confidence: float) -> tuple[float, float]:
    """The two proportions p at which x of n lies exactly z standard errors, sqrt(p(1-p)/n), away."""
    z, observed = normal_quantile(0.5 + confidence / 2), x / n

    def too_far(p: float) -> bool:
        return abs(observed - p) > z * sqrt(p * (1 - p) / n)

    lower = 0.0 if x == 0 else bisect(lambda p: not too_far(p), 0.0, observed)
    upper = 1.0 if x == n else bisect(too_far, observed, 1.0)
    return lower, upper


def exact_poisson(x: int, confidence: float) -> tuple[float, float]:
    """The means at which x or more, and x or fewer, events have the probability of one tail."""
    tail = (1 - confidence) / 2
    lower = 0.0 if x == 0 else bisect(lambda m: 1 - poisson_at_most(x - 1, m) > tail, 0.0, float(x))
    upper = bisect(lambda m: poisson_at_most(x, m) < tail, float(x), 10.0 * x + 50)
    return lower, upper


def byar(x: int, confidence: float) -> tuple[float, float]:
    """Byar's formula as Breslow and Day print it (equation 2.13)."""
    z = normal_quantile(0.5 + confidence / 2)
    lower = x * (1 - 1 / (9 * x) - z / (3 * sqrt(x))) ** 3
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * sqrt(x + 1))) ** 3
    return lower, upper


def rate_limits(x: int, confidence: float) -> tuple[float, float]:
    return exact_poisson(x, confidence) if x < 10 else byar(x, confidence)


def rounded_half_up(x: int, n: int, multiplier: int, decimals: int) -> str:
    """The printed text, found by walking up the printable numbers in steps until the next is further away."""
    exact = Fraction(x * multiplier, n)
    step = Fraction(1, 10**decimals)
    below = (exact // step) * step
    printed = below + step if exact - below >= step / 2 else below
    units = int(printed / step)
    return str(units) if not decimals else f"{units // 10**decimals}.{units % 10**decimals:0{decimals}d}"


def poisson_at_most(x: int, mean: float) -> float:
    if mean == 0:
        return 1.0
    return sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(x + 1))


def normal_quantile(p: float) -> float:
    return bisect(lambda z: 0.5 * (1 + erf(z / sqrt(2))) > p, 0.0, 10.0)


def bisect(reached: Callable[[float], bool], low: float, high: float) -> float:
    """The smallest number between low and high where `reached` holds, and holds from there on."""
    for _ in range(200):
        middle = (low + high) / 2
        if reached(middle):
            high = middle
        else:
            low = middle
    return high
