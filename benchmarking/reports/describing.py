"""What the parts of a report say of themselves: captions, rows, sources. Page and PDF print these same words."""

from benchmarking.benchmarks.places import Place, Places
from benchmarking.benchmarks.presenters.words import compared
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition, Population
from benchmarking.reports import words
from benchmarking.reports.report import Report, Section, SignedReturn
from benchmarking.reports.words import all_of, capital, counted, listed

DEMONSTRATION = "Demonstration. The figures are published official statistics; the people and their signatures are made up."
ABOUT_RETURNS = (
    "A return is signed by two people and cannot be changed afterwards. The partnership that signed it holds its "
    "text and can recompute the SHA-256 from it; the platform's operator checks those of all returns with one "
    "command. A correction is a new return that supersedes an earlier one; a benchmark never takes a superseded "
    "return."
)

# --- The whole ------------------------------------------------------------------------------------


def opening(report: Report) -> str:
    against = f" compared with {report.places.national.name}" if report.places.national else ""
    return capital(f"{counted(len(report.places.areas), 'area')}{against}")


def facts(report: Report) -> list[tuple[str, str]]:
    return [
        ("Newest year, to 31 March", str(report.basis.year)),
        ("Areas", str(len(report.places.areas))),
        ("Indicators", str(len(report.sections))),
        ("Signed returns", str(len(report.returns))),
    ]


def based_on(report: Report) -> list[tuple[str, str]]:
    """What the report stands on, as name and text."""
    return [
        ("Areas", listed([place.name for place in report.places.areas])),
        ("Shown beside them", _beside(report.places)),
        ("Figures", _figures(report)),
        ("Calculated", words.clock(report.basis.created_at)),
        ("SHA-256 of all inputs", report.basis.inputs_sha256),
        ("Sources", "; ".join(sources(report)) + "."),
    ]


def _beside(places: Places) -> str:
    named = [place.name for place in (places.national, places.regional) if place]
    return listed([*named, f"{all_of(len(places.areas), 'area')} pooled"])


def _figures(report: Report) -> str:
    returns, partnerships = len(report.returns), len({each.partnership for each in report.returns})
    signed = f"{counted(returns, 'signed return')} of {counted(partnerships, 'partnership')}"
    return capital(f"{signed}, and the published figures of the wider places")


def sources(report: Report) -> list[str]:
    """Publishers and titles of the figures, each once, with their licence."""
    found = (definition.source for definition in report.definitions)
    return list(dict.fromkeys(f"{each.publisher}, {each.title} ({each.licence})" for each in found))


# --- One indicator --------------------------------------------------------------------------------


def measured(section: Section) -> str:
    """What is measured, and when."""
    definition = section.definition
    return f"{capital(words.unit(definition))}, {words.year_label(definition, section.year)}"


def newest_heads(section: Section) -> list[str]:
    """The words of the page where areas are compared."""
    definition, national = section.definition, section.places.national
    return [
        "Area",
        capital(words.unit(definition)),
        "95% interval",
        "Counted",
        *([] if definition.denominator is None else ["Out of"]),
        f"Against {national.name}" if national else "Comparison",
    ]


def newest_row(section: Section, place: Place, value: Value) -> list[str]:
    """One row under `newest_heads`. No cell is ever empty."""
    definition = section.definition
    return [
        place.name,
        words.shown(value, definition),
        words.interval(value, definition),
        words.count(value.numerator, value),
        *([] if definition.denominator is None else [words.count(value.denominator, value)]),
        compared(value) or "Not compared",
    ]


def trend_title(section: Section) -> str:
    beside = f" and {section.places.national.name}" if section.places.national else ""
    areas = all_of(len(section.places.areas), "area")
    return f"{capital(areas)}{beside}, {section.years[0]} to {section.year}"


def source(definition: Definition) -> str:
    found = definition.source
    return f"{found.publisher}, {found.title}, {found.table}. {found.licence}."


def symbols_in(section: Section) -> list[str]:
    """The symbols of the newest year, each with its meaning."""
    found = dict.fromkeys(value.symbol for _, value in section.newest if value.symbol)
    return [f"[{symbol}] {symbol.meaning}" for symbol in found]


# --- Annexes --------------------------------------------------------------------------------------


def return_heads(*, with_standing: bool) -> list[str]:
    standing = ["Standing"] if with_standing else []
    return ["Partnership", "Period", "Signed", "Prepared by", "Approved by", *standing, "SHA-256"]


def any_correction(report: Report) -> bool:
    """Where no return corrects another, all of them simply stand, and no column needs to say so."""
    return any(each.corrects for each in report.returns)


def return_row(each: SignedReturn, *, with_standing: bool, superseded_by: str = "") -> list[str]:
    """One row under `return_heads`. `superseded_by` is the hash of a later correction, which only the site knows."""
    return [
        each.partnership,
        each.period.label,
        words.clock(each.lodged_at),
        each.prepared_role,
        each.approved_role,
        *([_standing(each, superseded_by)] if with_standing else []),
        each.sha256,
    ]


def _standing(each: SignedReturn, superseded_by: str) -> str:
    stands = f"Superseded by {superseded_by[:12]}" if superseded_by else "Stands"
    return f"{stands}; supersedes {each.corrects[:12]}: {each.reason}" if each.corrects else stands


def definition_rows(definition: Definition) -> list[tuple[str, str]]:
    """Everything the definition says, as name and text, in the order of the annex."""
    rows = [
        ("Counted", definition.numerator),
        ("Out of", definition.denominator or "nothing: this is a plain count"),
        *([("Population", _population(definition.population))] if definition.population else []),
        (
            "Shown as",
            f"{words.unit(definition)}, {counted(definition.decimals, 'decimal')}, halves rounded up",
        ),
        ("Direction", DIRECTIONS[definition.polarity]),
        ("Small numbers", _suppression(definition)),
        ("Source", source(definition)),
        ("Why it matters", definition.why),
        ("Version", f"{definition.version}, fingerprint {definition.fingerprint[:12]}"),
        ("Written and checked by", f"{definition.author}; {definition.checked_by}"),
        ("Next review", words.date_of(definition.next_review)),
    ]
    return [(name, capital(text)) for name, text in rows]


DIRECTIONS = {
    "high": "higher is better",
    "low": "lower is better",
    "none": "neither higher nor lower is better",
}


def _population(population: Population) -> str:
    return f"ages {population.ages}, estimate for the middle of the year before"


def _suppression(definition: Definition) -> str:
    rule = definition.suppression
    if rule.largest == 0:
        return "no rule: nothing is hidden"
    return (
        f"counts of {rule.smallest} to {rule.largest} are hidden and become [c], except in figures of status "
        "official: these are shown as their publisher printed them, which has hidden small counts already"
    )
