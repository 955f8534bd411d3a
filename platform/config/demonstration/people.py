"""The demonstration's people: role titles, never names. Their addresses end in .example, which nobody can own."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.actions import add_person
from accounts.models import Person
from accounts.roles import Approver, DataOfficer, RegionalAnalyst, RegionalScrutinyCoordinator, Role
from accounts.roles import StrategicPartnershipMember as Member
from partnerships.actions import grant_role
from partnerships.models import Partnership
from partnerships.selectors import open_partnerships

PASSWORD = "demonstration only"  # noqa: S105 - printed on purpose; the demonstration holds public figures alone


@dataclass(frozen=True)
class SignIn:
    email: str
    role_title: str
    role: type[Role]
    partnership: Partnership | None


def sign_ins() -> list[SignIn]:
    """Three people of the region, and two of each partnership."""
    regional = [
        SignIn(
            "coordinator@region.example", "Regional scrutiny coordinator", RegionalScrutinyCoordinator, None
        ),
        SignIn("member@region.example", "Strategic partnership member", Member, None),
        SignIn("analyst@region.example", "Regional analyst", RegionalAnalyst, None),
    ]
    local = [
        SignIn(f"{word}@{partnership.slug}.example", f"{title}, {partnership.short_name}", role, partnership)
        for partnership in open_partnerships()
        for word, title, role in (
            ("data-officer", "Business unit data officer", DataOfficer),
            ("approver", "Partnership approver", Approver),
        )
    ]
    return regional + local


def add_people() -> int:
    """Add those who are not there yet. Returns how many."""
    known = set(Person.objects.values_list("email", flat=True))
    added = [entry for entry in sign_ins() if entry.email not in known]
    for entry in added:
        person = add_person(email=entry.email, role_title=entry.role_title, password=PASSWORD, by=None)
        grant_role(
            person=person,
            role=entry.role,
            partnership=entry.partnership,
            starts_on=timezone.localdate(),
            by=None,
        )
    return len(added)
