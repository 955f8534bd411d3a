from decimal import Decimal

import pytest

from benchmarking.reports import words
from tests.unit.reports.made import NATION, definition, value


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(items, said):
    assert words.listed(items) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "the one area"), (2, "both areas"), (10, "all ten areas"), (1200, "all 1,200 areas")],
)
def test_all_of_so_many(count, said):
    assert words.all_of(count, "area") == said


def test_a_value_is_written_with_its_unit_and_its_thousands():
    assert words.decimal(Decimal("1234.50"), definition()) == "1,234.50%"
    assert words.decimal(Decimal("1234.5"), definition("referrals-rate")) == "1,234.5"


def test_nothing_is_ever_blank():
    gone = value(NATION, symbol="z")
    assert words.shown(gone, definition()) == words.interval(gone, definition()) == "[z]"
    assert words.count(gone.numerator, gone) == "[z]"
    assert words.count(0, value(NATION)) == "0"
