"""Rows of the annexes: definitions and signed returns."""

from benchmarking.indicators.definition import Definition, Population
from benchmarking.reports import words
from benchmarking.reports.describing.indicator import source
from benchmarking.reports.report import Report, SignedReturn
from benchmarking.reports.words import capital, counted

ABOUT_RETURNS = (
    "A return is signed by two people and cannot be changed afterwards. The partnership that signed it holds its "
    "text and can recompute the SHA-256 from it; the platform's operator checks those of all returns with one "
    "command. A correction is a new return that supersedes an earlier one; a benchmark never takes a superseded "
    "return."
)


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
    return f"{stands}; supersedes {each.corrects[:12]}" if each.corrects else stands


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
