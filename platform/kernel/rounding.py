"""Half-up rounding, as the published statistics use it. Python's own round() is half-even and disagrees."""

from decimal import ROUND_HALF_UP, Decimal


def round_half_up(value: Decimal | int | str, decimals: int) -> Decimal:
    """Round to a number of decimals, a half always away from zero: 16.25 becomes 16.3.

    Takes no float on purpose: 16.25 may already be 16.2499999 by the time it arrives.
    """
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def ratio_half_up(numerator: int, denominator: int, *, multiplier: int, decimals: int) -> Decimal:
    """multiplier x numerator / denominator, rounded half up from the exact fraction.

    Whole-number arithmetic throughout, so that a tie is recognised as one.
    Raises ZeroDivisionError where the denominator is zero, ValueError where either is negative.
    """
    if numerator < 0 or denominator < 0:
        raise ValueError("counts cannot be negative")
    scaled = 2 * numerator * multiplier * 10**decimals
    return Decimal((scaled + denominator) // (2 * denominator)).scaleb(-decimals)
