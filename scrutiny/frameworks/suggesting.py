"""Carrying answers of an earlier edition over, as suggestions that a person confirms. Pure: no tables, no clock.

A suggestion never claims more than the earlier answers did, never stands in for an answer that was given, and is never
an answer by itself: whoever keeps answers keeps suggestions apart until a person has confirmed each one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from scrutiny.frameworks.content import Change, ChangeKind, Content

State = Literal["to confirm"]


@dataclass(frozen=True)
class Answer:
    """What an agency answered to one statement: the position of its grade (0 is lowest), or None, and its own words."""

    grade: int | None
    narrative: str = ""

    @property
    def says_something(self) -> bool:
        return self.grade is not None or bool(self.narrative.strip())


@dataclass(frozen=True)
class Passage:
    """The agency's words, and the earlier statement they were written for."""

    statement: str
    text: str


@dataclass(frozen=True)
class Suggestion:
    """To be confirmed. `grade` None: a person chooses. `why` tells them what to look at before confirming."""

    grade: int | None
    passages: tuple[Passage, ...]
    kind: ChangeKind
    why: str
    state: State = "to confirm"


@dataclass(frozen=True)
class EditionMapping:
    """From the statements of an edition to those of the one before. `same_scale`: a grade means the same in both."""

    changes: Mapping[str, Change]
    same_scale: bool = True


WHY: dict[str, str] = {
    "unchanged": "The question is the same as last time. Check that the answer still holds.",
    "reworded": "The question is put in other words. Check that the answer still fits.",
    "split": "Last time this was part of a larger question. Keep what belongs to this part.",
    "merged": "Last time this was asked in several questions. The lowest of those grades is suggested.",
}
GRADE_OPEN = "Choose a grade: it cannot be taken from last time."


def mapping_of(content: Content, before: Content) -> EditionMapping:
    """The mapping that an edition holds to the one before it."""
    return EditionMapping(
        changes={each.statement.id: each.statement.change for each in content if each.statement.change},
        same_scale=[each.slug for each in content.grades] == [each.slug for each in before.grades],
    )


def suggest(
    answers: Mapping[str, Answer], mapping: EditionMapping, *, answered: Collection[str] = frozenset()
) -> dict[str, Suggestion]:
    """Suggestions by the id of the new statement; `answers` are those of the edition before, by their ids.

    `answered` are statements of the new edition that hold an answer already: nothing is suggested for them.

    unchanged, reworded, split: the earlier grade. A whole is in place only where each of its parts is, so the whole's
    grade claims no more for a part than was claimed before.
    merged: the lowest grade, and none where one of the earlier statements has none.
    """
    found = {}
    for id_, change in mapping.changes.items():
        if id_ not in answered and (suggestion := _suggestion(change, answers, mapping.same_scale)):
            found[id_] = suggestion
    return found


def _suggestion(change: Change, answers: Mapping[str, Answer], same_scale: bool) -> Suggestion | None:
    earlier = [(id_, answers[id_]) for id_ in change.earlier if id_ in answers]
    earlier = [(id_, answer) for id_, answer in earlier if answer.says_something]
    if not earlier:
        return None
    complete = same_scale and len(earlier) == len(change.earlier)
    grade = _lowest(answer.grade for _, answer in earlier) if complete else None
    why = WHY[change.kind] if grade is not None else f"{WHY[change.kind]} {GRADE_OPEN}"
    if change.kind == "merged" and grade is None:
        why = f"Last time this was asked in several questions. {GRADE_OPEN}"
    passages = tuple(Passage(id_, answer.narrative) for id_, answer in earlier if answer.narrative.strip())
    return Suggestion(grade=grade, passages=passages, kind=change.kind, why=why)


def _lowest(grades: Iterable[int | None]) -> int | None:
    """The lowest of all, or None where one is missing."""
    known = list(grades)
    given = [grade for grade in known if grade is not None]
    return min(given) if len(given) == len(known) else None
