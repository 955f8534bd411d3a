"""Telling the boards how far an agency has come: numbers and a state, never words. In the transaction of the change."""

from django.utils import timezone

from scrutiny.section11.answering.moment import work_at_this_moment
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.models import Standing


def update_standings(work: Work) -> None:
    """One row for each area it answers for, in one statement. `work` is read after the change."""
    signed, now = work.situation.signed, timezone.now()
    rows = []
    for partnership in work.partnerships:
        here = work.progress_in(partnership.slug)
        rows.append(
            Standing(
                partnership=partnership, round=work.round.slug, organisation=work.organisation.slug,
                stage=work.situation.stage_for(partnership), asked=here.asked, answered=here.answered,
                signed_at=signed.signed_at if signed else None, changed_at=now,
            )
        )  # fmt: skip
    Standing.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["partnership", "round", "organisation"],
        update_fields=["stage", "asked", "answered", "signed_at", "changed_at"],
    )


def count_again(work: Work) -> None:
    """For those who save side by side: each counts when the one before is done, so that whoever is last has seen all."""
    rows = Standing.objects.filter(round=work.round.slug, organisation=work.organisation.slug)
    list(rows.select_for_update().order_by("pk").values_list("pk"))
    after = work_at_this_moment(work.book, work.round.slug, work.organisation)
    if after is not None:
        update_standings(after)
