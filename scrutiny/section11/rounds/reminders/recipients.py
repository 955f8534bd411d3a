"""Who is reminded: people of agencies that have not signed and may still answer. One rule, asked before each letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import Person
from accounts.roles import AgencyContributor, AgencyLead
from kernel.canonical import canonical_json, sha256_hex
from partnerships.models import Membership
from partnerships.selectors import roles_held_on
from scrutiny.section11.models import ExpectedAgency, ReminderBatch, Round
from scrutiny.section11.rounds.board import AgencyOnBoard
from scrutiny.section11.rounds.selectors import board_rows

ANSWERING = (AgencyLead.key, AgencyContributor.key)


@dataclass(frozen=True)
class ToRemind:
    """An agency that has not signed. `people` may be empty: then there is nobody to write to."""

    expected: ExpectedAgency
    on_board: AgencyOnBoard
    people: tuple[Person, ...]


def is_needed(agency: AgencyOnBoard, round_: Round, day: date) -> bool:
    """Whether a letter makes sense that day: it has not signed, and may still do so."""
    if not round_.is_launched or not round_.holds_answers or agency.has_signed:
        return False
    return round_.opens_on <= day <= agency.last_day(round_.closes_on)


def to_remind(round_: Round, day: date) -> list[ToRemind]:
    """Every such agency with its lead and contributors. A constant number of queries."""
    waiting = [(row, agency) for row, agency in board_rows(round_) if is_needed(agency, round_, day)]
    people: dict[int | None, dict[str, Person]] = {}
    for role in _roles([row.organisation_id for row, _ in waiting], day):
        people.setdefault(role.organisation_id, {})[role.person.email] = role.person
    return [
        ToRemind(row, agency, tuple(people.get(row.organisation_id, {}).values())) for row, agency in waiting
    ]


def day_to_name(expected: ExpectedAgency, person: Person, day: date) -> date | None:
    """The same rule, for one letter, at the moment it is to leave: the last day it names, or None for no letter."""
    round_ = expected.round
    agency = next((each for _, each in board_rows(round_, only=expected)), None)
    if agency is None or not is_needed(agency, round_, day):
        return None
    answers = any(role.person_id == person.pk for role in _roles([expected.organisation_id], day))
    return agency.last_day(round_.closes_on) if answers else None


def fingerprint(letters: Iterable[tuple[int, str]], after: ReminderBatch | None) -> str:
    """Of what was previewed: who of which agency is written to, and which order came before."""
    return sha256_hex(
        canonical_json([sorted([pk, person] for pk, person in letters), after.pk if after else 0])
    )


def letters_of(recipients: Iterable[ToRemind]) -> list[tuple[int, str]]:
    """One for each person of each agency."""
    return [(each.expected.pk, str(person.pk)) for each in recipients for person in each.people]


def people_of(expected: ExpectedAgency, day: date) -> list[Person]:
    """Who answers for an agency that day, each once."""
    found = {role.person.email: role.person for role in _roles([expected.organisation_id], day)}
    return list(found.values())


def _roles(organisations: list[int], day: date) -> Iterable[Membership]:
    return roles_held_on(day).filter(role__in=ANSWERING, organisation__in=organisations)
