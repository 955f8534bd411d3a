"""Ranks, bins, over-dispersion and agreement, by counting."""

from fractions import Fraction
from math import asin, ceil, floor, sqrt


def rank(values: list[float | None], at: int, *, high: bool) -> int | None:
    """One more than the number of better ones."""
    mine = values[at]
    if mine is None:
        return None
    return 1 + sum(1 for v in values if v is not None and (v > mine if high else v < mine))


def quantile(values: list[float | None], at: int, bins: int) -> int | None:
    """phe_quantile with exact fractions."""
    there = sum(v is not None for v in values)
    mine = rank(values, at, high=False)
    if mine is None:
        return None
    return max(1, floor(bins + 1 - ceil((there + 1 - mine) / Fraction(there, bins))))


def dispersion(x: list[int], n: list[int], kind: str, share: float) -> tuple[float, float]:
    """phi and tau squared, area by area."""
    base = sum(x) / sum(n)
    scores, errors = [], []
    for a, b in zip(x, n, strict=True):
        if kind == "proportion":
            error, gap = 0.5 / sqrt(b), asin(sqrt(a / b)) - asin(sqrt(base))
        else:
            expected = b if kind == "ratio" else b * base
            error, gap = 0.5 / sqrt(expected), sqrt(a / expected) - 1
        scores.append(gap / error)
        errors.append(error)
    low, high = type_seven(scores, share), type_seven(scores, 1 - share)
    drawn = [low if z < low else high if z > high else z for z in scores]
    many = len(drawn)
    phi = sum(z * z for z in drawn) / many
    if many * phi < many - 1:
        return phi, 0.0
    weights = [error**-2 for error in errors]
    return phi, (many * phi - (many - 1)) / (sum(weights) - sum(w * w for w in weights) / sum(weights))


def type_seven(values: list[float], share: float) -> float:
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def kappa(first: list[int], second: list[int], power: int) -> Fraction | None:
    """One less what they disagreed over what two strangers with their grades would have."""
    seen = Fraction(sum(abs(a - b) ** power for a, b in zip(first, second, strict=True)), len(first))
    strangers = Fraction(sum(abs(a - b) ** power for a in first for b in second), len(first) ** 2)
    return None if not strangers else 1 - seen / strangers


def kappa_error(first: list[int], second: list[int], power: int) -> float:
    """The delta method: how far kappa moves when one pair weighs a little more, squared and added up."""
    many = len(first)
    seen = sum(abs(a - b) ** power for a, b in zip(first, second, strict=True)) / many
    strangers = sum(abs(a - b) ** power for a in first for b in second) / many**2
    pulls = []
    for a, b in zip(first, second, strict=True):
        own = abs(a - b) ** power - seen
        met = (sum(abs(a - c) ** power for c in second) + sum(abs(c - b) ** power for c in first)) / many
        pulls.append(-own / strangers + seen / strangers**2 * (met - 2 * strangers))
    return sqrt(sum(pull**2 for pull in pulls)) / many
