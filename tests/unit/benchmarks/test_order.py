"""Areas by value: by the number that is printed, never by one that is not."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarking.benchmarks.presenters.comparison import by_value
from benchmarking.benchmarks.value import Value
from kernel.symbols import Symbol
from tests.unit.benchmarks.made import PLACES, value

HIDDEN = st.tuples(st.integers(0, 90), st.sampled_from(list(Symbol)))


def keys(values: list[Value]) -> list[str]:
    return [place.key for place, _ in by_value([(PLACES.get(v.place), v) for v in values])]


def test_what_is_not_shown_comes_last_as_listed() -> None:
    shown = [value("berry", 50, 100), value("damson", 10, 100)]
    hidden = [value(key, 1, 100, symbol=Symbol.CONFIDENTIAL) for key in ("apple", "cob")]
    assert keys([hidden[0], shown[0], hidden[1], shown[1]]) == ["damson", "berry", "apple", "cob"]


@given(HIDDEN, HIDDEN)
def test_a_hidden_number_changes_nothing_of_the_order(
    first: tuple[int, Symbol], second: tuple[int, Symbol]
) -> None:
    def order(one: int, symbol_one: Symbol, other: int, symbol_other: Symbol) -> list[str]:
        return keys([
            value("apple", one, 100, symbol=symbol_one), value("berry", 50, 100),
            value("cob", other, 100, symbol=symbol_other), value("damson", 20, 100),
        ])  # fmt: skip

    assert order(*first, *second) == order(*second, *first) == ["damson", "berry", "apple", "cob"]


def test_equal_numbers_stand_as_listed_even_where_counts_differ() -> None:
    """11.04 % and 11.01 % are both printed as 11.0 %: their order says no more than the page does."""
    assert keys([value("apple", 1104, 10_000), value("berry", 1101, 10_000)]) == ["apple", "berry"]
