"""Reads of editions and drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from scrutiny.frameworks.content import Placed
from scrutiny.frameworks.models import Draft, DraftStatement, Edition
from scrutiny.frameworks.models.draft import OPEN


@dataclass(frozen=True)
class Family:
    """The editions of one framework and variant, oldest first. One of them at most is in force on a day."""

    editions: tuple[Edition, ...]

    @property
    def newest(self) -> Edition:
        return self.editions[-1]

    def in_force(self, day: date) -> Edition | None:
        """The one that started last, unless it is withdrawn or has ended: an older one does not come back."""
        started = [each for each in self.editions if each.valid_from <= day]
        return started[-1] if started and started[-1].may_be_used_on(day) else None

    def last_day_of(self, edition: Edition) -> date | None:
        """The last day on which the edition is in force, as far as it is known: its own end, its withdrawal, or the
        day before the next edition starts."""
        later = [each for each in self.editions if each.valid_from > edition.valid_from]
        withdrawn = edition.withdrawal.last_day if edition.withdrawal else None
        ends = [edition.valid_until, withdrawn, _day_before(later[0].valid_from) if later else None]
        return min((each for each in ends if each is not None), default=None)

    def state_of(self, edition: Edition, day: date) -> str:
        if edition == self.in_force(day):
            return "In force"
        if edition.withdrawal and edition.withdrawal.last_day < day:
            return "Withdrawn"
        return "Starts later" if edition.valid_from > day else "Replaced"


@dataclass(frozen=True)
class Past:
    """A statement of an earlier edition from which one of today comes."""

    edition: Edition
    placed: Placed


def editions() -> QuerySet[Edition]:
    """Every edition with its withdrawal."""
    return Edition.objects.select_related("retirement")


def families() -> list[Family]:
    """Every framework and variant, without the texts. One query."""
    rows = editions().defer("canonical").order_by("framework_name", "framework", "variant_name", "valid_from")
    return [Family(tuple(group)) for _, group in groupby(rows, key=lambda each: each.family)]


def family_of(edition: Edition) -> Family:
    """Without the texts."""
    rows = editions().defer("canonical").filter(framework=edition.framework, variant=edition.variant)
    return Family(tuple(rows.order_by("valid_from")))


def in_force(framework: str, variant: str, day: date) -> Edition | None:
    """The edition to answer on that day, or None. One query."""
    rows = (
        editions().filter(framework=framework, variant=variant, valid_from__lte=day).order_by("-valid_from")
    )
    newest = rows.first()
    return newest if newest and newest.may_be_used_on(day) else None


def lineage_of(edition: Edition) -> list[Edition]:
    """The edition and all before it, newest first, with their texts. One query."""
    rows = editions().filter(
        framework=edition.framework, variant=edition.variant, valid_from__lte=edition.valid_from
    )
    by_key = {each.pk: each for each in rows}
    found = [by_key[edition.pk]]
    while (key := found[-1].follows_id) in by_key:
        found.append(by_key[key])
    return found


def history_of(statement: str, lineage: Iterable[Edition]) -> list[Past]:
    """The earlier statements that one comes from, edition by edition, newest first."""
    newest, *earlier = lineage
    found: list[Past] = []
    change = newest.content.placed[statement].statement.change
    wanted = list(change.earlier) if change else []
    for edition in earlier:
        here = [edition.content.placed[id_] for id_ in wanted]
        found += [Past(edition, placed) for placed in here]
        changes = [placed.statement.change for placed in here]
        wanted = list(dict.fromkeys(id_ for change in changes if change for id_ in change.earlier))
    return found


def successor_of(edition: Edition) -> Edition | None:
    """The edition that follows it, with its text."""
    return editions().filter(follows=edition).first()


def open_drafts() -> QuerySet[Draft]:
    return Draft.objects.filter(state=OPEN).select_related("based_on").defer("based_on__canonical")


def drafts() -> QuerySet[Draft]:
    return Draft.objects.select_related("based_on")


def edition_of_draft(draft: UUID) -> Edition | None:
    """What a published draft has become."""
    return editions().filter(draft=draft).first()


def left_without(draft: Draft, row: DraftStatement) -> list[str]:
    """Earlier statements that come into the draft by this row alone."""
    elsewhere = {key for each in draft.statements.exclude(pk=row.pk) for key in each.earlier}
    return [key for key in row.earlier if key not in elsewhere]


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
