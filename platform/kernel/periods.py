"""The time a figure speaks of. A period is part of a value: 906 referrals in 14 months are not 906 in a year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kernel.errors import UserError

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
EARLIEST, LATEST = date(1900, 1, 1), date(2099, 12, 31)
"""Periods outside are typing errors, and the calendar itself ends not far beyond them."""


class PeriodNotUnderstood(UserError):
    """The text is neither a reporting year nor two dates."""


@dataclass(frozen=True, order=True)
class Period:
    """From one day to another, both included. Raises ValueError where it would end before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period cannot end before it starts")

    @classmethod
    def reporting_year(cls, year: int) -> "Period":
        """The year ending on 31 March of the year named, as the Department for Education counts it."""
        return cls(date(year - 1, 4, 1), date(year, 3, 31))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read "2025" (the year ending 31 March 2025) or "2019-11-01/2020-12-31"."""
        text = text.strip()
        try:
            if re.fullmatch(r"(19|20)[0-9]{2}", text):
                return cls.reporting_year(int(text))
            if not re.fullmatch(rf"{DAY}/{DAY}", text):
                raise ValueError("neither a year nor two days")
            start, end = (date.fromisoformat(day) for day in text.split("/"))
            if start >= EARLIEST and end <= LATEST:
                return cls(start, end)
            raise ValueError("out of reach")
        except ValueError:
            raise PeriodNotUnderstood(
                f"“{text}” is not a period. Write a year, such as 2025 for the year ending 31 March 2025, "
                "or two dates, such as 2019-11-01/2020-12-31."
            ) from None

    @property
    def reporting_year_number(self) -> int | None:
        """2025 for the year ending 31 March 2025; None for any other stretch of time."""
        return self.end.year if self == Period.reporting_year(self.end.year) else None

    @property
    def time_period(self) -> str:
        """What stands in the time_period column."""
        year = self.reporting_year_number
        return str(year) if year else f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def time_identifier(self) -> str:
        return "Reporting year" if self.reporting_year_number else "Other period"

    @property
    def months(self) -> int | None:
        """Whole calendar months covered, or None where it starts or ends inside one."""
        if self.start.day != 1 or (self.end + timedelta(days=1)).day != 1:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def label(self) -> str:
        if self.reporting_year_number:
            return f"Year ending 31 March {self.end.year}"
        length = f" ({self.months} months)" if self.months else ""
        return f"{_day(self.start)} to {_day(self.end)}{length}"

    def __str__(self) -> str:
        return self.time_period


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
