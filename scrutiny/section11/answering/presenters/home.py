"""A round as an agency sees it: where it stands, what is next, on whom it waits and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from accounts.models import Person
from scrutiny.section11.answering.presenters.wording import STAGE_COLOURS, areas_of
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk
from scrutiny.section11.models import Stage
from scrutiny.section11.models.book import SectionWork
from scrutiny.section11.progress import next_unanswered


@dataclass(frozen=True)
class NextStep:
    """`on`: whom it waits for. `url` and `label` where this person can take it."""

    text: str
    on: str = ""
    url: str = ""
    label: str = ""
    is_a_duty: bool = True

    @property
    def button(self) -> str:
        return "" if self.is_a_duty else "govuk-button--secondary"


@dataclass(frozen=True)
class Asking:
    """A partnership asks for changes: its note, the last day, and the statements with their addresses."""

    partnership: str
    note: str
    until: date
    role: str
    statements: list[tuple[str, str]]


@dataclass(frozen=True)
class RoundCard:
    desk: Desk
    work: Work
    day: date
    person: Person
    may_sign: bool

    @property
    def slug(self) -> str:
        return self.work.round.slug

    @property
    def url(self) -> str:
        return self.desk.url("task_list" if self.work.assessment else "start", self.slug)

    @property
    def stage(self) -> str:
        return str(self.work.situation.stage.label)

    @property
    def stage_colour(self) -> str:
        return STAGE_COLOURS[self.work.situation.stage]

    @property
    def last_day(self) -> date:
        return self.work.situation.last_day_to_edit()

    @property
    def why_locked(self) -> str:
        return self.work.situation.why_locked(self.day)

    @property
    def areas(self) -> str:
        return areas_of(self.work)

    @property
    def late(self) -> Any:
        """The newest decision that allows a later day, if there is one."""
        return self.work.situation.late[-1] if self.work.situation.late else None

    @property
    def returned_note(self) -> str:
        """What the lead said when the answers went back to the colleagues."""
        assessment = self.work.assessment
        return assessment.submitted_note if assessment and not assessment.submitted_at else ""

    @property
    def receipt_url(self) -> str:
        signed = self.work.situation.signed
        return self.desk.url("receipt", self.slug, signed.number) if signed else ""

    @cached_property
    def asking(self) -> list[Asking]:
        return [self._asking(each) for each in self.work.situation.open_requests]

    def _asking(self, request: Any) -> Asking:
        names = {each.pk: each.area.short_name for each in self.work.partnerships}
        placed = self.work.content.placed
        asked = {each.statement.id for each in self.work.questions}
        return Asking(
            partnership=names.get(request.partnership_id, ""),
            note=request.note,
            until=request.until,
            role=request.requested_role,
            statements=[
                (f"{placed[each].number} {placed[each].statement.text}", self._address(each))
                for each in request.statements
                if each in asked
            ],
        )

    def _address(self, statement: str) -> str:
        standard = self.work.content.placed[statement].standard.id
        return f"{self.desk.url('section', self.slug, standard)}#{statement}"

    @cached_property
    def own_sections(self) -> list[dict[str, str]]:
        """What was given to this person and is not handed in."""
        return list(self._own_sections())

    def _own_sections(self) -> Iterator[dict[str, str]]:
        titles = {each.id: each.title for each in self.work.content.standards}
        for standard, row in self.work.sections.items():
            if row.person == self.person.pk and row.state != SectionWork.State.HANDED_IN:
                yield {
                    "title": titles.get(standard, standard),
                    "url": self.desk.url("section", self.slug, standard),
                    "progress": self.work.by_standard[standard].words,
                    "note": row.note,
                    "returned": "yes" if row.state == SectionWork.State.RETURNED else "",
                }

    @cached_property
    def next_step(self) -> NextStep:
        stage = self.work.situation.stage
        if not self.why_locked:
            return self._while_open(stage)
        if stage is Stage.SUBMITTED:
            return self._to_sign()
        if stage is Stage.SIGNED:
            return NextStep(
                "Nothing at the moment. The partnerships read your answers and may ask for changes.",
                on="the partnerships",
                url=self.receipt_url,
                label="See the receipt",
                is_a_duty=False,
            )
        if self.day < self.work.round.opens_on:
            return NextStep(f"{self.why_locked} Until then you can look at what will be asked.", on="nobody")
        return NextStep(
            f"{self.why_locked} If you still have to answer, ask the partnership or the regional coordinator to "
            "allow a later day.",
            on="the partnership or the regional coordinator",
        )

    def _while_open(self, stage: Stage) -> NextStep:
        until = f"until {self.last_day:%-d %B %Y}"
        if self.work.assessment is None:
            return NextStep(f"Start to answer. You can answer {until}.", "your agency", self.url, "Start")
        if not self.work.progress.is_complete:
            left = self.work.progress.asked - self.work.progress.answered
            questions = "question" if left == 1 else "questions"
            return NextStep(
                f"Answer the remaining {left} {questions} {until}.",
                on="your agency",
                url=self._next_question,
                label="Continue",
            )
        text = f"Everything is answered. Check the answers and submit them to your lead, {until}."
        if stage is Stage.RETURNED:
            text = (
                f"Change what a partnership asks you to change, then submit the answers once more, {until}."
            )
        return NextStep(
            text,
            on="your agency",
            url=self.desk.url("check", self.slug),
            label="Check and submit",
        )

    @property
    def _next_question(self) -> str:
        found = next_unanswered(self.work.questions, self.work.answered)
        return self._address(found.statement.id) if found else self.url

    def _to_sign(self) -> NextStep:
        if self.day > self.last_day:
            return NextStep(
                f"The answers were submitted, but the last day to sign them was {self.last_day:%-d %B %Y}. The "
                "regional coordinator can allow a later one.",
                on="the regional coordinator",
            )
        text = f"The accountable lead reads the answers and signs them, until {self.last_day:%-d %B %Y}."
        if self.may_sign:
            return NextStep(text, "you", self.desk.url("sign", self.slug), "Read and sign")
        return NextStep(text, "the accountable lead of your agency")
