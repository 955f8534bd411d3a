"""Agreements on sharing: the coordinator records what was signed on paper, each party confirms it for itself."""

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from accounts.permissions import Permission
from audit_trail.actions import record
from benchmarking.reports.actions.errors import NotNow
from benchmarking.reports.actions.remarks import role_in_force
from benchmarking.reports.models import Agreement, Answer, Ending, Party
from kernel.errors import NotPermitted
from partnerships.context import in_region
from partnerships.models import Partnership
from partnerships.permissions import can


@transaction.atomic
def record_agreement(
    *,
    title: str,
    reference: str,
    starts_on: date,
    ends_on: date | None,
    parties: Collection[Partnership],
    by: Person,
) -> Agreement:
    """Record a written agreement. It names nobody until a party confirms it. Raises NotNow where it makes no sense."""
    if not title.strip() or not reference.strip():
        raise NotNow("Say what the agreement is called and where it is kept.")
    if len({partnership.pk for partnership in parties}) < 2:
        raise NotNow("An agreement is between two partnerships or more.")
    if ends_on is not None and ends_on < starts_on:
        raise NotNow("The last day comes before the first.")
    agreement = Agreement(
        title=title.strip(), reference=reference.strip(), starts_on=starts_on, ends_on=ends_on,
        recorded_by=by.pk, recorded_role=by.role_title, recorded_at=timezone.now(),
    )  # fmt: skip
    agreement.save()
    for partnership in parties:
        Party(agreement=agreement, partnership=partnership).save()
    slugs = sorted(partnership.slug for partnership in parties)
    record(
        by=by,
        action="record sharing agreement",
        subject=agreement.title,
        detail={"agreement": str(agreement.pk), "parties": slugs},
    )
    return agreement


def answer_agreement(*, agreement: Agreement, partnership: Partnership, confirms: bool, by: Person) -> Answer:
    """Confirm an agreement for a partnership, or take the confirmation back. Inside it, under its database role.

    Raises NotPermitted for somebody who does not confirm for this partnership or where it is no party, NotNow where
    the agreement has ended or the answer is the one given before.
    """
    with in_region():  # before the transaction: each may have a database connection of its own
        allowed = can(by, Permission.CONFIRM_AGREEMENT, partnership)
    if not allowed or not Party.objects.filter(agreement=agreement, partnership=partnership).exists():
        raise NotPermitted("they do not confirm this agreement")
    if confirms:
        _refuse_what_ended(agreement)
    before = Answer.objects.filter(agreement=agreement, partnership=partnership).order_by("-number").first()
    if (before.confirms if before else False) == confirms:
        raise NotNow(
            "Your partnership has said so already." if before else "Your partnership has not confirmed it."
        )
    answer = Answer(
        agreement=agreement, partnership=partnership, owner_role=role_in_force(),
        number=before.number + 1 if before else 1, confirms=confirms,
        by=by.pk, role=by.role_title, at=timezone.now(),
    )  # fmt: skip
    try:
        _keep_answer(answer, by)
    except IntegrityError as error:
        raise NotNow("Somebody of your partnership answered meanwhile. Look at it again.") from error
    return answer


def _refuse_what_ended(agreement: Agreement) -> None:
    over = agreement.ends_on is not None and agreement.ends_on < timezone.localdate()
    if over or Ending.objects.filter(agreement=agreement).exists():
        raise NotNow("This agreement has ended.")


@transaction.atomic
def _keep_answer(answer: Answer, by: Person) -> None:
    answer.save()
    record(
        by=by,
        action="confirm sharing agreement" if answer.confirms else "withdraw from sharing agreement",
        subject=answer.agreement.title,
        partnership=answer.partnership.slug,
        detail={"agreement": str(answer.agreement_id)},
    )


@transaction.atomic
def end_agreement(*, agreement: Agreement, reason: str, by: Person) -> Ending:
    """End it at once. Raises NotNow without a reason, or where it is ended already."""
    if not reason.strip():
        raise NotNow("Say why the agreement ends.")
    ending = Ending(
        agreement=agreement, reason=reason.strip(), by=by.pk, role=by.role_title, at=timezone.now()
    )
    try:
        with transaction.atomic():
            ending.save()
    except IntegrityError as error:
        raise NotNow("This agreement is ended already.") from error
    record(
        by=by,
        action="end sharing agreement",
        subject=agreement.title,
        detail={"agreement": str(agreement.pk)},
    )
    return ending
