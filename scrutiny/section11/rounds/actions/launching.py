"""Launching a round, moving its last days, and letting one agency answer late."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from audit_trail.actions import Actor, record
from scrutiny.section11.models import ExpectedAgency, LateDecision, Round
from scrutiny.section11.rounds.actions.opening import locked
from scrutiny.section11.rounds.checking import faults, fingerprint
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible
from scrutiny.section11.rounds.selectors import plan_of


@transaction.atomic
def launch(*, round_: Round, by: Actor | None, seen: str = "") -> Round:
    """From now on everybody concerned sees it, and its editions and agencies stay. Launching again changes nothing.

    `seen` is the fingerprint of the check that the person had before them: then the round is launched as it was shown,
    and only without faults. An operator's command gives none, and may launch a round whose days are over.
    Raises NotPossible and ChangedMeanwhile.
    """
    round_ = locked(round_)
    if round_.is_launched:
        return round_
    if round_.holds_answers and not round_.expected.exists():
        raise NotPossible("No agency is expected yet. Say who is to answer, then launch the round.")
    if seen:
        plan = plan_of(round_)
        if fingerprint(plan) != seen:
            raise ChangedMeanwhile(
                "Somebody changed the round since you looked at it. Look at the check again."
            )
        if found := faults(plan, timezone.localdate()):
            raise NotPossible(found[0].text)
    round_.launched_at = timezone.now()
    round_.version += 1
    round_.save()
    record(
        by=by,
        action="launch round",
        subject=round_.name,
        detail={
            "agencies": round_.expected.count(),
            "editions": sorted(each.edition.sha256 for each in round_.editions.select_related("edition")),
        },
    )
    return round_


@transaction.atomic
def extend_round(
    *,
    round_: Round,
    seen_version: int,
    closes_on: date,
    challenge_until: date | None,
    reason: str,
    by: Actor,
) -> Round:
    """Move the last days of a launched round to later ones. No day that was promised is taken away.

    Raises NotPossible and ChangedMeanwhile.
    """
    round_ = locked(round_)
    if (round_.closes_on, round_.challenge_until) == (closes_on, challenge_until):
        return round_
    if round_.version != seen_version:
        raise ChangedMeanwhile("Somebody else moved the dates since you opened this page.")
    if not round_.is_launched or not round_.holds_answers:
        raise NotPossible("Only the dates of a round that was launched and takes answers are extended.")
    if not reason.strip():
        raise NotPossible("Say why the dates are extended.")
    if closes_on < round_.closes_on:
        raise NotPossible(
            f"Agencies were told that they have until {round_.closes_on:%-d %B %Y}. Choose that day or a later one."
        )
    if round_.challenge_until and (challenge_until is None or challenge_until < round_.challenge_until):
        raise NotPossible(
            f"Partnerships were told that they have until {round_.challenge_until:%-d %B %Y}. "
            "Choose that day or a later one."
        )
    if challenge_until is not None and challenge_until < closes_on:
        raise NotPossible("The challenge ends before the round closes. Look at the two dates again.")
    was = _days(round_.closes_on, round_.challenge_until)
    round_.closes_on, round_.challenge_until = closes_on, challenge_until
    round_.version += 1
    round_.save()
    detail = {"reason": reason.strip(), "was": was, "is": _days(closes_on, challenge_until)}
    record(by=by, action="extend round", subject=round_.name, detail=detail)
    return round_


def _days(*days: date | None) -> list[str]:
    return [each.isoformat() if each else "" for each in days]


@transaction.atomic
def allow_late(*, expected: ExpectedAgency, until: date, reason: str, by: Actor) -> LateDecision:
    """Let an agency change and sign its answers until a day after the round closes. The newest decision counts.

    Doing the same again, as a double click does, changes nothing. Raises NotPossible.
    """
    round_ = locked(expected.round)
    if not reason.strip():
        raise NotPossible("Say why this agency may answer late.")
    if not round_.is_launched or not round_.holds_answers:
        raise NotPossible("Nobody answers late in a round that takes no answers.")
    if until <= round_.closes_on:
        raise NotPossible(f"Choose a day after the round closes, which is {round_.closes_on:%-d %B %Y}.")
    newest = expected.late_decisions.order_by("decided_at").last()
    if newest and (newest.until, newest.reason) == (until, reason.strip()):
        return newest
    decision = LateDecision.objects.create(
        expected=expected, until=until, reason=reason.strip(), decided_at=timezone.now(),
        decided_by=by.pk, decided_role=str(by.role_title),
    )  # fmt: skip
    detail = {"until": until.isoformat(), "reason": reason.strip()}
    record(by=by, action="allow late answers", subject=str(expected), detail=detail)
    return decision
