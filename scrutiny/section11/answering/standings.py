"""Telling the boards how far an agency has come: numbers and a state, never words. In the transaction of the change."""

from django.utils import timezone

from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.models import Standing


def update_standings(work: Work) -> None:
    """One row for each area it answers for. `work` is read after the change."""
    signed = work.situation.signed
    for partnership in work.partnerships:
        here = work.progress_in(partnership.slug)
        Standing.objects.update_or_create(
            partnership=partnership,
            round=work.round.slug,
            organisation=work.organisation.slug,
            defaults={
                "stage": work.situation.stage,
                "asked": here.asked,
                "answered": here.answered,
                "signed_at": signed.signed_at if signed else None,
                "changed_at": timezone.now(),
            },
        )
