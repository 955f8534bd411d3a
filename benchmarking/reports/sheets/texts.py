"""The sheets that hold words: the summary, commentary and replies, notes, definitions and signed returns."""

from benchmarking.benchmarks.places import Places
from benchmarking.reports import describing, words
from benchmarking.reports.report import Remark, Report
from benchmarking.reports.sheets.sheet import Sheet, marker, paragraphs, sheet
from kernel.symbols import Symbol


def notes_sheet(places: Places) -> Sheet:
    """What the symbols and columns mean."""
    symbols = [(marker(symbol), words.capital(symbol.meaning)) for symbol in Symbol]
    notes = [
        ("Interval", "The lower and upper 95% limits show how far chance alone could have moved the value."),
        ("Rounding", "Halves are rounded up. A percentage is stored as its number: 79 stands for 79%."),
        ("Pooled", f"“{places.pooled.name}” adds up the counts of the areas; it is never an average of theirs."),
        ("Zero", "0 is a value: none were counted. A value that is missing has a symbol and is never blank."),
    ]  # fmt: skip
    if places.national:
        against = f"“Clearly” higher or lower than {places.national.name}: the difference holds at 99.8%, not just at 95%."
        notes.append(("Comparison", against))
    return sheet("Notes", "Notes: symbols and words", ("Note", "Meaning"), [*symbols, *notes])


def summary_sheet(report: Report, *lines: str) -> Sheet:
    rows = [(passage.heading, text) for passage in describing.passages(report) for text in passage.texts]
    return sheet("Summary", "Summary", ("About", "What the figures say"), rows, *lines)


def remarks_sheet(report: Report, *lines: str) -> Sheet:
    """Commentary and replies, a paragraph a row."""
    titles = {topic.anchor: topic.name for topic in report.topics} | {"summary": "Summary"}
    kinds = [*(("Commentary", each) for each in report.commentary), *(("Reply", each) for each in report.replies)]  # fmt: skip
    rows = [
        (kind, titles.get(each.about, each.about), *_signed(each), text)
        for kind, each in kinds
        for text in paragraphs(each.text)
    ]
    heads = ("Kind", "About", "Speaker", "Signed by", "Signed", "Version", "Made up", "Text")
    return sheet("Commentary and replies", "Commentary and replies", heads, rows, *lines)


def _signed(each: Remark) -> tuple[str, str, str, int, str]:
    made_up = "Yes, for the demonstration" if each.made_up else "No"
    return each.speaker, each.by, words.clock(each.signed_at), each.version, made_up


def definitions_sheet(report: Report, *lines: str) -> Sheet:
    rows = [
        (definition.name, definition.topic, name, text)
        for definition in report.definitions
        for name, text in [
            *describing.definition_rows(definition),
            *(("To bear in mind", caveat) for caveat in definition.caveats),
        ]
    ]
    return sheet("Definitions", "What each indicator means", ("Indicator", "Topic", "What", "Text"), rows, *lines)  # fmt: skip


def returns_sheet(report: Report, *lines: str) -> Sheet:
    told = describing.any_correction(report)
    rows = [describing.return_row(each, with_standing=told) for each in report.returns]
    return sheet(
        "Signed returns", "Signed returns this report was calculated from",
        describing.return_heads(with_standing=told), rows, *lines, describing.ABOUT_RETURNS,
    )  # fmt: skip
