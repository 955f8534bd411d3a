"""Standings against an oracle of fractions, and what a hidden value may not do."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.benchmarks.inputs import AUTHORITY_COLUMNS, COLUMNS, Inputs
from benchmarking.benchmarks.places import Level, Place, Places
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.standings import calculate_standings
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.catalogue import catalogue
from kernel.symbols import Symbol
from tests.oracles import standings as oracle

AREAS = ("991", "992", "993")
PLACES = Places(
    areas=tuple(Place(f"area-{code}", f"Area {code}", code, Level.AREA, code) for code in AREAS),
    pooled=Place("pooled", "Pooled", "Pooled", Level.POOLED),
    regional=None,
    national=None,
)
LOW, NONE = catalogue().get("re-referrals"), catalogue().get("looked-after-rate")
HIGH = catalogue().get("care-leavers-suitable-accommodation")


def value_of(indicator: str, year: int, code: str, value: Decimal | None, level: Level = Level.AREA) -> Value:
    return Value(
        indicator=indicator, year=year, place=f"area-{code}" if level == Level.AREA else code, level=level,
        area_code="", numerator=None, denominator=None, value=value, lower=None, upper=None,
        symbol=None if value is not None else Symbol.CONFIDENTIAL, status="official",
    )  # fmt: skip


def standings(
    values: list[Value],
    published: list[tuple[str, int, str, Decimal | None]],
    lists: dict[str, tuple[str, ...]],
) -> list[Standing]:
    rows = [row for row in published if row[3] is not None]
    inputs = Inputs(
        places=PLACES,
        definitions=tuple(catalogue()),
        cells=pd.DataFrame(columns=COLUMNS),
        authorities=pd.DataFrame(rows, columns=AUTHORITY_COLUMNS, dtype=object),
        neighbours=lists,
    )
    return calculate_standings(inputs, values)


def others(indicator: str, texts: str, year: int = 2025) -> list[tuple[str, int, str, Decimal | None]]:
    return [
        (indicator, year, f"{900 + i}", None if text == "x" else Decimal(text))
        for i, text in enumerate(texts.split())
    ]


def test_a_standing_by_hand() -> None:
    """Ten authorities; the area has 15.0, third best where low is good. Its neighbours: 12.0, 20.0 and no value."""
    published = others("re-referrals", "12.0 14.0 16.0 18.0 20.0 22.0 24.0 26.0 30.0 x")
    (found,) = standings(
        [value_of("re-referrals", 2025, "991", Decimal("15.0"))], published, {"991": ("900", "904", "909")}
    )
    assert found == Standing(
        indicator="re-referrals", year=2025, place="area-991", neighbours=Decimal("16.0"),
        neighbours_counted=2, neighbours_expected=3, rank=3, authorities=10, lowest=Decimal("12.0"),
        lower_quartile=Decimal("15.3"), median=Decimal("19.0"), upper_quartile=Decimal("23.5"),
        highest=Decimal("30.0"),
    )  # fmt: skip
    # 15.25 and 23.5: the quartiles of 12 14 15 16 18 20 22 24 26 30; 15.25 is rounded half up.


@pytest.mark.parametrize(
    ("slug", "place"), [(LOW.slug, 2), (NONE.slug, 2), (HIGH.slug, 4)], ids=["low", "none", "high"]
)
def test_the_first_place_is_the_best_or_else_the_lowest(slug: str, place: int) -> None:
    values = [value_of(slug, 2025, "991", Decimal("50"))]
    (found,) = standings(values, others(slug, "40 60 70 80"), {})
    assert (found.rank, found.authorities) == (place, 5)


def test_ties_share_the_better_place() -> None:
    values = [value_of("re-referrals", 2025, "991", Decimal("14.0"))]
    (found,) = standings(values, others("re-referrals", "12.0 14.0 14.0 16.0"), {})
    assert found.rank == 2


def test_a_hidden_value_has_no_standing_and_moves_nobody_elses() -> None:
    """992 is hidden: it is in no place, no quartile and no average, whatever a publisher printed for it."""
    shown = [value_of("re-referrals", 2025, "991", Decimal("15.0"))]
    hidden = [value_of("re-referrals", 2025, "992", None)]
    published = others("re-referrals", "12.0 14.0 16.0 18.0 20.0 22.0 24.0 26.0")
    lists = {"991": ("992", "900"), "992": ("991",)}
    (alone,) = standings(shown, published, lists)
    for printed in ("0.1", "13.0", "99.9"):
        beside: list[tuple[str, int, str, Decimal | None]] = [("re-referrals", 2025, "992", Decimal(printed))]
        assert standings(shown + hidden, published + beside, lists) == [alone]
    assert (alone.neighbours, alone.neighbours_counted, alone.neighbours_expected) == (Decimal("12.0"), 1, 2)
    assert alone.authorities == 9


def test_an_area_counts_with_its_own_value_not_the_printed_one() -> None:
    shown = [
        value_of("re-referrals", 2025, "991", Decimal("15.0")),
        value_of("re-referrals", 2025, "992", Decimal("11.0")),
    ]
    printed: list[tuple[str, int, str, Decimal | None]] = [("re-referrals", 2025, "992", Decimal("19.0"))]
    first, second = standings(shown, others("re-referrals", "12.0") + printed, {"991": ("992",)})
    assert (first.rank, first.neighbours, first.lowest) == (3, Decimal("11.0"), Decimal("11.0"))
    assert (second.rank, second.neighbours, second.neighbours_expected) == (1, None, 0)


def test_nothing_is_said_where_nothing_is_known_of_others() -> None:
    shown = [value_of("re-referrals", year, code, Decimal("15.0")) for year in (2024, 2025) for code in AREAS]
    assert standings(shown, [], {"991": ("992",)}) == []
    assert {s.year for s in standings(shown, others("re-referrals", "12.0"), {})} == {2025}
    assert standings([], others("re-referrals", "12.0"), {}) == []
    assert standings(shown[:1], others("re-referrals", "x x", 2024), {}) == []


def test_the_pool_and_wider_places_have_no_standing() -> None:
    shown = [value_of("re-referrals", 2025, "pooled", Decimal("15.0"), Level.POOLED)]
    assert standings(shown, others("re-referrals", "12.0 13.0"), {}) == []


@given(data=st.data(), definition=st.sampled_from([LOW, NONE, HIGH]))
def test_an_oracle_of_fractions_agrees(data: Any, definition: Any) -> None:
    step = Decimal(1).scaleb(-definition.decimals)
    maybe = st.none() | st.integers(0, 60).map(lambda n: n * step)
    others_have = {f"{900 + i}": data.draw(maybe) for i in range(data.draw(st.integers(0, 14)))}
    own = {code: data.draw(maybe) for code in AREAS}
    codes = [*others_have, *AREAS]
    lists = {code: tuple(data.draw(st.lists(st.sampled_from(codes), unique=True))) for code in AREAS}
    lists = {code: tuple(c for c in row if c != code) for code, row in lists.items()}
    published = [(definition.slug, 2025, code, value) for code, value in others_have.items()]
    found = {
        s.place.removeprefix("area-"): s
        for s in standings([value_of(definition.slug, 2025, c, v) for c, v in own.items()], published, lists)
    }
    everyone = {**others_have, **own}
    known = sum(value is not None for value in everyone.values())
    anything = any(value is not None for value in others_have.values())
    expected = {code for code, value in own.items() if value is not None and anything}
    assert set(found) == expected
    for code, s in found.items():
        assert s.rank == oracle.place(everyone, code, definition.polarity)
        assert s.authorities == known
        spread = [s.lowest, s.lower_quartile, s.median, s.upper_quartile, s.highest]
        assert spread == oracle.spread(everyone, definition.decimals)
        average = oracle.neighbours(everyone, lists[code], definition.decimals)
        assert (s.neighbours, s.neighbours_counted) == average
        assert s.neighbours_expected == len(lists[code])
        assert all(number is None or -number.as_tuple().exponent == definition.decimals for number in spread)


@pytest.mark.parametrize(("printed", "counts_as"), [("16.25", "16.3"), ("16.2499", "16.2"), ("0.05", "0.1")])
def test_a_value_with_more_decimals_is_rounded_half_up_first(printed: str, counts_as: str) -> None:
    values = [value_of("re-referrals", 2025, "991", Decimal("99.9"))]
    (found,) = standings(values, others("re-referrals", printed), {"991": ("900",)})
    assert (found.lowest, found.neighbours) == (Decimal(counts_as), Decimal(counts_as))


def test_numbers_as_large_as_the_database_holds_stay_exact() -> None:
    values = [value_of("re-referrals", 2025, "991", Decimal("999999999.9"))]
    (found,) = standings(values, others("re-referrals", "999999999.8"), {"991": ("900",)})
    assert (found.lowest, found.highest, found.rank) == (Decimal("999999999.8"), Decimal("999999999.9"), 2)
