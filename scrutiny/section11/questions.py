"""What an agency is asked: statements of its edition, once for all areas or once for each. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scrutiny.frameworks.content import Content, Placed, Standard, Statement


@dataclass(frozen=True)
class Question:
    """One thing to answer. `area` is a partnership's slug where the statement is area-specific, otherwise empty."""

    placed: Placed
    area: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """By which answers are found: the statement's id and the area."""
        return self.placed.statement.id, self.area

    @property
    def statement(self) -> Statement:
        return self.placed.statement

    @property
    def standard(self) -> Standard:
        return self.placed.standard


def questions(content: Content, kind: str, areas: Iterable[str]) -> Iterator[Question]:
    """Every question for an agency of this kind that answers for these areas, in the edition's order."""
    named = list(areas)
    for placed in content:
        if not placed.statement.is_for(kind):
            continue
        if placed.statement.area_specific:
            yield from (Question(placed, area) for area in named)
        else:
            yield Question(placed)


def for_area(asked: Iterable[Question], area: str) -> list[Question]:
    """Those whose answers a partnership sees: what is answered for all areas, and what for its own."""
    return [each for each in asked if each.area in ("", area)]
