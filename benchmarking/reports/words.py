"""Numbers, lists and values in plain English. The same words on the page, in the PDF and in charts."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from benchmarking.benchmarks.places import Level, Place, Places
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.reports.report import Report, Section, SignedReturn
from kernel.periods import MONTHS

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
    if value.value is not None:
        return decimal(value.value, definition)
    return f"[{value.symbol}]"


def count(value: int | None) -> str:
    """A count, or the words that say that there is none to show."""
    return "not shown" if value is None else f"{value:,}"


def interval(value: Value, definition: Definition) -> str:
    if value.lower is None or value.upper is None:
        return "none"
    return f"{decimal(value.lower, definition)} to {decimal(value.upper, definition)}"


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


def numerator_heading(definition: Definition) -> str:
    return "Number"


def denominator_heading(definition: Definition) -> str:
    return "Children in the area" if definition.population else "Out of"


def compared(place: Place, value: Value) -> str:
    """What the last column of a table says of a place."""
    if place.level == Level.NATIONAL:
        return "the value compared with"
    if place.level != Level.AREA:
        return "not compared"
    return difference(value)


def signatures(each: SignedReturn) -> str:
    return f"Prepared: {each.prepared_role}. Approved: {each.approved_role}."


def standing(each: SignedReturn) -> str:
    """What the return was when the run was calculated; a run never takes a superseded one."""
    if not each.corrects:
        return "First return, not superseded"
    return f"Supersedes {each.corrects[:12]}: {each.reason}"


def definition_rows(definition: Definition) -> list[tuple[str, str]]:
    """Everything the definition says, as name and text, in the order of the annex."""
    rows = [
        ("Counted", definition.numerator),
        ("Out of", definition.denominator or "nothing: this is a plain count"),
        ("Population", _population(definition)),
        ("Shown as", f"{unit(definition)}, {counted(definition.decimals, 'decimal')}, halves rounded up"),
        ("Direction", DIRECTIONS[definition.polarity]),
        ("Small numbers", _suppression(definition)),
        ("Source", source(definition)),
        ("Why it matters", definition.why),
        ("Version", f"{definition.version}; fingerprint {definition.fingerprint[:12]}"),
        ("Written and checked by", f"{definition.author}; {definition.checked_by}"),
        ("Next review", date_of(definition.next_review)),
    ]
    return [(name, capital(text)) for name, text in rows]


DIRECTIONS = {
    "high": "higher is better",
    "low": "lower is better",
    "none": "neither higher nor lower is better",
}


def _population(definition: Definition) -> str:
    if definition.population is None:
        return "not a rate of a population"
    return f"ages {definition.population.ages}, estimate for the middle of the year before"


def _suppression(definition: Definition) -> str:
    if definition.suppression.largest == 0:
        return "no rule: nothing is hidden"
    rule = definition.suppression
    return f"counts of {rule.smallest} to {rule.largest} are hidden and become [c]"


def source(definition: Definition) -> str:
    found = definition.source
    return f"{found.publisher}, {found.title}, {found.table}. {found.licence}."


def date_of(found: date) -> str:
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def measure(section: Section) -> str:
    """What is measured, when, under the title of a chart."""
    definition = section.definition
    return f"{definition.name}, {unit(definition)}, {year_label(definition, section.year)}"


def comparators(places: Places) -> str:
    named = [place.name for place in (places.national, places.regional) if place]
    return listed([*named, f"{all_of(len(places.areas), 'area')} together"])


def basis_of_figures(report: Report) -> str:
    returns, partnerships = len(report.returns), len({each.partnership for each in report.returns})
    return (
        f"{counted(returns, 'signed return')} of {counted(partnerships, 'partnership')}, "
        f"and published figures of the wider places; {counted(len(report.sections), 'indicator')}"
    )


def sources(report: Report) -> list[str]:
    """Publishers and titles of the figures, each once, with their licence."""
    found = (definition.source for definition in report.definitions)
    return list(dict.fromkeys(f"{each.publisher}: {each.title} ({each.licence})" for each in found))


def subtitle(report: Report) -> str:
    against = f" compared with {report.places.national.name}" if report.places.national else ""
    return f"{report.basis.region}: {counted(len(report.places.areas), 'area')}{against}"


DEMONSTRATION = "Demonstration. The figures are published official statistics; the people and their signatures are made up."


def trend_title(section: Section) -> str:
    return f"{section.definition.short_name}, {section.years[0]} to {section.year}"


def trend_subtitle(section: Section) -> str:
    beside = f" and {section.places.national.name}" if section.places.national else ""
    return f"Each area{beside}, {unit(section.definition)}. Small changes from one year to the next may be chance."
