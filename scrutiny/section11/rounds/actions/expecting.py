"""Saying which agencies are to answer in a round, and for which areas."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit_trail.actions import Actor, record
from partnerships.models import Organisation, Partnership
from scrutiny.section11.models import ExpectedAgency, ExpectedIn, LegalBasis, Round, RoundEdition
from scrutiny.section11.rounds.actions.opening import locked, locked_plan
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible
from scrutiny.section11.rounds.states import takes_new_agencies
from scrutiny.section11.rounds.taking_over import fingerprint_of, offers_of


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

    Raises NotPossible where it is expected already, for no area, or for one that does not take part, and where the
    round has closed.
    """
    round_ = locked(round_)
    if not takes_new_agencies(round_, timezone.localdate()):
        raise NotPossible(f"{round_.name} has closed. No agency can be added any more.")
    places = _places(round_, organisation, partnerships)
    edition = _edition(round_, variant, kind)
    try:
        with transaction.atomic():
            expected = ExpectedAgency.objects.create(
                round=round_, organisation=organisation, edition=edition, kind=kind, legal_basis=legal_basis
            )
    except IntegrityError:
        raise NotPossible(f"{organisation} is expected in this round already.") from None
    _set_areas(expected, places)
    _remember("expect agency", expected, by)
    return expected


@transaction.atomic
def expect_several(
    *,
    round_: Round,
    organisations: Iterable[Organisation],
    variant: str,
    kind: str,
    legal_basis: LegalBasis,
    by: Actor | None,
) -> list[ExpectedAgency]:
    """Expect each of them, for those areas of the round in which it works. All of them or, where one fails, none."""
    return [
        expect(
            round_=round_, organisation=each, variant=variant, kind=kind, legal_basis=legal_basis,
            partnerships=round_.partnerships.filter(area__in=each.areas.all()), by=by,
        )
        for each in organisations
    ]  # fmt: skip


@transaction.atomic
def change_expected(
    *,
    expected: ExpectedAgency,
    seen: str,
    variant: str,
    kind: str,
    legal_basis: LegalBasis,
    partnerships: Iterable[Partnership],
    by: Actor | None,
) -> ExpectedAgency:
    """Change what an agency is asked and for which areas, while the round is planned. `seen`: see state_of_expected.

    Raises NotPossible and ChangedMeanwhile.
    """
    round_ = locked_plan(expected.round)
    row = _found(expected)
    places = _places(round_, row.organisation, partnerships)
    edition = _edition(round_, variant, kind)
    if state_of_expected(row) != seen:
        raise ChangedMeanwhile(f"Somebody else changed {row.organisation} since you opened this page.")
    row.edition, row.kind, row.legal_basis = edition, kind, legal_basis
    row.save()
    _set_areas(row, places)
    _remember("change expected agency", row, by)
    return row


@transaction.atomic
def remove_expected(*, expected: ExpectedAgency, by: Actor | None) -> None:
    """Expect it no more, while the round is planned: nobody has answered yet. Raises NotPossible."""
    locked_plan(expected.round)
    row = _found(expected)
    _remember("expect agency no more", row, by)
    row.areas.all().delete()
    row.delete()


@transaction.atomic
def take_over(*, round_: Round, seen: str, by: Actor | None) -> list[ExpectedAgency]:
    """Expect every agency of the round before that can be expected again. `seen`: the fingerprint of what was shown.

    Those that are expected already are left as they are: doing it twice changes nothing. Raises NotPossible and
    ChangedMeanwhile.
    """
    round_ = locked_plan(round_)
    offers = offers_of(round_)
    open_ = [each for each in offers if each.can_be_taken]
    if not open_:
        return []
    if fingerprint_of(offers) != seen:
        raise ChangedMeanwhile("What can be taken over has changed since you looked. Look again.")
    return [
        expect(
            round_=round_, organisation=each.organisation, variant=each.variant, kind=each.kind,
            legal_basis=LegalBasis(each.legal_basis), partnerships=each.partnerships, by=by,
        )
        for each in open_
    ]  # fmt: skip


def state_of_expected(expected: ExpectedAgency) -> str:
    """What is written down of it, as one word: two who change it do not undo one another unseen."""
    areas = ",".join(sorted(each.partnership.slug for each in expected.areas.all()))
    return f"{expected.edition.variant}:{expected.kind}:{expected.legal_basis}:{areas}"


def _found(expected: ExpectedAgency) -> ExpectedAgency:
    rows = ExpectedAgency.objects.select_related("organisation", "edition", "round").prefetch_related(
        "areas__partnership"
    )
    if row := rows.filter(pk=expected.pk).first():
        return row
    raise NotPossible(f"{expected.organisation} is not expected in this round any more.")


def _places(
    round_: Round, organisation: Organisation, partnerships: Iterable[Partnership]
) -> list[Partnership]:
    places = list(partnerships)
    if not places:
        raise NotPossible(f"{organisation} answers for no area of this round. Choose at least one.")
    taking_part = set(round_.partnerships.values_list("pk", flat=True))
    if outside := [each for each in places if each.pk not in taking_part]:
        raise NotPossible(f"{outside[0]} does not take part in this round.")
    works_in = set(organisation.areas.values_list("pk", flat=True))
    if elsewhere := [each for each in places if each.area_id not in works_in]:
        raise NotPossible(f"{organisation} does not work in {elsewhere[0].area.name}.")
    return places


def _edition(round_: Round, variant: str, kind: str) -> RoundEdition:
    edition = RoundEdition.objects.select_related("edition").filter(round=round_, variant=variant).first()
    if edition is None:
        raise NotPossible(f"Nobody answers “{variant}” in this round. Choose another set of standards.")
    kinds = {each.slug for each in edition.edition.content.kinds}
    if (kinds and kind not in kinds) or (not kinds and kind):
        raise NotPossible(f"“{kind}” is no kind of agency of {edition.edition}.")
    return edition


def _set_areas(expected: ExpectedAgency, places: list[Partnership]) -> None:
    expected.areas.exclude(partnership__in=places).delete()
    # A body of several areas never enters a partnership's schema, also where only one of its areas takes part.
    shared = len(places) > 1 or expected.organisation.areas.count() != 1
    for place in places:
        ExpectedIn.objects.update_or_create(
            expected=expected, partnership=place, defaults={"answers_in_shared_book": shared}
        )


def _remember(action: str, expected: ExpectedAgency, by: Actor | None) -> None:
    areas = sorted(expected.areas.values_list("partnership__slug", flat=True))
    record(
        by=by,
        action=action,
        subject=f"{expected.organisation}, {expected.round.name}",
        detail={
            "standards": expected.edition.variant,
            "kind": expected.kind,
            "basis": str(expected.legal_basis),
            "areas": areas,
        },
    )
