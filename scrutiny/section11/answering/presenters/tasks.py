"""The task list of a round: one row for each section."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Person
from scrutiny.section11.answering.presenters.wording import WORK_WORDS, label_of
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk
from scrutiny.section11.progress import Progress, next_unanswered


@dataclass(frozen=True)
class TaskList:
    desk: Desk
    work: Work
    day: date
    person: Person

    @property
    def items(self) -> list[dict[str, Any]]:
        """As the component takes them."""
        return list(self._items())

    def _items(self) -> Iterator[dict[str, Any]]:
        standards = {each.standard.id: each for each in self.work.questions}
        numbers = {each.standard.id: each.placed.number.partition(".")[0] for each in self.work.questions}
        for standard, question in standards.items():
            yield {
                "title": {"text": f"{numbers[standard]}. {question.standard.title}"},
                "href": self.desk.url("section", self.work.round.slug, standard),
                "hint": {"text": self.with_whom(standard)} if standard in self.work.sections else None,
                "status": status_of(self.work.by_standard[standard]),
            }

    def with_whom(self, standard: str) -> str:
        row = self.work.sections[standard]
        who = "you" if row.person == self.person.pk else row.person_title
        return f"{WORK_WORDS[row.state]} {who}"

    @property
    def done(self) -> str:
        """Such as “You have completed 3 of 12 sections.”"""
        sections = self.work.by_standard.values()
        return (
            f"You have completed {sum(each.is_complete for each in sections)} of {len(sections)} sections. "
            f"{self.work.progress.words}."
        )

    @property
    def next_question(self) -> tuple[str, str] | None:
        """The first question without an answer: what it asks, and where."""
        question = next_unanswered(self.work.questions, self.work.answered)
        if question is None:
            return None
        url = self.desk.url("section", self.work.round.slug, question.standard.id)
        return f"{label_of(self.work, question)}: {question.statement.text}", f"{url}#{question.statement.id}"


def status_of(progress: Progress) -> dict[str, Any]:
    if progress.is_complete:
        return {"text": "Completed"}
    if not progress.answered:
        return {"tag": {"text": f"0 of {progress.asked} answered", "classes": "govuk-tag--grey"}}
    return {"tag": {"text": progress.words, "classes": "govuk-tag--blue"}}
