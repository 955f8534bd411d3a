"""What is missing before a round can be launched, and what deserves a second look. Pure: over a plan as a value."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kernel.canonical import canonical_json, sha256_hex

COUNCIL = "council"
"""The kind of agency that editions give to councils. Where an edition has it, each area has one."""


@dataclass(frozen=True)
class PlannedEdition:
    """`is_in_force`: on the day the round opens. `current`: the name of the edition that is, where there is one."""

    variant: str
    name: str
    is_in_force: bool
    current: str = ""
    kinds: Mapping[str, str] | None = None
    """Slug and name of each kind of agency it knows."""


@dataclass(frozen=True)
class PlannedAgency:
    slug: str
    name: str
    variant: str
    kind: str
    legal_basis: str
    areas: tuple[str, ...]
    ended_on: date | None = None
    has_lead: bool = True


@dataclass(frozen=True)
class Plan:
    """`areas`: slug and name of each partnership that takes part."""

    version: int
    opens_on: date
    closes_on: date
    areas: Mapping[str, str]
    editions: tuple[PlannedEdition, ...]
    agencies: tuple[PlannedAgency, ...]


@dataclass(frozen=True)
class Finding:
    """One sentence, and the agency where it can be put right, by its slug."""

    text: str
    agency: str = ""


def faults(plan: Plan, today: date) -> list[Finding]:
    """What has to be put right before the round is launched."""
    return [*_of_the_round(plan, today), *_of_editions(plan), *_of_agencies(plan), *_empty_areas(plan)]


def remarks(plan: Plan) -> list[Finding]:
    """What may be meant, and is more often forgotten."""
    return [*_kinds_missing(plan), *_nobody_signs(plan)]


def fingerprint(plan: Plan) -> str:
    """Of everything that is fixed when the round is launched: what was looked at is what is launched."""
    editions = [[each.variant, each.name] for each in plan.editions]
    agencies = [[a.slug, a.variant, a.kind, a.legal_basis, list(a.areas)] for a in plan.agencies]
    return sha256_hex(canonical_json([plan.version, list(plan.areas), editions, agencies]))


def _of_the_round(plan: Plan, today: date) -> Iterator[Finding]:
    if plan.closes_on < today:
        yield Finding("The round would close before today. Choose a later last day.")
    if not plan.areas:
        yield Finding("No partnership takes part. Choose those that do.")
    if not plan.editions:
        yield Finding("No standards are chosen. Choose what agencies answer.")
    if not plan.agencies:
        yield Finding("No agency is expected yet. Say who is to answer.")


def _of_editions(plan: Plan) -> Iterator[Finding]:
    for each in plan.editions:
        if not each.is_in_force:
            instead = (
                f" {each.current} is: save the plan again to take it."
                if each.current and each.current != each.name
                else " Choose another opening day, or leave these standards out."
            )
            yield Finding(
                f"{each.name} is not in force on {plan.opens_on:%-d %B %Y}, when the round opens.{instead}"
            )


def _of_agencies(plan: Plan) -> Iterator[Finding]:
    kinds = {each.variant: each.kinds or {} for each in plan.editions}
    for agency in plan.agencies:
        if not agency.areas:
            yield Finding(f"{agency.name} answers for no area. Choose at least one.", agency.slug)
        if gone := [each for each in agency.areas if each not in plan.areas]:
            yield Finding(f"{agency.name} is to answer for {gone[0]}, which takes no part.", agency.slug)
        known = kinds.get(agency.variant, {})
        if known and agency.kind not in known:
            yield Finding(f"{agency.name} has no kind of agency. Choose one.", agency.slug)
        if agency.ended_on is not None and agency.ended_on < plan.opens_on:
            yield Finding(
                f"{agency.name} ends on {agency.ended_on:%-d %B %Y}, before the round opens. Remove it.",
                agency.slug,
            )


def _empty_areas(plan: Plan) -> Iterator[Finding]:
    for slug, name in plan.areas.items():
        if plan.agencies and not any(slug in each.areas for each in plan.agencies):
            yield Finding(f"No agency is expected to answer for {name}.")


def _kinds_missing(plan: Plan) -> Iterator[Finding]:
    """A council in each area; and any other kind that more than half of the areas have."""
    for edition in plan.editions:
        for kind, name in (edition.kinds or {}).items():
            here = Counter(
                area
                for each in plan.agencies
                if (each.variant, each.kind) == (edition.variant, kind)
                for area in each.areas
            )
            common = 2 * sum(area in here for area in plan.areas) > len(plan.areas)
            if kind == COUNCIL or common:
                for slug, area in plan.areas.items():
                    if slug not in here:
                        yield Finding(f"{area} has no agency of the kind “{name}”.")


def _nobody_signs(plan: Plan) -> Iterator[Finding]:
    for agency in plan.agencies:
        if not agency.has_lead:
            yield Finding(
                f"{agency.name} has no agency lead yet, so nobody can sign its answers.", agency.slug
            )
