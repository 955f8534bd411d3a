"""Definitions, periods and values in plain words, the same on every page."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format

from benchmarking.indicators.definition import Definition
from kernel.periods import Period
from kernel.rounding import round_half_up

POLARITY = {
    "high": "A higher figure is read as better.",
    "low": "A lower figure is read as better.",
    "none": "Neither: a higher or a lower figure says nothing by itself about how well children are served.",
}
POLARITY_SHORT = {"high": "Higher", "low": "Lower", "none": "Neither"}
KINDS = {
    "proportion": "A percentage: what is counted, as a share of what it is counted out of.",
    "rate": "A rate: what is counted, for every 10,000 children who live in the area.",
    "count": "A plain count. Areas of different size cannot be compared by it.",
}
PERIODS = {
    "reporting_year": "A year from 1 April to 31 March",
    "at_31_march": "One day, 31 March",
    "any": "Whatever period the partnership counted; it always stands beside the figure",
}
STATUSES = {
    "official": "Published by a government department as an official statistic",
    "provisional": "May still change before it is final",
    "local": "Counted by the partnership itself; not an official statistic",
}


def when(definition: Definition, period: Period) -> str:
    """ "At 31 March 2025", "Year ending 31 March 2025" or the two days of another period."""
    if definition.period == "at_31_march" and period.reporting_year_number:
        return f"At 31 March {period.reporting_year_number}"
    return period.label


def amount(number: Decimal | float, definition: Definition) -> str:
    """1,234.5 or 16.3%. Any unit other than % is said beside it."""
    text = f"{round_half_up(str(number), definition.decimals):,}"
    return f"{text}%" if definition.unit == "%" else text


def interval(lower: Decimal | None, upper: Decimal | None, definition: Definition) -> str:
    """ "14.1% to 18.3%", or nothing where there is no interval."""
    if lower is None or upper is None:
        return ""
    return f"{amount(lower, definition)} to {amount(upper, definition)}"


def unit(definition: Definition) -> str:
    """The unit as a column says it."""
    return "Per cent" if definition.unit == "%" else definition.unit[:1].upper() + definition.unit[1:]


def population_rule(definition: Definition, period: Period) -> str:
    """Which year's population a rate stands on; nothing for other kinds."""
    if definition.population is None:
        return ""
    ages = definition.population.ages
    year = period.reporting_year_number
    if year is None:
        return f"No population estimate of children aged {ages} fits this period, so there is no rate."
    return (
        f"Children aged {ages} in the middle of {year - 1}: "
        f"a count of {year} is divided by the estimate for the middle of the year before."
    )


def suppression_rule(definition: Definition) -> str:
    rule = definition.suppression
    if rule.rule == "none":
        return "None: it counts work done and not children, so small numbers are shown."
    return (
        f"Unless already published as an official statistic, a count from {rule.smallest} to {rule.largest} "
        "is hidden and shown as [c], and so is everything worked out from it."
    )


def lower_first(text: str) -> str:
    """For a label inside a sentence."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def day(value: datetime) -> str:
    return date_format(timezone.localtime(value), "j F Y")


def moment(value: datetime) -> str:
    """ "22 November 2026 at 10:42", in local time."""
    return date_format(timezone.localtime(value), r"j F Y \a\t H:i")
