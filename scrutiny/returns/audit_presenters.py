"""What the receipt of an audit return says: every grade, and every word that was released. The names of grades and the
words of statements are told by another room: see wording."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from design_system.tables import Cell, Table
from scrutiny.returns.audit_payload import AuditedAgency, ReleasedAction
from scrutiny.returns.models import Return
from scrutiny.returns.wording import EditionWords, wording_of

LOWEST_TO_HIGHEST = range(4)
STATES = {"open": "Not started", "under_way": "Under way", "done": "Done", "dropped": "Dropped"}
"""Of a planned action, as the return names them: see audit_payload.ReleasedAction."""


def agencies_said(row: Return) -> str:
    """How many were expected, and how many of them signed their answers."""
    agencies = row.agencies
    signed = sum(each.answered for each in agencies)
    return f"{len(agencies)} expected, {signed} signed their answers"


def agencies_table(row: Return) -> Table:
    columns = ["Agency", "Own grades", "Moderated grades", "Practitioners", "Released"]
    return Table(
        "Agencies", columns, [list(_agency(each)) for each in row.agencies], caption_hidden=True, compact=True
    )


def _agency(agency: AuditedAgency) -> Iterator[object]:
    yield Cell(agency.name, note="" if agency.answered else "Had not signed its answers")
    if not agency.answered:
        yield from ("None", "None", "None", "Nothing")
        return
    yield counted(each.self_grade for each in agency.grades)
    moderated = [each.moderated for each in agency.grades if each.moderated is not None]
    yield counted(moderated) if moderated else "None"
    yield (
        f"{agency.practitioners.replies} replies"
        if agency.practitioners
        else "Not asked, or fewer than five replies"
    )
    words, actions = len(agency.narratives), len(agency.actions)
    yield f"{words} of its texts, {actions} of its actions" if words or actions else "Nothing"


def counted(grades: Iterable[int]) -> str:
    """Such as “0, 3, 9, 2”: how many of each grade, lowest first."""
    numbers = Counter(grades)
    return ", ".join(str(numbers[grade]) for grade in LOWEST_TO_HIGHEST)


@dataclass(frozen=True)
class AgencySaid:
    """Everything that the return says of an agency that answered."""

    name: str
    grades: Table
    narratives: tuple[tuple[str, str], ...]
    """The statement, and what the agency wrote about it, as far as it was released."""
    actions: Table | None


def agencies_in_full(row: Return) -> list[AgencySaid]:
    """One query, for the editions they answered."""
    answered = [each for each in row.agencies if each.answered]
    words = wording_of(each.edition_sha256 for each in answered)
    return [_said(each, words[each.edition_sha256]) for each in answered]


def _said(agency: AuditedAgency, words: EditionWords) -> AgencySaid:
    return AgencySaid(
        agency.name,
        _grades(agency, words),
        tuple((words.statement(each.statement), each.text) for each in agency.narratives),
        _actions(agency, words) if agency.actions else None,
    )


def _grades(agency: AuditedAgency, words: EditionWords) -> Table:
    rows = [
        [
            words.statement(each.statement),
            words.grade(each.self_grade),
            "Not moderated" if each.moderated is None else words.grade(each.moderated),
            each.moderated_role or "Nobody",
        ]
        for each in agency.grades
    ]
    columns = ["Statement", "Own grade", "Moderated", "Moderated by"]
    return Table(f"Grades of {agency.name}", columns, rows, caption_hidden=True, compact=True)


def _actions(agency: AuditedAgency, words: EditionWords) -> Table:
    rows = [
        [
            each.what,
            words.statement(each.statement),
            each.owner,
            _due(each),
            STATES.get(each.state, each.state),
        ]
        for each in agency.actions
    ]
    columns = ["What will be done", "Statement", "Who sees to it", "Due", "State"]
    return Table(f"Planned actions of {agency.name}", columns, rows, caption_size="s", compact=True)


def _due(action: ReleasedAction) -> str:
    return date_format(date.fromisoformat(action.due_on), "j F Y")
