"""From files to the counts of indicators: sums, totals, populations, and what was printed beside them."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmarking.comparators.counting import Beside, Count, Counted, add, count_all
from benchmarking.comparators.explore_education_statistics import read
from benchmarking.comparators.populations import estimates
from benchmarking.comparators.rows import Place
from benchmarking.comparators.series import Series, Table
from kernel.symbols import Symbol
from tests.publishers_files import AREA, ENGLAND, Row, people, put, referrals

C1 = Table("Children in need {year}, table C1")
ONE = Series("re-referrals", C1, ("rereferral_count",), "referral_count", "rereferral_percent", "ReReferral")
RATE = Series("referrals-rate", C1, ("referral_count",))
BANDS = Series("re-referrals", C1, ("early", "later"), "all", measure="ReReferral")
PART = Series("re-referrals", C1, ("n",), "n", rows={"part": "some"}, total={"part": "all"})
DECIMALS = {"re-referrals": 1, "referrals-rate": 1}
Tool = Mapping[tuple[str, int, str], Decimal]


def counted(
    folder: Path, series: Series, *files: list[Row], tool: Tool | None = None, people: Any = None, **how: Any
) -> Counted:
    readings = [read(put(folder, f"{i}.csv", rows)) for i, rows in enumerate(files)]
    assert [str(p) for reading in readings for p in reading.problems] == []
    beside = Beside(decimals=DECIMALS, people=people or {}, tool=tool or {}, tool_source="The tool")
    return count_all(readings, beside, series=[series], **how)


def only(found: Counted) -> Count:
    assert found.problems == []
    (count,) = found.counts
    return count


def words(found: Counted) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_a_count_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    assert only(counted(tmp_path, ONE, [referrals(AREA)])) == Count(
        indicator="re-referrals", year=2025,
        place=Place("Local authority", "E06000023", "Bristol, City of", "801", "South West"),
        numerator=989, denominator=4264, symbol="", published=Decimal("23.2"),
        published_in="Children in need 2025, table C1", note="", table="Children in need 2025, table C1",
        file="0.csv", row=2,
    )  # fmt: skip


@pytest.mark.parametrize("symbol", list(Symbol))
def test_each_symbol_stays_itself_and_hides_its_percentage(tmp_path: Path, symbol: Symbol) -> None:
    tool = {("re-referrals", 2025, "801"): Decimal("23.2")}
    count = only(counted(tmp_path, ONE, [referrals(AREA, repeats=symbol, percent="23.2")], tool=tool))
    assert (count.numerator, count.denominator, count.symbol, count.published) == (None, 4264, symbol, None)


def test_a_percentage_that_rounds_to_zero_is_a_note(tmp_path: Path) -> None:
    count = only(counted(tmp_path, ONE, [referrals(AREA, repeats="1", percent="k")]))
    assert (count.numerator, count.symbol, count.published) == (1, "", None)
    assert count.note == "The publisher gives no percentage: rounds to zero but is not zero."


def test_a_sum_with_a_hidden_part_is_hidden_never_partial() -> None:
    assert add([6, 142]) == 148
    assert add([6, Symbol.CONFIDENTIAL]) is Symbol.CONFIDENTIAL
    assert add([Symbol.NOT_AVAILABLE, Symbol.CONFIDENTIAL]) is Symbol.CONFIDENTIAL
    assert add([0, Symbol.NOT_AVAILABLE]) is Symbol.NOT_AVAILABLE


def test_the_tool_does_not_give_a_hidden_sum_away(tmp_path: Path) -> None:
    tool = {("re-referrals", 2025, "801"): Decimal("94.0")}
    count = only(counted(tmp_path, BANDS, [AREA | {"early": "c", "later": "188", "all": "200"}], tool=tool))
    assert (count.numerator, count.symbol, count.published) == (None, "c", None)
    assert count.note == "One part of the count is hidden."
    shown = only(counted(tmp_path, BANDS, [AREA | {"early": "2", "later": "186", "all": "200"}], tool=tool))
    assert (shown.published, shown.published_in) == (Decimal("94.0"), "The tool")


@pytest.mark.parametrize("text", ["1.5", "-3"])
def test_a_count_is_a_whole_number(tmp_path: Path, text: str) -> None:
    found = counted(tmp_path, ONE, [referrals(AREA, repeats=text), referrals(ENGLAND)])
    assert words(found) == [f"0.csv row 2, rereferral_count: “{text}” is not a whole number from 0 up"]
    assert len(found.counts) == 1


def test_a_printed_percentage_has_the_decimals_of_its_indicator(tmp_path: Path) -> None:
    assert str(only(counted(tmp_path, ONE, [referrals(AREA, percent="17")])).published) == "17.0"
    assert words(counted(tmp_path, ONE, [referrals(AREA, percent="16.85")])) == [
        "0.csv row 2, rereferral_percent: “16.85” is not a number from 0 up with at most 1 decimals"
    ]


def test_two_publications_that_disagree_are_a_problem(tmp_path: Path) -> None:
    tool = {("re-referrals", 2025, "801"): Decimal("23.2")}
    assert words(counted(tmp_path, ONE, [referrals(AREA, percent="23.3")], tool=tool)) == [
        "0.csv row 2, rereferral_percent: “23.3” is not what the interactive tool says: 23.2"
    ]


def test_a_rate_divides_by_the_population_of_the_year_before(tmp_path: Path) -> None:
    table = [referrals(AREA), referrals(ENGLAND)]
    children = {(2024, "801"): 92_705, (2025, "801"): 93_000, (2024, "E92000001"): 12_183_016}
    area, england = counted(tmp_path, RATE, table, people=children).counts
    assert (area.denominator, england.denominator) == (92_705, 12_183_016)
    assert words(counted(tmp_path, RATE, table, people={(2025, "801"): 93_000})) == [
        "0.csv row 2: no population of Bristol, City of for 2024",
        "0.csv row 3: no population of England for 2024",
    ]


def test_a_part_is_divided_by_the_row_of_its_total(tmp_path: Path) -> None:
    some, everything = AREA | {"part": "some", "n": "3"}, AREA | {"part": "all", "n": "8"}
    count = only(counted(tmp_path, PART, [some, everything, AREA | {"part": "none", "n": "5"}]))
    assert (count.numerator, count.denominator) == (3, 8)
    elsewhere = ENGLAND | {"part": "all", "n": "9"}
    assert words(counted(tmp_path, PART, [some, elsewhere])) == ["0.csv row 2: no row holds its total"]


def test_only_reporting_years_and_only_wanted_places(tmp_path: Path) -> None:
    assert words(counted(tmp_path, ONE, [referrals(AREA | {"time_identifier": "Calendar year"})])) == [
        "0.csv row 2, time_identifier: “Calendar year” is not “Reporting year”, which indicators speak of"
    ]
    broken = referrals(AREA, repeats="1.5")
    found = counted(tmp_path, ONE, [broken, referrals(ENGLAND)], wanted=lambda place: not place.is_authority)
    assert only(found).place.code == "E92000001"


def test_two_files_that_hold_the_same_year_and_place(tmp_path: Path) -> None:
    found = counted(tmp_path, ONE, [referrals(AREA)], [referrals(AREA, "1", "1", "100.0")])
    assert words(found) == ["1.csv row 2: says again what 0.csv row 2 says"]
    assert found.used == {"0.csv": ["re-referrals"], "1.csv": ["re-referrals"]}


def test_a_file_without_the_columns_or_the_rows_does_not_hold_the_series(tmp_path: Path) -> None:
    found = counted(tmp_path, PART, [AREA | {"part": "other", "n": "3"}], [referrals(AREA)])
    assert (found.counts, found.missing, found.used) == ([], ["re-referrals"], {})


def test_estimates_are_of_the_ages_that_rates_are_per(tmp_path: Path) -> None:
    rows = [people(AREA, "2024", "92705"), people(AREA, "2024", "9") | {"age_group": "Adults"}]
    found, problems = estimates([read(put(tmp_path, "people.csv", rows))])
    assert [(e.year, e.place.identity, e.children) for e in found] == [(2024, "801", 92_705)]
    assert problems == []
    symbol = read(put(tmp_path, "people.csv", [people(AREA, "2024", "x"), people(ENGLAND, "2024", "5")]))
    assert [str(p) for p in estimates([symbol])[1]] == [
        "people.csv row 2, population_estimate: “x” stands where an estimate must"
    ]
    again = read(put(tmp_path, "more.csv", [people(AREA, "2024", "92706")]))
    assert [str(p) for p in estimates([read(put(tmp_path, "people.csv", rows)), again])[1]] == [
        "more.csv row 2, population_estimate: “92706” is another estimate than a file before gives"
    ]
