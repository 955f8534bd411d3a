"""One Save for a whole section, as it comes from a page without JavaScript: every answer that was touched is kept."""

from dataclasses import dataclass, field

from accounts.models import Person
from scrutiny.section11.answering.errors import Conflict
from scrutiny.section11.answering.forms import AnswerForm
from scrutiny.section11.answering.naming import name_of
from scrutiny.section11.answering.saving import Sent, save_answers, tidy
from scrutiny.section11.answering.selectors import Work


@dataclass
class Outcome:
    """Names of questions, and the forms that were not accepted."""

    saved: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    refused: dict[str, AnswerForm] = field(default_factory=dict)


def save_section(*, work: Work, forms: dict[str, AnswerForm], how: str, by: Person) -> Outcome:
    """What is refused holds up nothing else. Raises NotNow, and NotAnAnswer as save_answers does."""
    outcome = Outcome(refused={name: form for name, form in forms.items() if not form.is_valid()})
    touched = [
        sent
        for name, form in forms.items()
        if name not in outcome.refused and is_touched(work, sent := _sent(work, name, form))
    ]
    if not touched:
        return outcome
    kept = save_answers(
        book=work.book, round_=work.round, organisation=work.organisation, answers=touched, how=how, by=by
    )
    for sent, each in zip(touched, kept, strict=True):
        name = name_of(sent.statement, sent.area)
        if isinstance(each, Conflict):
            outcome.conflicts.append(name)
        elif each.changed:
            outcome.saved.append(name)
    return outcome


def _sent(work: Work, name: str, form: AnswerForm) -> Sent:
    statement, area = work.named[name].key
    data = form.cleaned_data
    return Sent(statement, area, data["grade"], tidy(data["narrative"]), form.seen, data["confirm"])


def is_touched(work: Work, sent: Sent) -> bool:
    """Whether the person changed or confirmed it. What they only had before them is not written over what a colleague
    saved meanwhile."""
    answer = work.by_key.get((sent.statement, sent.area))
    stored = (answer.grade, answer.narrative) if answer else ("", "")
    if (sent.grade, sent.narrative) == stored:
        return bool(answer and not answer.is_answered and sent.confirm)
    if sent.seen_version == (answer.version if answer else 0):
        return True
    return (sent.grade, sent.narrative) != _shown(work, sent)


def _shown(work: Work, sent: Sent) -> tuple[str, str]:
    """What the person had before them when they began."""
    rows = work.assessment.versions.filter(
        statement=sent.statement, area=sent.area, version=sent.seen_version, kept=True
    )
    row = rows.first()
    return (row.grade, row.narrative) if row else ("", "")
