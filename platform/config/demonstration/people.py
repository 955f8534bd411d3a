"""The demonstration's people: role titles, never names. Their addresses end in .example, which nobody can own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone

from accounts import roles
from accounts.actions import add_person
from accounts.models import Person
from accounts.roles import Role
from config.demonstration.audit.bodies import still_at_work
from partnerships.actions import grant_role
from partnerships.models import Organisation
from partnerships.permissions import Place
from partnerships.selectors import open_partnerships

PASSWORD = "demonstration only"  # noqa: S105 - printed on purpose; the demonstration holds public figures alone

LONGEST_TITLE = 120

OF_THE_REGION = (
    ("coordinator", roles.RegionalScrutinyCoordinator),
    ("member", roles.StrategicPartnershipMember),
    ("analyst", roles.RegionalAnalyst),
    ("workstream-lead", roles.WorkstreamLead),
    ("scrutineer", roles.Scrutineer),
    ("peer-reviewer", roles.PeerReviewer),
    ("auditor", roles.PlatformAuditor),
)
OF_A_PARTNERSHIP = (
    ("manager", "Business unit manager", roles.PartnershipManager),
    ("data-officer", "Business unit data officer", roles.DataOfficer),
    ("approver", "Partnership approver", roles.Approver),
    ("reader", "Partnership reader", roles.PartnershipReader),
    ("panel", "Member of the challenge panel", roles.PanelMember),
    ("moderator", "Scrutineer of the audit", roles.Moderator),
)
OF_AN_AGENCY = (
    ("lead", "Safeguarding lead", roles.AgencyLead),
    ("contributor", "Safeguarding contributor", roles.AgencyContributor),
)


@dataclass(frozen=True)
class SignIn:
    email: str
    role_title: str
    role: type[Role]
    place: Place


def sign_ins() -> list[SignIn]:
    """The people of the region, of each partnership, and of some agencies."""
    return [*_regional(), *_local(), *_of_agencies()]


def _regional() -> Iterator[SignIn]:
    for word, role in OF_THE_REGION:
        yield SignIn(f"{word}@region.example", role.title, role, None)


def _local() -> Iterator[SignIn]:
    for partnership in open_partnerships():
        for word, title, role in OF_A_PARTNERSHIP:
            name = f"{title}, {partnership.short_name}"
            yield SignIn(f"{word}@{partnership.slug}.example", name, role, partnership)


def _of_agencies() -> Iterator[SignIn]:
    """One agency for each number of areas above one, the first by name, and those local ones that are still at work."""
    standing = Organisation.objects.filter(ended_on=None).annotate(reach=Count("areas"))
    widest: dict[int, Any] = {}
    for agency in standing.filter(reach__gt=1).order_by("-reach", "slug"):
        widest.setdefault(agency.reach, agency)
    for agency in [*widest.values(), *still_at_work()]:
        for word, title, role in OF_AN_AGENCY:
            title_there = f"{title}, {agency.name}"[:LONGEST_TITLE]
            yield SignIn(f"{word}@{agency.slug}.example", title_there, role, agency)


def add_people() -> int:
    """Add those who are not there yet. Returns how many."""
    known = set(Person.objects.values_list("email", flat=True))
    added = [entry for entry in sign_ins() if entry.email not in known]
    for entry in added:
        person = add_person(email=entry.email, role_title=entry.role_title, password=PASSWORD, by=None)
        grant_role(person=person, role=entry.role, place=entry.place, starts_on=timezone.localdate(), by=None)
    return len(added)
