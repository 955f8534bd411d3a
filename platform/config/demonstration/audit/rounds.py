"""The demonstration's three rounds: one as history, one before, and the newest."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Person
from config.demonstration.audit.bodies import Body, table
from partnerships.selectors import open_partnerships
from scrutiny.frameworks.models import Edition
from scrutiny.frameworks.selectors import in_force
from scrutiny.section11.models import Round
from scrutiny.section11.rounds.actions import allow_late, expect, launch, plan_round

FRAMEWORK, VARIANTS = "section-11", ("full", "education", "light")
LATE = "Made up for the demonstration: its answers were entered afterwards."


def history(by: Person) -> Round:
    entry = table()["history"]
    found = Round.objects.filter(slug=entry["slug"]).first()
    return launch(round_=found or _planned(entry, by=by, holds_answers=False), by=None)


def before(bodies: list[Body], by: Person) -> Round:
    entry = table()["before"]
    round_ = Round.objects.filter(slug=entry["slug"]).first() or _planned(entry, by=by)
    _expect(round_, bodies, by)
    return round_


def newest(bodies: list[Body], previous: Round, by: Person) -> Round:
    entry = table()["newest"]
    until = timezone.localdate() + timedelta(days=entry["challenge_for_days"])
    round_ = Round.objects.filter(slug=entry["slug"]).first() or _planned(
        entry, by=by, previous=previous, challenge_until=until
    )
    _expect(round_, bodies, by)
    return round_


def allow_all(round_: Round, bodies: list[Body], days: int, by: Person) -> None:
    """The round is over: each of these is allowed to answer late, so that the real actions take its answers."""
    until = timezone.localdate() + timedelta(days=days)
    theirs = {each.organisation.pk for each in bodies}
    waiting = round_.expected.filter(organisation__in=theirs, late_decisions=None)
    for expected in waiting.select_related("round", "organisation"):
        allow_late(expected=expected, until=until, reason=LATE, by=by)


def _planned(entry: dict[str, Any], *, by: Person, **more: Any) -> Round:
    holds_answers = more.pop("holds_answers", True)
    places = [each for each in open_partnerships() if each.slug in entry.get("areas", [each.slug])]
    return plan_round(
        slug=entry["slug"], name=entry["name"], framework=FRAMEWORK, opens_on=entry["opens_on"],
        closes_on=entry["closes_on"], challenge_until=more.pop("challenge_until", None),
        previous=more.pop("previous", None), about=entry["about"],
        editions=_editions(entry["opens_on"]) if holds_answers else {}, partnerships=places,
        holds_answers=holds_answers, made_up=holds_answers, by=by,
    )  # fmt: skip


def _editions(day: date) -> dict[str, Edition]:
    return {variant: found for variant in VARIANTS if (found := in_force(FRAMEWORK, variant, day))}


def _expect(round_: Round, bodies: list[Body], by: Person) -> None:
    """Those whose variant the round has. A run that was killed is taken up where it stopped."""
    if round_.is_launched:
        return
    there = set(round_.expected.values_list("organisation_id", flat=True))
    variants = set(round_.editions.values_list("variant", flat=True))
    for body in bodies:
        if body.variant in variants and body.organisation.pk not in there:
            expect(
                round_=round_, organisation=body.organisation, variant=body.variant, kind=body.kind,
                legal_basis=body.legal_basis, partnerships=body.partnerships, by=by,
            )  # fmt: skip
    launch(round_=round_, by=None)  # no check was looked at: a round of the past may be launched so
    round_.refresh_from_db()
