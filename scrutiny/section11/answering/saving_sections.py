"""One Save for a whole section, as it comes from a page without JavaScript: every answer that was touched is kept."""

from dataclasses import dataclass, field
from typing import Any

from accounts.models import Person
from scrutiny.section11.answering.errors import Conflict, NotAnAnswer
from scrutiny.section11.answering.forms import AnswerForm
from scrutiny.section11.answering.saving import save_answer, tidy
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.questions import Question


@dataclass
class Outcome:
    """Names of questions, and the forms that were not accepted."""

    saved: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    refused: dict[str, AnswerForm] = field(default_factory=dict)


def save_section(*, work: Work, forms: dict[str, AnswerForm], how: str, by: Person) -> Outcome:
    """Each answer by itself: one that is refused holds up no other. Raises NotNow, having kept what came before."""
    outcome = Outcome()
    for name, form in forms.items():
        question = work.named[name]
        if not form.is_valid():
            outcome.refused[name] = form
        elif is_touched(work, question, form):
            try:
                if save_sent(work=work, question=question, form=form, how=how, by=by).changed:
                    outcome.saved.append(name)
            except NotAnAnswer as error:
                form.add_error("narrative", str(error))
                outcome.refused[name] = form
            except Conflict:
                outcome.conflicts.append(name)
    return outcome


def save_sent(*, work: Work, question: Question, form: AnswerForm, how: str, by: Person) -> Any:
    """Raises NotNow, NotAnAnswer, Conflict."""
    sent = form.cleaned_data
    statement, area = question.key
    return save_answer(
        book=work.book, round_=work.round, organisation=work.organisation, statement=statement, area=area,
        grade=sent["grade"], narrative=sent["narrative"], seen_version=form.seen, how=how, by=by,
        confirm=sent["confirm"],
    )  # fmt: skip


def is_touched(work: Work, question: Question, form: AnswerForm) -> bool:
    """Whether the person changed or confirmed it. What they only had before them is not written over what a colleague
    saved meanwhile."""
    sent = (form.cleaned_data["grade"], tidy(form.cleaned_data["narrative"]))
    answer = work.by_key.get(question.key)
    stored = (answer.grade, answer.narrative) if answer else ("", "")
    if sent == stored:
        return bool(answer and not answer.is_answered and form.cleaned_data["confirm"])
    if form.seen == (answer.version if answer else 0):
        return True
    return sent != _shown(work, question, form.seen)


def _shown(work: Work, question: Question, version: int) -> tuple[str, str]:
    """What the person had before them when they began."""
    statement, area = question.key
    rows = work.assessment.versions.filter(statement=statement, area=area, version=version, kept=True)
    row = rows.first()
    return (row.grade, row.narrative) if row else ("", "")
