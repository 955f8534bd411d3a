"""Every rule a figure must keep, in the words a person reads."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.indicators.catalogue import catalogue
from kernel.periods import Period
from kernel.symbols import Symbol
from tenants.dataset.entry import COLUMNS, LARGEST, Entry, EntryRefused, Problem, read_entry
from tenants.dataset.models import Status
from tenants.dataset.presenters import small_hint

POPULATIONS = {2022: 40_000, 2023: 41_000, 2024: 42_000}
PROPORTION = {"indicator": "re-referrals", "period": "2025", "numerator": "45", "denominator": "450"}
RATE = {"indicator": "referrals-rate", "period": "2025", "numerator": "450"}
COUNT = {"indicator": "strategy-discussions", "period": "2019-11-01/2020-12-31", "numerator": "425"}


def read(cells: dict[str, str], **more: str) -> Entry:
    return read_entry({"status": "official", **cells, **more}, POPULATIONS)


def refusal(cells: dict[str, str], **more: str) -> dict[str, str]:
    """The message for each column at fault."""
    with pytest.raises(EntryRefused) as refused:
        read(cells, **more)
    return {problem.column: problem.message for problem in refused.value.problems}


def test_a_percentage() -> None:
    entry = read(PROPORTION, note="  Counted twice  ")
    assert entry == Entry(
        "re-referrals", Period.reporting_year(2025), 45, 450, Status.OFFICIAL, None, "Counted twice"
    )


def test_a_rate_is_divided_by_the_population_of_the_year_before() -> None:
    assert read(RATE).denominator == 42_000
    assert read(RATE, denominator="42000").denominator == 42_000
    assert "was 42,000" in refusal(RATE, denominator="42001")["denominator"]


def test_a_rate_of_a_year_without_a_population_is_refused() -> None:
    assert "middle of 2018" in refusal(RATE, period="2019")["period"]


def test_a_symbol_needs_no_population() -> None:
    entry = read(RATE, period="2019", numerator="", symbol="x")
    assert (entry.numerator, entry.denominator, entry.symbol) == (None, None, Symbol.NOT_AVAILABLE)


def test_a_plain_number_of_any_period() -> None:
    entry = read(COUNT, status="local")
    assert (entry.numerator, entry.denominator, entry.period.months) == (425, None, 14)
    assert "plain number" in refusal(COUNT, denominator="3")["denominator"]


def test_a_series_of_years_takes_other_periods_only_as_local_figures() -> None:
    other = {**PROPORTION, "period": "2024-01-01/2024-12-31"}
    assert "are local" in refusal(other)["period"]
    assert read(other, status="local").numerator == 45


def test_a_rate_of_another_period_has_no_denominator() -> None:
    other = {**RATE, "period": "2024-01-01/2024-12-31"}
    assert read(other, status="local").denominator is None
    assert "no official population" in refusal(other, status="local", denominator="42000")["denominator"]


@pytest.mark.parametrize("number", ["1,204", "12.5", "-3", "+3", "1e3", "four", "٤", "½", "0x10", "9" * 13])
def test_only_digits_are_a_count(number: str) -> None:
    assert "whole number" in refusal(COUNT, numerator=number)["numerator"]


def test_a_number_no_area_could_have_is_refused() -> None:
    assert "Check the digits" in refusal(COUNT, numerator=str(LARGEST + 1))["numerator"]


def test_zero_is_a_value() -> None:
    assert read(PROPORTION, numerator="0").numerator == 0
    assert read(COUNT, numerator="0").numerator == 0


def test_a_part_is_not_larger_than_its_whole() -> None:
    assert read(PROPORTION, numerator="450").numerator == 450
    assert "larger than the denominator" in refusal(PROPORTION, numerator="451")["numerator"]


def test_a_percentage_needs_its_whole() -> None:
    assert "all referrals in the year" in refusal(PROPORTION, denominator="")["denominator"]
    assert read(PROPORTION, numerator="", denominator="", symbol="c").denominator is None


def test_either_a_number_or_a_symbol() -> None:
    assert "not both" in refusal(PROPORTION, symbol="c")["symbol"]
    assert "or a symbol" in refusal(PROPORTION, numerator="")["numerator"]
    assert "write one of" in refusal(PROPORTION, numerator="", symbol="?")["symbol"]


def test_letters_may_be_large_or_small() -> None:
    entry = read(PROPORTION, indicator="Re-Referrals", status="Official", numerator="", symbol="C")
    assert (entry.indicator, entry.symbol) == ("re-referrals", Symbol.CONFIDENTIAL)


@pytest.mark.parametrize(
    ("period", "says"),
    [
        ("", "Write a year"),
        ("25", "Write a year"),
        ("2024/25", "Write a year"),
        ("2025-03-31/2024-04-01", "Write a year"),
        ("2025-02-30/2025-03-01", "Write a year"),
        ("1900", "before 1990"),
        ("1901-01-01/1901-12-31", "before 1990"),
        ("2019-11-01/2098-12-31", "not over yet"),
    ],
)
def test_a_period_must_be_one_that_can_be_counted(period: str, says: str) -> None:
    assert says in refusal(COUNT, period=period)["period"]


def test_a_period_that_is_not_over_is_refused() -> None:
    today = timezone.localdate()
    start = today - timedelta(days=30)
    assert read(COUNT, period=f"{start}/{today}").period.end == today
    tomorrow = today + timedelta(days=1)
    assert "not over yet" in refusal(COUNT, period=f"{start}/{tomorrow}")["period"]


def test_notes() -> None:
    assert read(COUNT, note="one\r\ntwo\rthree").note == "one\ntwo\nthree"
    assert read(COUNT, note="x" * 500).note == "x" * 500
    assert "Shorten" in refusal(COUNT, note="x" * 501)["note"]
    for character in ("\x00", "\x07", "\x9f"):
        assert "cannot be printed" in refusal(COUNT, note=f"a{character}b")["note"]


def test_every_problem_is_named_at_once() -> None:
    assert set(refusal({"indicator": "nothing", "period": "soon", "numerator": "many", "status": ""})) == {
        "indicator",
        "period",
        "numerator",
        "status",
    }


SMALL = "do not show counts from 1 to 5 here: they print c"


@pytest.mark.parametrize("count", ["1", "5"])
@pytest.mark.parametrize("cells", [PROPORTION, RATE, {"indicator": "strategy-discussions", "period": "2025"}])
def test_a_small_count_is_not_official(cells: dict[str, str], count: str) -> None:
    """The region shows official figures as they stand, so they must not hold what their source would hide."""
    assert SMALL in refusal(cells, numerator=count)["numerator"]
    for status in ("provisional", "local"):
        assert read(cells, numerator=count, status=status).numerator == int(count)


@pytest.mark.parametrize("count", ["0", "6"])
def test_zero_and_what_is_not_small_are_official(count: str) -> None:
    assert read(PROPORTION, numerator=count).numerator == int(count)


def test_an_indicator_that_hides_nothing_takes_small_official_counts() -> None:
    cells = {"indicator": "care-leavers-activity-not-known", "period": "2025", "denominator": "106"}
    assert read(cells, numerator="3").numerator == 3


def test_one_message_a_cell() -> None:
    with pytest.raises(EntryRefused) as refused:
        read(PROPORTION, symbol="q")
    assert [problem.column for problem in refused.value.problems] == ["symbol"]
    with pytest.raises(EntryRefused) as refused:
        read(PROPORTION, numerator="5", denominator="4")
    assert [problem.column for problem in refused.value.problems] == ["numerator"]


def test_numbers_in_messages_can_be_read() -> None:
    assert "the denominator, 1,204," in refusal(PROPORTION, numerator="1205", denominator="1204")["numerator"]
    assert "It has 1,501." in refusal(COUNT, note="x" * 1501)["note"]


@pytest.mark.parametrize(
    ("cells", "status", "says"),
    [
        ({**PROPORTION, "numerator": "5"}, "local", "This count is small"),
        ({**PROPORTION, "numerator": "446"}, "provisional", "The rest of the whole is small"),
        ({**RATE, "numerator": "1"}, "provisional", "This count is small"),
        ({**COUNT, "numerator": "4"}, "local", "This count is small"),
        (PROPORTION, "local", ""),
        ({**PROPORTION, "numerator": "446"}, "official", ""),
        ({**PROPORTION, "numerator": "0"}, "local", ""),
        ({"indicator": "rapid-reviews", "period": "2025", "numerator": "2"}, "local", ""),
        ({**RATE, "numerator": "", "symbol": "c"}, "local", ""),
    ],
)
def test_what_the_region_sees_of_a_small_count(cells: dict[str, str], status: str, says: str) -> None:
    hint = small_hint(read(cells, status=status))
    assert hint == (f"{says}. The region sees it as [c]." if says else "")


WORDS = st.sampled_from([
    *catalogue().slugs, *Status.values, *Symbol, "2025", "1990", "2019-11-01/2020-12-31", "0", "45", "100000000",
    "0001-01-01/0001-12-31", "9998-12-31/9999-12-31", "20٢5",
])  # fmt: skip


@given(st.dictionaries(st.sampled_from(COLUMNS), WORDS | st.text()))
def test_no_text_is_too_strange(cells: dict[str, str]) -> None:
    """Whatever is written, it is a figure that keeps the rules of the table, or it is refused with words."""
    outcome = read_or_problems(cells)
    if isinstance(outcome, list):
        assert outcome
        assert all(problem.message and problem.column in COLUMNS for problem in outcome)
    else:
        assert (outcome.numerator is None) == (outcome.symbol is not None)
        assert outcome.period.label


def read_or_problems(cells: dict[str, str]) -> Entry | list[Problem]:
    try:
        return read_entry(cells, POPULATIONS)
    except EntryRefused as refused:
        return refused.problems
