"""Numbers, lists and values in plain English. The same words on the page, in the PDF and in charts."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from benchmarking.benchmarks.places import Place
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from kernel.periods import MONTHS
from kernel.symbols import Symbol

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """Words up to ten, digits above."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """ "one area", "three areas", "12 areas"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def all_of(count: int, one: str, many: str = "") -> str:
    """ "the one area", "both areas", "all five areas"."""
    if count == 1:
        return f"the one {one}"
    return f"both {many or one + 's'}" if count == 2 else f"all {counted(count, one, many)}"


def listed(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def decimal(value: Decimal | int, definition: Definition) -> str:
    """ "13.4%" or "1,251.4": the unit of a rate stands beside the table, not in each cell."""
    return f"{value:,}{'%' if definition.unit == '%' else ''}"


def shown(value: Value, definition: Definition) -> str:
    """The value, or its symbol in brackets. Never empty."""
    return bracketed(value) if value.value is None else decimal(value.value, definition)


def named(place: Place, value: Value) -> str:
    """The place, and how settled its value is where that is not an official statistic."""
    return place.name if value.status in ("", "official") else f"{place.name} ({value.status})"


def count(number: int | None, value: Value) -> str:
    """A count of the value, or the symbol that says why there is none to show."""
    return bracketed(value) if number is None else f"{number:,}"


def interval(value: Value, definition: Definition) -> str:
    if value.lower is None or value.upper is None:
        return bracketed(value)
    return f"{decimal(value.lower, definition)} to {decimal(value.upper, definition)}"


def bracketed(value: Value) -> str:
    """ "[c]"; what has neither a number nor a symbol, such as the interval of a plain count, does not apply."""
    return f"[{value.symbol or Symbol.NOT_APPLICABLE}]"


def difference(value: Value) -> str:
    """ "lower, better", "higher", "similar", or "not compared"."""
    words = [word for word in (value.comparison, value.verdict) if word]
    return ", ".join(words) or "not compared"


def unit(definition: Definition) -> str:
    return "per cent" if definition.unit == "%" else definition.unit


def year_label(definition: Definition, year: int) -> str:
    """What one year of this indicator speaks of."""
    return f"31 March {year}" if definition.period == "at_31_march" else f"year ending 31 March {year}"


def day(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def clock(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{day(moment)}, {local:%H:%M}"


def date_of(found: date) -> str:
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def ordinal(place: int) -> str:
    """ "1st", "12th", "23rd", "111th"."""
    ending = "th" if place // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place:,}{ending}"


def change(number: Decimal) -> str:
    """ "+2.3" or "−0.4": of percentages, in points, which the column says."""
    sign = "\N{MINUS SIGN}" if number < 0 else "+" if number > 0 else ""
    return f"{sign}{abs(number):,}"


def span(lower: Decimal, upper: Decimal, definition: Definition) -> str:
    return f"{decimal(lower, definition)} to {decimal(upper, definition)}"


def years(found: Sequence[int]) -> str:
    """ "2013, 2015 and 2018 to 2021": three or more in a row as a span."""
    spans: list[list[int]] = []
    for year in sorted(found):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    said: list[str] = []
    for each in spans:
        said += [f"{each[0]} to {each[-1]}"] if len(each) > 2 else [str(year) for year in each]
    return listed(said)
