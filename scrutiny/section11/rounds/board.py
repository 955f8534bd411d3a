"""How far each agency has come in each area: the values behind boards, their files and reminders. Pure.

An agency of several areas is one row with a cell an area. An area for which an agency is expected and of which nothing
is written down yet is not started.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scrutiny.section11.models import Stage

ORDER = (Stage.NOT_STARTED, Stage.ANSWERING, Stage.SUBMITTED, Stage.RETURNED, Stage.SIGNED)
"""From the least far to the furthest."""


@dataclass(frozen=True)
class AreaOnBoard:
    """A column. Named by its partnership's slug."""

    slug: str
    name: str


@dataclass(frozen=True)
class Progressed:
    """One agency in one area."""

    stage: Stage = Stage.NOT_STARTED
    answered: int = 0
    asked: int = 0
    has_signed: bool = False

    @property
    def words(self) -> str:
        """Such as "34 of 69"; nothing before anything is written down."""
        return f"{self.answered} of {self.asked}" if self.asked else ""


@dataclass(frozen=True)
class Late:
    """The newest decision to let an agency answer after the round has closed."""

    until: date
    reason: str
    role: str


@dataclass(frozen=True)
class AgencyOnBoard:
    slug: str
    name: str
    variant: str
    variant_name: str
    kind_name: str
    legal_basis: str
    in_shared_book: bool
    cells: Mapping[str, Progressed]
    """By area, for each in which it is expected."""
    late: Late | None = None

    @property
    def stage(self) -> Stage:
        """That of the area in which it is least far."""
        return min((each.stage for each in self.cells.values()), key=ORDER.index, default=Stage.NOT_STARTED)

    @property
    def has_signed(self) -> bool:
        """Whether it signed its answers, for every area. A signature stays one when changes are asked for later."""
        return bool(self.cells) and all(each.has_signed for each in self.cells.values())

    @property
    def may_answer_late(self) -> bool:
        """Whether a late decision still says something: what is signed waits for nothing, unless it was returned."""
        return self.late is not None and self.stage is not Stage.SIGNED

    def last_day(self, closes_on: date) -> date:
        """Its own last day to answer, as far as the round and late decisions say."""
        return last_day(closes_on, self.late.until if self.late else None)


def last_day(closes_on: date, late_until: date | None) -> date:
    """The newest late decision may only lengthen the time."""
    return max(closes_on, late_until) if late_until else closes_on


UNSIGNED = "unsigned"


@dataclass(frozen=True)
class Choice:
    """What of a board is shown. Empty: all."""

    area: str = ""
    stage: str = ""
    variant: str = ""


@dataclass(frozen=True)
class Board:
    areas: tuple[AreaOnBoard, ...]
    agencies: tuple[AgencyOnBoard, ...]

    def chosen(self, choice: Choice) -> "Board":
        """Only these areas and agencies. A stage is looked for in the areas that are left."""
        areas = tuple(each for each in self.areas if choice.area in ("", each.slug))
        slugs = {each.slug for each in areas}
        kept = tuple(each for each in self.agencies if _is_chosen(each, choice, slugs))
        return Board(areas, kept)

    @property
    def unsigned(self) -> list[AgencyOnBoard]:
        """Those that have not answered."""
        return [each for each in self.agencies if not each.has_signed]

    def stages(self) -> Counter[Stage]:
        """How many agencies stand at each stage."""
        return Counter(each.stage for each in self.agencies)

    def signed_in(self, area: str) -> tuple[int, int]:
        """Of the agencies expected in an area, how many have signed, and how many there are."""
        here = [each.cells[area] for each in self.agencies if area in each.cells]
        return sum(each.has_signed for each in here), len(here)


def _is_chosen(agency: AgencyOnBoard, choice: Choice, areas: Iterable[str]) -> bool:
    here = [agency.cells[area] for area in areas if area in agency.cells]
    if not here or choice.variant not in ("", agency.variant):
        return False
    if choice.stage == UNSIGNED:
        return not all(each.has_signed for each in here)
    return not choice.stage or any(each.stage == choice.stage for each in here)
