"""The variance of a difference, if the true difference were d: what the score test divides by.

Both look for the pair of values d apart that makes the counts likeliest, in closed form.
"""

from collections.abc import Callable

import numpy as np

from benchmarking.statistics.counts import Floats

Variance = Callable[[Floats, Floats, Floats, Floats, Floats], Floats]


def variance_of_proportions(x1: Floats, n1: Floats, x2: Floats, n2: Floats, d: Floats) -> Floats:
    """Of x1/n1 - x2/n2, for two proportions d apart. Arrays of one shape; d from -1 to 1.

    Formula: the cubic of Miettinen and Nurminen, Statistics in Medicine 4 (1985), appendix I, solved by its
    cosine.
    """
    whole, part = n1 + n2, x1 + x2
    square = (n1 + 2 * n2) * d - whole - part
    linear = (n2 * d - whole - 2 * x2) * d + part
    free = x2 * d * (1 - d)
    third = square / (3 * whole)
    q = third**3 - linear * square / (6 * whole**2) + free / (2 * whole)
    p = np.copysign(np.sqrt(np.maximum(third**2 - linear / (3 * whole), 0)), q)
    with np.errstate(divide="ignore", invalid="ignore"):
        cosine = np.where(p == 0, 0, q / p**3)
    angle = (np.pi + np.arccos(np.clip(cosine, -1, 1))) / 3
    p2 = np.clip(2 * p * np.cos(angle) - third, 0, 1)
    p1 = np.clip(p2 + d, 0, 1)
    return np.asarray(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)


def variance_of_rates(x1: Floats, n1: Floats, x2: Floats, n2: Floats, d: Floats) -> Floats:
    """Of x1/n1 - x2/n2, for two Poisson rates d apart. Arrays of one shape.

    The likeliest second rate r solves N r^2 + (N d - x1 - x2) r - x2 d = 0, with N = n1 + n2.
    """
    whole = n1 + n2
    half = (x1 + x2 - whole * d) / (2 * whole)
    r2 = half + np.sqrt(np.maximum(half**2 + x2 * d / whole, 0))
    r2 = np.maximum(r2, np.maximum(0, -d))
    r1 = np.maximum(r2 + d, 0)
    return np.asarray(r1 / n1 + r2 / n2)
