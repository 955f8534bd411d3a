"""Planned actions as they were signed: the rows of a partnership's board and of the region's. Pure.

What an action says is what was signed; whether it is overdue is said of today. The agency may have moved on since.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scrutiny.section11.models.book import PlannedAction
from scrutiny.section11.planned.due import fits, is_overdue

STATES = dict(PlannedAction.State.choices)


@dataclass(frozen=True)
class Named:
    """What a board is chosen by: an area, an agency, a standard."""

    key: str
    name: str


@dataclass(frozen=True)
class Proof:
    """A piece of evidence that an action names. `url` empty: there is nothing to open; `leaves`: it leads elsewhere."""

    title: str
    url: str = ""
    leaves: bool = False


@dataclass(frozen=True)
class Listed:
    """`how_far`: one of the states of an action. `href` leads to the signed text it was read from, `sha256` is that
    text's. `lodged_on`: the day on which the partnership signed its return, where it was read from one."""

    area: Named
    agency: Named
    standard: Named
    number: str
    statement: str
    what: str
    owner: str
    due_on: date
    how_far: str
    note: str
    signed_on: date
    href: str
    sha256: str
    day: date
    lodged_on: date | None = None
    evidence: tuple[Proof, ...] = ()

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.how_far, self.due_on, self.day)

    @property
    def state(self) -> str:
        return str(STATES.get(self.how_far, self.how_far))


@dataclass(frozen=True)
class Choice:
    """What of a board is shown. Empty: all."""

    area: str = ""
    agency: str = ""
    standard: str = ""
    state: str = ""

    def apart_from_state(self) -> "Choice":
        return Choice(self.area, self.agency, self.standard)


def chosen(rows: Iterable[Listed], choice: Choice) -> list[Listed]:
    return [
        row
        for row in rows
        if choice.area in ("", row.area.key)
        and choice.agency in ("", row.agency.key)
        and choice.standard in ("", row.standard.key)
        and fits(choice.state, row.how_far, overdue=row.is_overdue)
    ]


def in_order(rows: Iterable[Listed]) -> list[Listed]:
    """Soonest due first, as on an agency's own board."""
    return sorted(rows, key=lambda row: (row.due_on, row.agency.name, row.area.name, row.number, row.what))
