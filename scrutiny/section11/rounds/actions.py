"""Planning a round, saying who is expected, launching it, and allowing late answers."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit_trail.actions import Actor, record
from kernel.errors import UserError
from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.models import Edition
from scrutiny.section11.models import (
    ExpectedAgency,
    ExpectedIn,
    LateDecision,
    LegalBasis,
    Round,
    RoundEdition,
)


class NotPossible(UserError):
    """The round cannot be changed so; the text says why."""


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
        raise NotPossible("There is a round of this name already. Give it another name.")
    if closes_on < opens_on:
        raise NotPossible("The round closes before it opens. Look at the two dates again.")
    if challenge_until is not None and challenge_until < closes_on:
        raise NotPossible("The challenge ends before the round closes. Look at the two dates again.")
    if strange := [each for each in editions.values() if each.framework != framework]:
        raise NotPossible(f"{strange[0]} does not belong to the framework of this round.")
    round_ = Round.objects.create(
        slug=slug, name=name, framework=framework, opens_on=opens_on, closes_on=closes_on,
        challenge_until=challenge_until, previous=previous, about=about,
        holds_answers=holds_answers, made_up=made_up,
    )  # fmt: skip
    round_.partnerships.set(partnerships)
    RoundEdition.objects.bulk_create(
        RoundEdition(round=round_, variant=variant, edition=edition) for variant, edition in editions.items()
    )
    record(by=by, action="plan round", subject=name)
    return round_


@transaction.atomic
def expect(
    *,
    round_: Round,
    organisation: Organisation,
    variant: str,
    kind: str,
    legal_basis: LegalBasis,
    partnerships: Iterable[Partnership],
    by: Actor | None,
) -> ExpectedAgency:
    """Expect an agency to answer, for these areas. Several areas: it answers once, in the shared book.

    Raises NotPossible where it is expected already, for no area, or for one that does not take part.
    """
    places = list(partnerships)
    if not places:
        raise NotPossible(f"{organisation} answers for no area. Choose at least one.")
    taking_part = set(round_.partnerships.values_list("pk", flat=True))
    if outside := [each for each in places if each.pk not in taking_part]:
        raise NotPossible(f"{outside[0]} does not take part in this round.")
    edition = RoundEdition.objects.select_related("edition").get(round=round_, variant=variant)
    kinds = {each.slug for each in edition.edition.content.kinds}
    if (kinds and kind not in kinds) or (not kinds and kind):
        raise NotPossible(f"“{kind}” is no kind of agency of {edition.edition}.")
    try:
        with transaction.atomic():
            expected = ExpectedAgency.objects.create(
                round=round_, organisation=organisation, edition=edition, kind=kind, legal_basis=legal_basis
            )
    except IntegrityError:
        raise NotPossible(f"{organisation} is expected in this round already.") from None
    ExpectedIn.objects.bulk_create(
        ExpectedIn(expected=expected, partnership=place, answers_in_shared_book=len(places) > 1)
        for place in places
    )
    record(by=by, action="expect agency", subject=f"{organisation}, {round_}")
    return expected


@transaction.atomic
def launch(*, round_: Round, by: Actor | None) -> Round:
    """From now on everybody concerned sees it. Launching again changes nothing. Raises NotPossible without agencies."""
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.is_launched:
        return round_
    if round_.holds_answers and not round_.expected.exists():
        raise NotPossible("No agency is expected yet. Say who is to answer, then launch the round.")
    round_.launched_at = timezone.now()
    round_.version += 1
    round_.save()
    record(by=by, action="launch round", subject=round_.name)
    return round_


@transaction.atomic
def allow_late(*, expected: ExpectedAgency, until: date, reason: str, by: Actor) -> LateDecision:
    """Let an agency change and sign its answers until a day after the round closes. Raises NotPossible."""
    if not reason.strip():
        raise NotPossible("Say why this agency may answer late.")
    if until <= expected.round.closes_on:
        raise NotPossible("Choose a day after the round closes.")
    decision = LateDecision.objects.create(
        expected=expected, until=until, reason=reason.strip(), decided_at=timezone.now(),
        decided_by=by.pk, decided_role=str(by.role_title),
    )  # fmt: skip
    record(by=by, action="allow late answers", subject=str(expected), detail={"until": until.isoformat()})
    return decision
