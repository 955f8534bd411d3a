"""Planning a round, and changing the plan until it is launched."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from audit_trail.actions import Actor, record
from partnerships.models import Partnership
from scrutiny.frameworks.models import Edition
from scrutiny.section11.models import ExpectedIn, Round, RoundEdition
from scrutiny.section11.rounds.actions.opening import locked_plan
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible

TAKEN = "There is a round of this name already. Give it another name."


@transaction.atomic
def plan_round(
    *,
    slug: str,
    name: str,
    framework: str,
    opens_on: date,
    closes_on: date,
    challenge_until: date | None,
    previous: Round | None,
    about: str,
    editions: Mapping[str, Edition],
    partnerships: Iterable[Partnership],
    by: Actor | None,
    holds_answers: bool = True,
    made_up: bool = False,
) -> Round:
    """Plan a round; nobody but the coordinator sees it until it is launched. `editions` by the slug of their variant.

    Raises NotPossible where its name is taken, its dates are out of order or an edition is of another framework.
    """
    if Round.objects.filter(slug=slug).exists():
        raise NotPossible(TAKEN)
    _in_order(opens_on, closes_on, challenge_until)
    _of_one_framework(framework, editions)
    try:
        with transaction.atomic():
            round_ = Round.objects.create(
                slug=slug, name=name, framework=framework, opens_on=opens_on, closes_on=closes_on,
                challenge_until=challenge_until, previous=previous, about=about,
                holds_answers=holds_answers, made_up=made_up,
            )  # fmt: skip
    except IntegrityError as error:  # of two who plan it at once, one does
        raise NotPossible(TAKEN) from error
    round_.partnerships.set(partnerships)
    _set_editions(round_, editions)
    record(by=by, action="plan round", subject=name)
    return round_


@transaction.atomic
def change_plan(
    *,
    round_: Round,
    seen_version: int,
    name: str,
    opens_on: date,
    closes_on: date,
    challenge_until: date | None,
    previous: Round | None,
    about: str,
    editions: Mapping[str, Edition],
    partnerships: Iterable[Partnership],
    by: Actor | None,
) -> Round:
    """Change what a round will be. Its address stays. Raises NotPossible, and ChangedMeanwhile where somebody else did."""
    round_ = locked_plan(round_)
    if round_.version != seen_version:
        raise ChangedMeanwhile("Somebody else changed this plan since you opened it.")
    _in_order(opens_on, closes_on, challenge_until)
    _of_one_framework(round_.framework, editions)
    if previous == round_:
        raise NotPossible("A round cannot follow itself. Choose an earlier round, or none.")
    places = list(partnerships)
    _nobody_is_left_out(round_, places, editions)
    wanted = {
        "name": name, "opens_on": opens_on, "closes_on": closes_on, "challenge_until": challenge_until,
        "previous": previous, "about": about,
    }  # fmt: skip
    changed = _write(round_, wanted)
    round_.partnerships.set(places)
    _set_editions(round_, editions)
    round_.version += 1
    round_.save()
    record(by=by, action="change plan of a round", subject=name, detail={"round": round_.slug, **changed})
    return round_


def _in_order(opens_on: date, closes_on: date, challenge_until: date | None) -> None:
    if closes_on < opens_on:
        raise NotPossible("The round closes before it opens. Look at the two dates again.")
    if challenge_until is not None and challenge_until < closes_on:
        raise NotPossible("The challenge ends before the round closes. Look at the two dates again.")


def _of_one_framework(framework: str, editions: Mapping[str, Edition]) -> None:
    if strange := [each for each in editions.values() if each.framework != framework]:
        raise NotPossible(f"{strange[0]} does not belong to the framework of this round.")


def _nobody_is_left_out(round_: Round, places: list[Partnership], editions: Mapping[str, Edition]) -> None:
    """No agency that is expected already loses its area or its standards by a change of the plan."""
    outside = ExpectedIn.objects.filter(expected__round=round_).exclude(partnership__in=places)
    if found := outside.select_related("partnership", "expected__organisation").first():
        raise NotPossible(
            f"{found.expected.organisation} is expected to answer for {found.partnership}. "
            "Change that first, then take the partnership out of the round."
        )
    gone = round_.editions.exclude(variant__in=editions).filter(expected__isnull=False)
    if edition := gone.select_related("edition").first():
        raise NotPossible(
            f"Agencies are expected to answer {edition.edition}. Change or remove them first, then leave it out."
        )


def _write(round_: Round, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Set what differs. Returns what was and what is, in words, for the audit trail."""
    changed = {}
    for name, value in wanted.items():
        if getattr(round_, name) != value:
            changed[name] = [_word(getattr(round_, name)), _word(value)]
            setattr(round_, name, value)
    return changed


def _word(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _set_editions(round_: Round, editions: Mapping[str, Edition]) -> None:
    for variant, edition in editions.items():
        RoundEdition.objects.update_or_create(round=round_, variant=variant, defaults={"edition": edition})
    round_.editions.exclude(variant__in=editions).delete()
