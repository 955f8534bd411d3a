"""Moderated grades beside an agency's own: which of them counts, and what stood before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from scrutiny.section11.models import Round
from tenants.challenge.models import ModeratedGrade
from tenants.challenge.responses import Response


@dataclass(frozen=True)
class Judged:
    """What scrutineers recorded of one answer, oldest first. `counts`: the newest, as long as it speaks of the answer
    that stands: it was given to it, or to earlier signed answers that say the same there in every part."""

    history: tuple[ModeratedGrade, ...] = ()
    counts: ModeratedGrade | None = None

    @property
    def newest(self) -> ModeratedGrade | None:
        return self.history[-1] if self.history else None

    @property
    def is_of_an_earlier_version(self) -> bool:
        """The agency has changed its answer since: somebody has to look again."""
        return self.newest is not None and self.counts is None


def moderated_grades(round_: Round, organisation: str = "") -> dict[str, list[ModeratedGrade]]:
    """By the agency. One query."""
    rows = ModeratedGrade.objects.filter(round=round_.slug)
    if organisation:
        rows = rows.filter(organisation=organisation)
    found: dict[str, list[ModeratedGrade]] = defaultdict(list)
    for row in rows.order_by("moderated_at", "pk"):
        found[row.organisation].append(row)
    return found


def judged(response: Response, rows: Iterable[ModeratedGrade]) -> dict[str, Judged]:
    """By the statement; those alone of which anything was recorded."""
    history: dict[str, list[ModeratedGrade]] = defaultdict(list)
    for row in rows:
        history[row.statement].append(row)
    return {
        statement: Judged(tuple(each), _counting(response, each[-1])) for statement, each in history.items()
    }


def _counting(response: Response, newest: ModeratedGrade) -> ModeratedGrade | None:
    same = response.says_the_same_as_in(newest.response_sha256, newest.statement)
    return newest if same and newest.grade in response.grades else None
