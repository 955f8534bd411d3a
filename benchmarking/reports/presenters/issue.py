"""Issues, their steps and what is said in them, as pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from benchmarking.reports import words
from benchmarking.reports.building import basis_of
from benchmarking.reports.models import Commentary, Issue, Output, Reply
from benchmarking.reports.outputs import OUTPUTS
from benchmarking.reports.states import State
from design_system.tables import Cell, Table

WAY = (State.DRAFT, State.FACTUAL_CHECK, State.FINAL, State.PUBLISHED)
READERS = {
    State.DRAFT: "The region's coordinators, analysts and scrutineers read it.",
    State.FACTUAL_CHECK: "The partnerships' people read it too, check it and may reply.",
    State.FINAL: "The members of the strategic partnership read it too; partnerships may still reply.",
}


def issues_table(issues: Sequence[Issue], superseded: Mapping[UUID, int], now: datetime) -> Table:
    """`superseded`: how many returns of a run were corrected since, by the run's id."""
    rows = [
        [
            Cell(str(issue), href=reverse("reports:issue", args=[issue.pk]), note=_corrects(issue)),
            Cell("", status=words.capital(issue.state), note=standing(issue, now)),
            words.clock(issue.run.created_at),
            _returns_in_words(superseded.get(issue.run_id, 0)),
        ]
        for issue in issues
    ]
    return Table("All issues, newest first", ["Report", "State", "Figures of", "Its returns"], rows)


def public_table(issues: Sequence[Issue]) -> Table:
    """What everybody may read. Nothing here speaks of issues that are not public."""
    shown = {issue.pk for issue in issues}
    rows = [
        [
            Cell(str(issue), href=reverse("published:issue", args=[issue.pk])),
            words.day(issue.published_at) if issue.published_at else "",
            "Superseded" if newer_among(issue, shown) else "Current",
        ]
        for issue in issues
    ]
    return Table("Published reports", ["Report", "Published", "Standing"], rows, caption_hidden=True)


def newer_among(issue: Issue, shown: Iterable[UUID]) -> Issue | None:
    """The published issue that corrects it, if it is one of these."""
    known = set(shown)
    return next((each for each in issue.superseded_by if each.pk in known), None)


def standing(issue: Issue, now: datetime) -> str:
    """A line under the state: since when, or until when."""
    if issue.published_at is None:
        return ""
    since = f"on {words.day(issue.published_at)}"
    if issue.embargo_until and issue.embargo_until > now:
        return f"{since}; embargo until {words.clock(issue.embargo_until)}"
    return since


def _corrects(issue: Issue) -> str:
    return f"corrects issue {issue.corrects.number}" if issue.corrects else ""


def _returns_in_words(count: int) -> str:
    return f"{words.capital(words.counted(count, 'return'))} superseded since" if count else "All stand"


def way_of(issue: Issue) -> list[dict[str, str]]:
    """The steps of the way from draft to published, for the page's progress."""
    state = State.PUBLISHED if issue.state == State.SUPERSEDED else issue.state
    at = WAY.index(state)
    reached = {step.state: step.at for step in issue.taken}
    return [
        {
            "text": words.capital(each),
            "state": "done"
            if place < at or state == State.PUBLISHED
            else "current"
            if place == at
            else "todo",
            "note": words.clock(reached[each]) if each in reached and place <= at else "",
        }
        for place, each in enumerate(WAY)
    ]


def record_table(issue: Issue) -> Table:
    """Every step with who took it, oldest first."""
    rows: list[Sequence[Any]] = [["Prepared", words.clock(issue.prepared_at), issue.prepared_role, ""]]
    rows += [
        [
            "Back to draft" if step.state == State.DRAFT else words.capital(step.state),
            words.clock(step.at),
            step.role,
            step.reason or (f"Embargo until {words.clock(step.embargo_until)}" if step.embargo_until else ""),
        ]
        for step in issue.taken
    ]
    return Table(
        "How this issue came about", ["Step", "When", "By", "Said with it"], [_filled(r) for r in rows]
    )


def _filled(row: Sequence[Any]) -> list[Any]:
    return [cell or None for cell in row]


def commentary_table(
    issue: Issue, sections: Sequence[tuple[str, str]], rows: Iterable[Commentary], *, may_write: bool
) -> Table:
    by_section = {row.about: row for row in rows}
    return Table(
        "Commentary",
        ["Section", "Signed"],
        [
            [
                Cell(
                    name,
                    href=reverse("reports:commentary", args=[issue.pk, about]) if may_write else "",
                ),
                signed(by_section.get(about)),
            ]
            for about, name in sections
        ],
    )


def replies_table(sections: Sequence[tuple[str, str]], rows: Iterable[Reply]) -> Table:
    names = dict(sections)
    return Table(
        "Replies",
        ["Partnership", "Section", "Signed"],
        [[row.partnership.name, names.get(row.about, row.about), signed(row)] for row in rows],
    )


def own_replies_table(
    slug: str,
    issue: Issue,
    sections: Sequence[tuple[str, str]],
    rows: Mapping[str, Reply],
    *,
    may_reply: bool,
) -> Table:
    """A partnership's own replies, section by section."""
    return Table(
        "Your replies",
        ["Section", "Signed"],
        [
            [
                Cell(name, href=reverse("replies:reply", args=[slug, issue.pk, about]) if may_reply else ""),
                signed(rows.get(about)),
            ]
            for about, name in sections
        ],
    )


def signed(row: Commentary | Reply | None) -> Any:
    if row is None:
        return "Nothing yet"
    said = f"Version {row.version}, {row.role}, {words.clock(row.at)}"
    return Cell(
        said if row.text else f"Taken away. {said}",
        note="Made up for the demonstration" if row.made_up else "",
    )


def downloads(issue: Issue, names: Iterable[str], route: str) -> list[tuple[str, str]]:
    """Titles and addresses of an issue's files."""
    basis = basis_of(issue.run)
    titles = {output.file_name(basis): output.title for output in OUTPUTS}
    return [(titles.get(name, name), reverse(route, args=[issue.pk, name])) for name in names]


def hashes_table(rows: Sequence[Output]) -> Table:
    """The files of a published issue, as they were published."""
    return Table(
        "Files of this issue",
        ["File", "SHA-256"],
        [[row.name, row.sha256] for row in rows],
        caption_size="s",
        compact=True,
    )
