"""Rounds that addresses may name: an open one, a planned one after it, and one in which Berrydale takes no part."""

from datetime import timedelta

from django.utils import timezone

from partnerships.models import Organisation, Partnership
from scrutiny.section11.rounds.actions import plan_round, remove_expected
from scrutiny.section11.rounds.checking import fingerprint
from scrutiny.section11.rounds.selectors import plan_of
from scrutiny.section11.rounds.taking_over import fingerprint_of, offers_of
from tests import audit


def make_rounds() -> dict[str, str]:
    """Their names, and what the pages about them had shown."""
    today = timezone.localdate()
    clinic = Organisation.objects.create(slug="a-clinic", name="A Clinic", kind="Clinic")
    clinic.areas.add(Partnership.objects.get(slug="berrydale").area)
    open_ = audit.a_round("audit-open")
    planned = audit.a_round("audit-planned", previous=open_, launched=False)
    remove_expected(expected=planned.expected.get(organisation__slug="appleford-club"), by=None)
    foreign = plan_round(
        slug="audit-elsewhere", name="Audit elsewhere", framework="section-11", opens_on=today,
        closes_on=today + timedelta(days=9), challenge_until=None, previous=None, about="", editions={},
        partnerships=Partnership.objects.filter(slug="cobblewick"), holds_answers=False, by=None,
    )  # fmt: skip
    foreign.launched_at = timezone.now()
    foreign.save()
    return {
        "open_round": open_.slug,
        "planned_round": planned.slug,
        "foreign_round": foreign.slug,
        "round_version": str(open_.version),
        "launch_seen": fingerprint(plan_of(planned)),
        "take_over_seen": fingerprint_of(offers_of(planned)),
    }
