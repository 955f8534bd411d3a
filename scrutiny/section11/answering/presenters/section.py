"""The page of one section: each statement with what helps to answer it, and its questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from design_system.forms import error_summary, govuk
from scrutiny.frameworks.content import Placed, Standard
from scrutiny.section11.answering.beside import Beside, beside
from scrutiny.section11.answering.forms import AnswerForm
from scrutiny.section11.answering.naming import name_of_question
from scrutiny.section11.answering.presenters import wording
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk
from scrutiny.section11.models.book import Answer
from scrutiny.section11.progress import Progress
from scrutiny.section11.questions import Question


@dataclass(frozen=True)
class Asked:
    """One question as the page shows it. `answer` None: nobody wrote anything yet."""

    work: Work
    desk: Desk
    question: Question
    form: AnswerForm
    answer: Any
    beside: Beside
    editable: bool

    @property
    def name(self) -> str:
        return name_of_question(self.question)

    @property
    def area(self) -> str:
        return wording.area_name(self.work, self.question.area) if self.question.area else ""

    @property
    def state(self) -> str:
        return wording.state_of(self.answer)

    @property
    def state_colour(self) -> str:
        return wording.STATE_COLOURS[self.state]

    @property
    def to_confirm(self) -> bool:
        return self.answer is not None and self.answer.state == Answer.State.TO_CONFIRM

    @property
    def last_round(self) -> str:
        """The name of the round it was carried in from."""
        before = self.work.round.previous
        return before.name if before and self.answer.carried_from == before.slug else ""

    @property
    def grade(self) -> str:
        return wording.grade_name(self.work.content, self.answer.grade if self.answer else "")

    @property
    def saved_at(self) -> str:
        return wording.at(self.answer.changed_at) if self.answer and not self.to_confirm else ""

    @property
    def version(self) -> int:
        return self.answer.version if self.answer else 0

    @property
    def label(self) -> str:
        return wording.label_of(self.work, self.question)

    @property
    def save_label(self) -> SafeString:
        return format_html('Save<span class="govuk-visually-hidden"> {}</span>', self.label)

    @property
    def sent(self) -> str:
        """The fields that the question sends when it is saved by itself."""
        fields = ("grade", "narrative", "seen", "confirm")
        return ",".join(["csrfmiddlewaretoken", *(f"{self.name}-{each}" for each in fields)])

    @property
    def save_url(self) -> str:
        return self.desk.url("save", self.work.round.slug, self.name)

    @property
    def url(self) -> str:
        return self.desk.url("question", self.work.round.slug, self.name)

    @property
    def evidence_url(self) -> str:
        return self.desk.url("evidence_use", self.work.round.slug, self.name)

    @property
    def actions_url(self) -> str:
        return self.desk.url("action_add", self.work.round.slug, self.name)

    @property
    def evidence(self) -> int:
        return self.beside.evidence[self.question.key]

    @property
    def actions(self) -> int:
        return self.beside.actions[self.question.key]

    @property
    def comments(self) -> int:
        return self.beside.comments[self.question.statement.id]


@dataclass(frozen=True)
class Block:
    """A statement with its questions: one, or one for each area."""

    placed: Placed
    asked: tuple[Asked, ...]
    asks_for_change: tuple[Any, ...]
    """Requests of partnerships that name it."""

    @property
    def anchor(self) -> str:
        return self.placed.statement.id

    @property
    def mark(self) -> str:
        return wording.mark_of(self.placed.statement)


@dataclass(frozen=True)
class SectionPage:
    desk: Desk
    work: Work
    standard: Standard
    day: date
    forms: dict[str, AnswerForm]
    """Those that were sent and not accepted, by the name of the question. The others are made from what is stored."""

    @cached_property
    def questions(self) -> list[Question]:
        return questions_in(self.work, self.standard)

    @property
    def number(self) -> str:
        return self.questions[0].placed.number.partition(".")[0]

    @cached_property
    def blocks(self) -> list[Block]:
        return list(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        statements = {each.statement.id: each.placed for each in self.questions}
        found = beside(self.work, list(statements))
        requests = self.work.situation.open_requests
        for statement, placed in statements.items():
            own = [each for each in self.questions if each.statement.id == statement]
            yield Block(
                placed,
                tuple(self._asked(each, found) for each in own),
                tuple(each for each in requests if statement in each.statements),
            )

    def _asked(self, question: Question, found: Beside) -> Asked:
        answer = self.work.by_key.get(question.key)
        form = self.forms.get(name_of_question(question)) or stored_form(self.work, question)
        return Asked(self.work, self.desk, question, form, answer, found, self.editable)

    @property
    def editable(self) -> bool:
        """Also where it was locked in the meantime: then what somebody typed stays on the page, to be copied."""
        return not self.why_locked or bool(self.forms)

    @cached_property
    def why_locked(self) -> str:
        return self.work.situation.why_locked(self.day)

    @property
    def progress(self) -> Progress:
        return self.work.by_standard[self.standard.id]

    @property
    def with_whom(self) -> Any:
        return self.work.sections.get(self.standard.id)

    @property
    def next_url(self) -> str:
        """The section after this one; after the last, the list."""
        ids = list(self.work.by_standard)
        place = ids.index(self.standard.id) + 1
        slug = self.work.round.slug
        return (
            self.desk.url("section", slug, ids[place])
            if place < len(ids)
            else self.desk.url("task_list", slug)
        )

    @property
    def errors(self) -> SafeString:
        return error_summary(*self.forms.values())


def questions_in(work: Work, standard: Standard) -> list[Question]:
    return [each for each in work.questions if each.standard.id == standard.id]


def stored_form(work: Work, question: Question) -> AnswerForm:
    answer = work.by_key.get(question.key)
    initial = {"grade": answer.grade, "narrative": answer.narrative} if answer else {}
    form = AnswerForm(question, work.content, prefix=name_of_question(question), initial=initial)
    return labelled(form, work, question)


def sent_form(work: Work, question: Question, data: Any) -> AnswerForm:
    form = AnswerForm(question, work.content, data, prefix=name_of_question(question))
    return labelled(form, work, question)


def labelled(form: AnswerForm, work: Work, question: Question) -> AnswerForm:
    """Each field says to whoever hears the page, not sees it, which question it belongs to."""
    hidden = '{} <span class="govuk-visually-hidden">({})</span>'
    label = wording.label_of(work, question)
    grade, narrative, confirm = form.fields["grade"], form.fields["narrative"], form.fields["confirm"]
    legend = {"html": format_html(hidden, grade.label, label), "classes": "govuk-fieldset__legend--s"}
    govuk(
        grade, itemHints=question.statement.grades, fieldset={"legend": legend}, errorName=f"Grade ({label})"
    )
    govuk(narrative, label={"html": format_html(hidden, narrative.label, label)}, errorName=f"Text ({label})")
    confirm.label = format_html(hidden, "This still holds as it stands", label)
    return form
