"""A deliberately naive benchmark: one figure at a time, searched limits, no arrays, no pandas."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarking.indicators.definition import Definition
from tests.oracles.intervals import rate_limits, rounded_half_up, wilson


@dataclass(frozen=True)
class Count:
    place: str
    numerator: int | None
    denominator: int | None
    status: str = "official"


def is_small(count: Count, definition: Definition) -> bool:
    rule = definition.suppression
    if rule.rule == "none" or count.status == "official" or count.numerator is None:
        return False
    small = set(range(rule.smallest, rule.largest + 1))
    if count.numerator in small:
        return True
    if definition.kind == "proportion" and count.denominator is not None:
        return count.denominator in small or count.denominator - count.numerator in small
    return False


def value_of(count: Count, definition: Definition) -> str | None:
    """The printed value. None where there is none, and where it would print as zero without being zero."""
    if count.numerator is None or not count.denominator or is_small(count, definition):
        return None
    printed = rounded_half_up(count.numerator, count.denominator, definition.multiplier, definition.decimals)
    return None if float(printed) == 0 and count.numerator > 0 else printed


def limits_of(count: Count, definition: Definition) -> tuple[float, float] | None:
    if value_of(count, definition) is None or count.numerator is None or not count.denominator:
        return None
    if definition.kind == "proportion":
        lower, upper = wilson(count.numerator, count.denominator, 0.95)
        return lower * definition.multiplier, upper * definition.multiplier
    lower, upper = rate_limits(count.numerator, 0.95)
    return (
        lower * definition.multiplier / count.denominator,
        upper * definition.multiplier / count.denominator,
    )


def comparison(count: Count, nation: Count, definition: Definition) -> str:
    limits = limits_of(count, definition)
    if limits is None or nation.numerator is None or not nation.denominator:
        return ""
    theirs = nation.numerator * definition.multiplier / nation.denominator
    return "lower" if limits[1] < theirs else "higher" if limits[0] > theirs else "similar"


def pool(counts: Iterable[Count], definition: Definition) -> Count:
    parts = list(counts)
    if any(p.numerator is None or p.denominator is None or is_small(p, definition) for p in parts):
        return Count("pooled", None, None)
    return Count("pooled", sum(p.numerator for p in parts), sum(p.denominator for p in parts))  # type: ignore[misc]
