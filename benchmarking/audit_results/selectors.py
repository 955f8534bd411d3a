"""Reads of rounds and of the signed returns that results are calculated from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from benchmarking.audit_results.answers import Signed
from benchmarking.audit_results.computing import CALCULATION, Facts, Inputs
from benchmarking.audit_results.models import AuditResult
from benchmarking.audit_results.results import Named
from kernel.canonical import canonical_json
from scrutiny.frameworks.models import Edition
from scrutiny.returns.audit_payload import AuditedAgency
from scrutiny.returns.models import Kind, Return
from scrutiny.section11.models import Round


def rounds() -> QuerySet[Round]:
    """Launched rounds, newest first, with those before them."""
    return Round.objects.filter(launched_at__isnull=False).select_related("previous")


def returns_of(round_slugs: Iterable[str]) -> list[Return]:
    """Every audit return of these rounds, corrections and what they correct, in the order in which they were lodged."""
    wanted = set(round_slugs)
    rows = Return.objects.filter(kind=Kind.SECTION_11).select_related("partnership__area")
    return [row for row in rows.order_by("lodged_at", "id") if row.content["round"] in wanted]


@dataclass(frozen=True)
class Basis:
    """What the results of a round follow from."""

    inputs: Inputs
    record: str
    """Canonical JSON. Equal text, equal results."""


def basis_of(round_: Round) -> Basis:
    """The round's returns, and those of the round before. Five queries, however many areas."""
    previous = round_.previous
    rows = returns_of([round_.slug, *([previous.slug] if previous else [])])
    lodged: list[Return] = []
    before: list[Return] = []
    before_at: list[int] = []
    for row in rows:
        if row.content["round"] == round_.slug:
            lodged.append(row)
            before_at.append(len(before))
        else:
            before.append(row)
    before = before[: max(before_at, default=0)]  # what came later is compared with nothing
    areas_before = list(previous.partnerships.values_list("slug", flat=True)) if previous and before else []
    areas = round_.partnerships.select_related("area").order_by("area__order", "slug")
    names = tuple(Named(each.slug, each.area.short_name) for each in areas)
    signed, signed_before = [_signed(row) for row in lodged], [_signed(row) for row in before]
    hashes = {a.edition_sha256 for each in (*signed, *signed_before) for a in each.agencies}
    editions = {each.sha256: each.content for each in Edition.objects.filter(sha256__in=hashes)}
    facts = Facts(
        round_.slug, round_.name, round_.made_up, names, previous.name if previous and before else ""
    )
    record = canonical_json(
        {
            "round": round_.slug,
            "name": round_.name,
            "made_up": round_.made_up,
            "previous": facts.previous,
            "areas": [[each.key, each.name] for each in names],
            "returns": [[row.partnership.slug, str(row.pk), row.sha256] for row in lodged],
            "returns_before": [[row.partnership.slug, str(row.pk), row.sha256] for row in before],
            "returns_before_at": before_at,
            "areas_before": sorted(areas_before),
            "editions": sorted(editions),
            "calculation": CALCULATION,
        }
    )
    inputs = Inputs(
        facts, tuple(signed), editions, tuple(signed_before), frozenset(areas_before), tuple(before_at)
    )
    return Basis(inputs, record)


def _signed(row: Return) -> Signed:
    agencies = tuple(AuditedAgency.from_json(each) for each in row.content["agencies"])
    return Signed(str(row.pk), row.partnership.slug, row.sha256, agencies)


def kept_results(inputs_sha256: str) -> AuditResult | None:
    return AuditResult.objects.filter(inputs_sha256=inputs_sha256).first()


def silent_agencies(row: Return) -> list[str]:
    """The names of those that were expected and did not sign. For the partnership itself and the coordinator."""
    return [each["name"] for each in row.content["agencies"] if each["response_sha256"] is None]
