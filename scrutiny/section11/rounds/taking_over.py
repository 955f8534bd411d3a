"""Which agencies of the round before can be expected again, and as what; and why the others cannot."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kernel.canonical import canonical_json, sha256_hex
from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.models import Edition
from scrutiny.section11.models import ExpectedAgency, Round


@dataclass(frozen=True)
class Offer:
    """One agency of the round before. `why_not` empty: it can be taken over."""

    organisation: Organisation
    variant: str
    kind: str
    legal_basis: str
    partnerships: tuple[Partnership, ...]
    lost: tuple[Partnership, ...] = ()
    """Areas it answered for and that do not take part this time."""
    is_expected: bool = False
    why_not: str = ""

    @property
    def can_be_taken(self) -> bool:
        return not self.why_not and not self.is_expected


def offers_of(round_: Round) -> list[Offer]:
    """Every agency of the round before, by name. A constant number of queries."""
    if round_.previous_id is None:
        return []
    before = (
        ExpectedAgency.objects.filter(round=round_.previous_id)
        .select_related("organisation", "edition")
        .prefetch_related("areas__partnership__area", "organisation__successors")
    )
    editions = {each.variant: each.edition for each in round_.editions.select_related("edition")}
    taking_part = set(round_.partnerships.values_list("pk", flat=True))
    expected = set(round_.expected.values_list("organisation_id", flat=True))
    return [offer(each, round_.opens_on, editions, taking_part, expected) for each in before]


def offer(
    agency: ExpectedAgency,
    opens_on: date,
    editions: Mapping[str, Edition],
    taking_part: Collection[int],
    expected: Collection[int],
) -> Offer:
    places = [each.partnership for each in agency.areas.all()]
    kept = tuple(each for each in places if each.pk in taking_part)
    return Offer(
        organisation=agency.organisation,
        variant=agency.edition.variant,
        kind=agency.kind,
        legal_basis=agency.legal_basis,
        partnerships=kept,
        lost=tuple(each for each in places if each.pk not in taking_part),
        is_expected=agency.organisation_id in expected,
        why_not=_why_not(agency, opens_on, editions.get(agency.edition.variant), kept),
    )


def fingerprint_of(offers: Iterable[Offer]) -> str:
    """Of what a person was shown: the same as long as the same would be taken over."""
    shown = [
        [
            each.organisation.slug,
            each.variant,
            each.kind,
            each.legal_basis,
            [p.slug for p in each.partnerships],
        ]
        for each in offers
        if each.can_be_taken
    ]
    return sha256_hex(canonical_json(shown))


def _why_not(
    agency: ExpectedAgency, opens_on: date, edition: Edition | None, kept: tuple[Partnership, ...]
) -> str:
    organisation = agency.organisation
    if organisation.ended_on is not None and organisation.ended_on < opens_on:
        after = " and ".join(each.name for each in organisation.successors.all())
        return f"It ended on {organisation.ended_on:%-d %B %Y}." + (
            f" After it came {after}." if after else ""
        )
    if not kept:
        return "None of its areas takes part in this round."
    if edition is None:
        return f"Nobody answers the standards “{agency.edition.variant}” in this round."
    kinds = {each.slug for each in edition.content.kinds}
    if kinds and agency.kind not in kinds:
        return "The standards of this round do not know its kind of agency. Add it by hand."
    return ""
