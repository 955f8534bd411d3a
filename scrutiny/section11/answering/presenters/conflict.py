"""Two texts for one question, side by side."""

from dataclasses import dataclass
from typing import Any

from scrutiny.section11.answering.naming import name_of_question
from scrutiny.section11.answering.presenters import wording
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk
from scrutiny.section11.questions import Question


@dataclass(frozen=True)
class Side:
    title: str
    grade: str
    narrative: str
    who: str
    when: str


@dataclass(frozen=True)
class ConflictPage:
    """`mine` is the version that was set aside."""

    desk: Desk
    work: Work
    question: Question
    mine: Any

    @property
    def name(self) -> str:
        return name_of_question(self.question)

    @property
    def label(self) -> str:
        return wording.label_of(self.work, self.question)

    @property
    def theirs(self) -> Any:
        return self.work.by_key[self.question.key]

    @property
    def sides(self) -> list[Side]:
        return [
            self._side("Stored now", self.theirs, self.theirs.changed_role, self.theirs.changed_at),
            self._side("What you wrote", self.mine, self.mine.saved_role, self.mine.saved_at),
        ]

    def _side(self, title: str, text: Any, who: str, when: Any) -> Side:
        grade = wording.grade_name(self.work.content, text.grade)
        return Side(title, grade, text.narrative, who, wording.at(when))

    @property
    def both(self) -> dict[str, str]:
        """To begin with, for one made of both."""
        texts = dict.fromkeys(each.narrative for each in (self.theirs, self.mine) if each.narrative)
        return {"grade": self.mine.grade or self.theirs.grade, "narrative": "\n\n".join(texts)}

    @property
    def section_url(self) -> str:
        url = self.desk.url("section", self.work.round.slug, self.question.standard.id)
        return f"{url}#{self.question.statement.id}"
