"""Which agreements on sharing are in force, and whom they name."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from benchmarking.reports.models import Agreement, Answer
from partnerships.models import Partnership


def agreements() -> QuerySet[Agreement]:
    """Every record with its parties and their answers, newest first. For the regional role."""
    return (
        Agreement.objects.select_related("ending")
        .prefetch_related("parties__partnership__area", "answers")
        .order_by("-recorded_at")
    )


def agreements_with(partnership: Partnership) -> QuerySet[Agreement]:
    """Those that name the partnership. Under its own role, which sees its own answers alone."""
    return (
        Agreement.objects.filter(parties__partnership=partnership)
        .select_related("ending")
        .prefetch_related("parties__partnership__area", "answers")
        .order_by("-recorded_at")
    )


def holds_on(agreement: Agreement, day: date) -> bool:
    """Whether it was not ended and the day is one of its days. Who confirmed it is another question."""
    if getattr(agreement, "ending", None) is not None:
        return False
    return agreement.starts_on <= day and (agreement.ends_on is None or day <= agreement.ends_on)


def newest_answers(agreement: Agreement) -> dict[int, Answer]:
    """The answer that counts of each partnership, by its key."""
    return {answer.partnership_id: answer for answer in agreement.answers.all()}


def confirmed(agreement: Agreement) -> dict[int, str]:
    """The parties that confirm it, by key, with the slug of their area."""
    answers = newest_answers(agreement)
    return {
        party.partnership_id: party.partnership.area.slug
        for party in agreement.parties.all()
        if party.partnership_id in answers and answers[party.partnership_id].confirms
    }


def named_areas(day: date, viewers: Collection[int] | None = None) -> frozenset[str]:
    """The areas shown by name under the agreements in force: to the region, or to these partnerships.

    Four queries. A partnership sees those that confirmed an agreement which it confirms itself.
    """
    named: set[str] = set()
    for agreement in agreements():
        parties = confirmed(agreement) if holds_on(agreement, day) else {}
        if viewers is None or any(pk in parties for pk in viewers):
            named.update(parties.values())
    return frozenset(named)
