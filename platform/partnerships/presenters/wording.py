"""Names of places, days and states, as every page about people writes them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Person
from partnerships.models import Invitation, Membership
from partnerships.permissions import Place

OPERATOR = "An operator of the platform"


def day(value: date) -> str:
    return date_format(value, "j F Y")


def moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), r"j F Y \a\t H:i")


def place_name(place: Place) -> str:
    return str(place) if place else "The region"


def who(person: Person | None) -> str:
    return person.role_title if person else OPERATOR


def dates(membership: Membership) -> str:
    if membership.ends_on is None:
        return f"since {short_day(membership.starts_on)}"
    return f"{short_day(membership.starts_on)} to {short_day(membership.ends_on)}"


def short_day(value: date) -> str:
    return date_format(value, "j M Y")


def state(membership: Membership) -> str:
    today = timezone.localdate()
    if membership.is_over_on(today):
        return "Ended"
    if not membership.person.is_active:
        return "Deactivated"
    return "Active" if membership.starts_on <= today else "Starts later"


def invitation_state(invitation: Invitation) -> str:
    if invitation.accepted_at:
        return "Accepted"
    if invitation.withdrawn_at:
        return "Withdrawn"
    if not invitation.is_open():
        return "Expired"
    return "Invited" if invitation.sent_at else "Letter not sent"
