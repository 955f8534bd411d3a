from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.rounding import ratio_half_up, round_half_up


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("16.25", 1, "16.3"),
        ("16.35", 1, "16.4"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("2.4", 0, "2"),
        ("7", 2, "7.00"),
    ],
)
def test_a_half_goes_up(value: str, decimals: int, expected: str) -> None:
    assert str(round_half_up(value, decimals)) == expected


def test_the_published_tie() -> None:
    """Bath and North East Somerset, 2016: 182 of 1,120 referrals are 16.25 %, published as 16.3."""
    assert ratio_half_up(182, 1120, multiplier=100, decimals=1) == Decimal("16.3")
    assert round(182 * 100 / 1120, 1) == 16.2  # what Python's own rounding would print


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.sampled_from([1, 100, 10_000]), st.integers(0, 3))
def test_agrees_with_exact_fractions(
    numerator: int, denominator: int, multiplier: int, decimals: int
) -> None:
    shift = 10**decimals
    exact = Fraction(numerator * multiplier * shift, denominator)
    floor = exact.numerator // exact.denominator
    expected = floor + (1 if exact - floor >= Fraction(1, 2) else 0)
    got = ratio_half_up(numerator, denominator, multiplier=multiplier, decimals=decimals)
    assert got * shift == expected
    assert -got.as_tuple().exponent == decimals  # type: ignore[operator]


@given(st.decimals(0, 10**6, places=4), st.integers(0, 3))
def test_round_half_up_is_decimals_half_up(value: Decimal, decimals: int) -> None:
    assert round_half_up(value, decimals) == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        ratio_half_up(1, 0, multiplier=100, decimals=1)
    with pytest.raises(ValueError, match="negative"):
        ratio_half_up(-1, 10, multiplier=100, decimals=1)
