"""Where an area stands, worked out one authority at a time with fractions."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor


def place(values: Mapping[str, Decimal | None], mine: str, polarity: str) -> int:
    """One more than the number of those before it."""
    own = values[mine]
    assert own is not None
    others = [value for value in values.values() if value is not None]
    return 1 + sum(1 for v in others if (v > own if polarity == "high" else v < own))


def spread(values: Mapping[str, Decimal | None], decimals: int) -> list[Decimal | None]:
    """Lowest, quartiles with the median between them, highest; quartiles of eight or more alone."""
    ordered = sorted(Fraction(value) for value in values.values() if value is not None)
    found: list[Decimal | None] = []
    for quarter in range(5):
        at = Fraction((len(ordered) - 1) * quarter, 4)
        below = floor(at)
        above = min(below + 1, len(ordered) - 1)
        exact = ordered[below] + (at - below) * (ordered[above] - ordered[below])
        refused = quarter in (1, 3) and len(ordered) < 8
        found.append(None if refused else half_up(exact, decimals))
    return found


def neighbours(
    values: Mapping[str, Decimal | None], codes: Sequence[str], decimals: int
) -> tuple[Decimal | None, int]:
    """The plain average, and of how many."""
    known = [value for code in codes if (value := values.get(code)) is not None]
    if not known:
        return None, 0
    return half_up(sum(map(Fraction, known), Fraction(0)) / len(known), decimals), len(known)


def half_up(exact: Fraction, decimals: int) -> Decimal:
    return Decimal(floor(exact * 10**decimals + Fraction(1, 2))).scaleb(-decimals)
