"""Opening and closing a survey, and taking a reply that says nothing of who gave it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from kernel.canonical import sha256_hex
from partnerships.models import Organisation, Partnership
from scrutiny.section11.models import Round
from tenants.challenge.actions.errors import NotPossibleNow
from tenants.challenge.models import Survey, SurveyReply
from tenants.challenge.responses import response_of

MOST_IN_TEN_MINUTES = 60
"""Replies under one link. A team may answer at its meeting; a machine may not fill the survey."""
TEN_MINUTES = 10 * 60


class TooMany(NotPossibleNow):
    """More replies came under one link than people give."""


@dataclass(frozen=True)
class SurveyOpened:
    """With the link's secret, which is kept nowhere and shown once."""

    survey: Survey
    secret: str


@transaction.atomic
def open_survey(
    *, partnership: Partnership, round_: Round, organisation: Organisation, closes_on: date, by: Person
) -> SurveyOpened:
    """Open the one survey of an agency in a round. Raises NotPossibleNow."""
    today = timezone.localdate()
    if closes_on < today:
        raise NotPossibleNow("The last day of the survey cannot be in the past.")
    if response_of(partnership, round_, organisation.slug) is None:
        raise NotPossibleNow(f"{organisation} is not expected to answer to you in this round.")
    secret = secrets.token_urlsafe(24)
    survey = Survey(
        round=round_.slug, organisation=organisation.slug, secret_sha256=sha256_hex(secret), opened_on=today,
        closes_on=closes_on, opened_by=by.pk, opened_role=by.role_title,
    )  # fmt: skip
    try:
        with transaction.atomic():
            survey.save(force_insert=True)
    except IntegrityError:
        raise NotPossibleNow(
            f"There is a survey about {organisation} in this round already. Its results are shown once it has closed, and it "
            "is not opened a second time."
        ) from None
    record(
        by=by, action="open survey", subject=f"survey about {organisation}, {round_}", partnership=partnership.slug,
        detail={"closes_on": closes_on.isoformat()},
    )  # fmt: skip
    return SurveyOpened(survey, secret)


@transaction.atomic
def close_survey(
    *, partnership: Partnership, round_: Round, organisation: Organisation, by: Person
) -> Survey:
    """Close it for good before its last day. Closing again changes nothing. Raises NotPossibleNow."""
    rows = Survey.objects.select_for_update()
    survey = rows.filter(round=round_.slug, organisation=organisation.slug).first()
    if survey is None:
        raise NotPossibleNow(f"There is no survey about {organisation} in this round.")
    if not survey.is_open_on(timezone.localdate()):
        return survey
    survey.closed_at = timezone.now()
    survey.save(update_fields=["closed_at"])
    record(
        by=by, action="close survey", subject=f"survey about {organisation}, {round_}", partnership=partnership.slug
    )  # fmt: skip
    return survey


@transaction.atomic
def reply(*, survey: Survey, grades: Mapping[str, int | None]) -> None:
    """Keep one reply: grades and nothing else. No event of the trail either, which would keep the hour and the address.

    Raises NotPossibleNow once the survey has closed.
    """
    locked = Survey.objects.select_for_update().get(pk=survey.pk)
    if not locked.is_open_on(timezone.localdate()):
        raise NotPossibleNow("This survey has closed. Nothing more can be added to it.")
    SurveyReply(survey=locked, grades=dict(grades)).save(force_insert=True)


def count_reply(survey: Survey) -> None:
    """Counts replies under a link, in the region's cache. Raises TooMany."""
    key = f"survey-replies:{survey.pk}"
    cache.add(key, 0, TEN_MINUTES)
    try:
        number = cache.incr(key)
    except ValueError:  # it ran out in between
        number = 1
    if number > MOST_IN_TEN_MINUTES:
        raise TooMany("Many replies have come in under this link just now. Please try again in ten minutes.")
