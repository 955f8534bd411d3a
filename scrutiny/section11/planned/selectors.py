"""Reads of planned actions. Every one begins from the desk: another agency's are never among them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from partnerships.models import Partnership
from scrutiny.frameworks.content import Placed
from scrutiny.frameworks.models import Edition
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk
from scrutiny.section11.models import Round
from scrutiny.section11.planned.due import fits, is_overdue
from scrutiny.section11.progress import Key


@dataclass(frozen=True)
class Row:
    """One action as the board, the file and its own page say it. `placed` None: its edition asks no such statement."""

    action: Any
    round_name: str
    area: str
    placed: Placed | None
    day: date

    @property
    def what(self) -> str:
        return str(self.action.what)

    @property
    def owner(self) -> str:
        return str(self.action.owner)

    @property
    def due_on(self) -> date:
        due: date = self.action.due_on
        return due

    @property
    def how_far(self) -> str:
        return str(self.action.state)

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.how_far, self.due_on, self.day)

    @property
    def state(self) -> str:
        return str(self.action.get_state_display())

    @property
    def number(self) -> str:
        return self.placed.number if self.placed else ""

    @property
    def statement(self) -> str:
        return self.placed.statement.text if self.placed else f"No longer asked: {self.action.statement}"

    @cached_property
    def evidence(self) -> list[Any]:
        """Pieces of the agency's library."""
        return list(self.action.evidence.all())


def board(desk: Desk, *, day: date, state: str = "") -> list[Row]:
    """What the agency plans, soonest due first, each where it is kept now: not again in rounds before.

    `state`: one of the states, or what due.fits knows besides.
    """
    return [each for each in _rows(_of(desk), day) if fits(state, each.how_far, overdue=each.is_overdue)]


def beside(work: Work, key: Key, *, day: date) -> list[Row]:
    """What is planned beside one question of a round."""
    if work.assessment is None:
        return []
    statement, area = key
    return _rows(work.assessment.planned_actions.filter(statement=statement, area=area), day)


def the_action(desk: Desk, pk: UUID, *, day: date) -> Row:
    rows = _rows(_all(desk).filter(pk=pk), day)
    if not rows:
        raise Http404("There is no such action.")
    return rows[0]


def carried_on(desk: Desk, pk: UUID) -> Any:
    """The same action in a later round, or None."""
    return _all(desk).filter(carried_from=pk).order_by("area").first()


def _all(desk: Desk) -> Any:
    return desk.book.planned_actions.objects.filter(assessment__organisation=desk.organisation.slug)


def _of(desk: Desk) -> Any:
    later = desk.book.planned_actions.objects.filter(carried_from=OuterRef("pk"))
    return _all(desk).filter(~Exists(later))


def _rows(actions: Any, day: date) -> list[Row]:
    found = list(actions.select_related("assessment").prefetch_related("evidence").order_by("due_on", "pk"))
    contents = {
        each.pk: each.content
        for each in Edition.objects.filter(pk__in={row.assessment.edition for row in found})
    }
    rounds = {
        each.slug: each.name
        for each in Round.objects.filter(slug__in={row.assessment.round for row in found})
    }
    areas = _area_names({row.area for row in found if row.area})
    return [
        Row(
            row,
            rounds.get(row.assessment.round, row.assessment.round),
            areas.get(row.area, row.area),
            contents[row.assessment.edition].placed.get(row.statement),
            day,
        )
        for row in found
    ]


def _area_names(slugs: Collection[str]) -> dict[str, str]:
    rows = Partnership.objects.select_related("area").filter(slug__in=slugs)
    return {each.slug: each.area.name for each in rows}
