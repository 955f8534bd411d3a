"""What a report is an issue of, in words; what was said beside it, with who signed it."""

from collections.abc import Sequence

from benchmarking.benchmarks.audiences import Audience
from benchmarking.reports import words
from benchmarking.reports.report import Part, Passage, Remark, Report
from benchmarking.reports.sentences.summary import CHANGED

MADE_UP = "Made up for the demonstration."
STATES = {
    "draft": "Draft: still being checked. Do not quote it and do not pass it on.",
    "factual check": "Draft for factual check by the partnerships. Do not quote it and do not pass it on.",
    "final": "Final, and not published yet. Do not pass it on before it is.",
    "superseded": "Superseded: a newer issue of this report takes its place.",
}


def warnings(report: Report) -> list[str]:
    """What every page says: of an unfinished issue, an embargo, and a copy for partners. None for a published one."""
    issue = report.issue
    if issue is None:
        return []
    said = [STATES[issue.state]] if issue.state in STATES else []
    if issue.embargo_until and not issue.published_at:
        said.append(f"Under embargo until {words.clock(issue.embargo_until)}.")
    if issue.audience is Audience.PARTNERS:
        whom = words.listed(list(issue.named)) or "no partnership"
        said.append(f"For partners: {whom} named by agreement, do not pass on.")
    return said


def issue_rows(report: Report) -> list[tuple[str, str]]:
    """The issue as name and text; nothing for a run that nobody has issued."""
    issue = report.issue
    if issue is None:
        return []
    audience = "partners who agreed to it" if issue.audience is Audience.PARTNERS else "everybody"
    rows = [
        ("Issue", str(issue.number)),
        ("State", words.capital(issue.state)),
        ("For", words.capital(audience)),
        ("Embargo until", words.clock(issue.embargo_until) if issue.embargo_until else ""),
        ("Published", words.clock(issue.published_at) if issue.published_at else ""),
        ("Corrects", f"Issue {issue.corrects}" if issue.corrects else ""),
        ("Named by agreement", words.listed(list(issue.named))),
    ]
    return [(name, text) for name, text in rows if text]


def passages(report: Report) -> list[Passage]:
    """The summary as it is read: what changed since the issue before comes first, in the coordinator's words."""
    issue = report.issue
    if issue is None or not issue.changed:
        return list(report.summary)
    before = f"issue {issue.corrects or issue.number - 1}"
    opening, *more = issue.changed.split("\n\n")
    said = tuple(
        (Part(text),) for text in (f"Since {before}, in the coordinator's words: {opening}", *more) if text
    )
    first, *others = report.summary or (Passage(CHANGED, ()),)
    if first.heading != CHANGED:
        return [Passage(CHANGED, said), *report.summary]
    return [Passage(CHANGED, (*said, *first.sentences)), *others]


def remarks(report: Report, about: str) -> list[tuple[str, Remark]]:
    """What was said of the summary or of a topic, each with its heading: commentary first, then replies."""
    commentary = [("Commentary", each) for each in report.commentary if each.about == about]
    replies = [(f"Reply of {each.speaker}", each) for each in report.replies if each.about == about]
    return commentary + replies


def paragraphs(remark: Remark) -> Sequence[str]:
    return [text for part in remark.text.split("\n\n") if (text := " ".join(part.split()))]


def signature(remark: Remark) -> str:
    """Role, speaker, day and version; and whether it was made up."""
    said = f"Signed by {remark.by}, {remark.speaker}, on {words.day(remark.signed_at)}, version {remark.version}."
    return f"{said} {MADE_UP}" if remark.made_up else said
