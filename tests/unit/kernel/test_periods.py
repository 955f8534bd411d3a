from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.periods import Period, PeriodNotUnderstood

FOURTEEN_MONTHS = Period(date(2019, 11, 1), date(2020, 12, 31))


def test_a_reporting_year_ends_on_31_march() -> None:
    period = Period.reporting_year(2025)
    assert (period.start, period.end) == (date(2024, 4, 1), date(2025, 3, 31))
    assert period.reporting_year_number == 2025
    assert (period.time_period, period.time_identifier) == ("2025", "Reporting year")
    assert period.label == "Year ending 31 March 2025"


def test_any_other_stretch_of_time_is_no_year() -> None:
    assert FOURTEEN_MONTHS.reporting_year_number is None
    assert FOURTEEN_MONTHS.time_identifier == "Other period"
    assert FOURTEEN_MONTHS.months == 14
    assert FOURTEEN_MONTHS.label == "1 November 2019 to 31 December 2020 (14 months)"


def test_a_calendar_year_is_not_a_reporting_year() -> None:
    assert Period(date(2025, 1, 1), date(2025, 12, 31)).reporting_year_number is None


def test_months_are_counted_only_where_they_are_whole() -> None:
    assert Period(date(2020, 1, 15), date(2020, 2, 14)).months is None
    assert Period(date(2020, 2, 1), date(2020, 2, 29)).months == 1


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_what_is_written_is_read_back(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert Period.parse(period.time_period) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "2024/25",
        "202425",
        "2025-04-01",
        "2020-12-31/2019-11-01",
        "2020-02-30/2020-03-01",
        "20250101/20250201",
        "2025-W01-1/2025-W02-1",
        "0001-01-01/0001-12-31",
        "2020-01-01/9999-12-31",
        "٢٠٢٥",
        "x/y",
        "2025/2026/2027",
    ],
)
def test_what_is_no_period_is_refused_in_words(text: str) -> None:
    with pytest.raises(PeriodNotUnderstood, match="2025 for the year ending 31 March 2025"):
        Period.parse(text)


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2020, 1, 2), date(2020, 1, 1))
