"""The one rule of how far an agency has come. Boards, task lists, reminders, files and the API all ask here. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from scrutiny.section11.questions import Question

Key = tuple[str, str]


@dataclass(frozen=True)
class Progress:
    """Questions asked, and those of them that are answered: a grade chosen and, where it was carried in, confirmed."""

    asked: int
    answered: int

    @property
    def is_complete(self) -> bool:
        return self.asked > 0 and self.answered == self.asked

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: 100 only where everything is answered."""
        return 100 * self.answered // self.asked if self.asked else 0

    @property
    def words(self) -> str:
        return f"{self.answered} of {self.asked} answered"


def progress(asked: Iterable[Question], answered: Collection[Key]) -> Progress:
    keys = [each.key for each in asked]
    return Progress(len(keys), sum(key in answered for key in keys))


def by_standard(asked: Iterable[Question], answered: Collection[Key]) -> dict[str, Progress]:
    """Progress in each standard, by its id, in the edition's order."""
    grouped: dict[str, list[Question]] = {}
    for question in asked:
        grouped.setdefault(question.standard.id, []).append(question)
    return {standard: progress(group, answered) for standard, group in grouped.items()}


def next_unanswered(asked: Iterable[Question], answered: Collection[Key]) -> Question | None:
    return next((each for each in asked if each.key not in answered), None)
