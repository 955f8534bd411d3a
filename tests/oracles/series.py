"""XmR and the recent trend, point by point: whole and broken numbers instead of floats wherever it can be."""

from fractions import Fraction
from itertools import pairwise
from math import log

STEP = Fraction(266, 100)


def xmr_rules(values: list[int | None], screen: bool) -> dict[str, list]:
    """Mean and limits as fractions (None where there are none), and the rules that hold, point by point."""
    there = [Fraction(v) for v in values if v is not None]
    if not there:
        return {"mean": None, "limits": None, "rules": [set() for _ in values]}
    mean = sum(there) / len(there)
    moves = [abs(Fraction(b) - a) for a, b in pairwise(values) if a is not None and b is not None]
    if not moves:
        return {
            "mean": mean,
            "limits": None,
            "rules": [_runs(values, mean, None, i) for i in range(len(values))],
        }
    average = sum(moves) / len(moves)
    if screen and average:
        moves = [move for move in moves if move < Fraction(3267, 1000) * average]
        average = sum(moves) / len(moves)
    limits = mean - STEP * average, mean + STEP * average
    return {
        "mean": mean,
        "limits": limits,
        "rules": [_runs(values, mean, average, i) for i in range(len(values))],
    }


def _runs(values, mean, average, at) -> set[str]:
    if values[at] is None:
        return set()
    found = set()
    sevens = _windows(values, at, 7)
    if any(_one_side(window, mean) for window in sevens):
        found.add("shift")
    if any(_one_way(window) for window in sevens):
        found.add("trend")
    if average is None:
        return found
    if _beyond(values[at], mean, STEP * average):
        found.add("outside")
    elif _near(values[at], mean, average) and any(
        _one_side(window, mean) and sum(_near(v, mean, average) for v in window) >= 2
        for window in _windows(values, at, 3)
    ):
        found.add("two of three")
    return found


def _windows(values, at, length) -> list[list]:
    """Every full stretch of the length that the point is in and that has no gap."""
    starts = range(max(at - length + 1, 0), at + 1)
    windows = [values[start : start + length] for start in starts]
    return [window for window in windows if len(window) == length and None not in window]


def _one_side(window, mean) -> bool:
    return all(v > mean for v in window) or all(v < mean for v in window)


def _one_way(window) -> bool:
    steps = list(pairwise(window))
    return all(a < b for a, b in steps) or all(a > b for a, b in steps)


def _beyond(v, mean, distance) -> bool:
    return abs(v - mean) > distance


def _near(v, mean, average) -> bool:
    return not _beyond(v, mean, STEP * average) and _beyond(v, mean, STEP * 2 / 3 * average)


def trend_of_proportions(x: list[int], n: list[int]) -> tuple[float, int] | None:
    """Chi-squared of a two-by-five table against a straight line, and -1, 0 or 1; None where it has no odds."""
    if any(not 0 < a < b for a, b in zip(x, n, strict=True)):
        return None
    whole, part = sum(n), sum(x)
    middle = Fraction(sum(t * b for t, b in enumerate(n)), whole)
    covariance = sum(
        (t - middle) * (a - Fraction(part, whole) * b) for t, (a, b) in enumerate(zip(x, n, strict=True))
    )
    spread = sum(b * (t - middle) ** 2 for t, b in enumerate(n))
    chi = covariance**2 / (Fraction(part, whole) * (1 - Fraction(part, whole)) * spread)
    return float(chi), _steady([log(a / (b - a)) for a, b in zip(x, n, strict=True)], [1.0] * 5)


def trend_of_values(y: list[float], lower: list[float], upper: list[float]) -> tuple[float, int]:
    weights = [1 / ((u - low) / 3.92) ** 2 for low, u in zip(lower, upper, strict=True)]
    points = list(range(5))
    middle = sum(w * t for w, t in zip(weights, points, strict=True)) / sum(weights)
    slope = _slope(y, weights, points)
    return slope**2 * sum(w * (t - middle) ** 2 for w, t in zip(weights, points, strict=True)), _steady(
        y, weights
    )


def _slope(y: list[float], weights: list[float], points: list[int]) -> float:
    whole = sum(weights[t] for t in points)
    t_mean = sum(weights[t] * t for t in points) / whole
    y_mean = sum(weights[t] * y[t] for t in points) / whole
    top = sum(weights[t] * (t - t_mean) * (y[t] - y_mean) for t in points)
    return top / sum(weights[t] * (t - t_mean) ** 2 for t in points)


def _steady(y: list[float], weights: list[float]) -> int:
    every = [list(range(5))] + [[t for t in range(5) if t != out] for out in range(5)]
    slopes = [_slope(y, weights, points) for points in every]
    if min(abs(slope) for slope in slopes) < 1e-12:
        return 0  # on the edge: the test leaves such series alone
    return 1 if min(slopes) > 0 else -1 if max(slopes) < 0 else 0
