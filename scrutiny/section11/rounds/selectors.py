"""Reads about rounds. Each asks a constant number of queries, however many areas and agencies there are."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.permissions import Permission
from accounts.roles import AgencyLead
from partnerships.models import Organisation, Partnership
from partnerships.permissions import can
from partnerships.selectors import roles_held_on
from scrutiny.frameworks.content import Content
from scrutiny.frameworks.models import Edition
from scrutiny.frameworks.selectors import Family, families
from scrutiny.section11.models import (
    ExpectedAgency,
    ExpectedIn,
    LateDecision,
    LegalBasis,
    Round,
    RoundEdition,
    Stage,
    Standing,
)
from scrutiny.section11.rounds.board import AgencyOnBoard, AreaOnBoard, Board, Late, Progressed
from scrutiny.section11.rounds.checking import Plan, PlannedAgency, PlannedEdition


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("previous").prefetch_related("partnerships__area")


def launched_rounds() -> QuerySet[Round]:
    return rounds().filter(launched_at__isnull=False)


def rounds_seen_by(person: Any) -> QuerySet[Round]:
    """Launched rounds are everybody's to know of; planned ones the coordinator's alone."""
    return rounds() if can(person, Permission.MANAGE_ROUNDS) else launched_rounds()


def editions_of(round_: Round) -> list[RoundEdition]:
    """With their texts, which name grades and kinds."""
    rows = RoundEdition.objects.filter(round=round_).select_related("edition__retirement")
    return list(rows.order_by("edition__variant_name"))


def expected_agencies(round_: Round, partnership: Partnership | None = None) -> QuerySet[ExpectedAgency]:
    """Those of the round by name, or of one partnership's area alone, each with its areas that may be seen."""
    areas = ExpectedIn.objects.select_related("partnership__area")
    rows = ExpectedAgency.objects.filter(round=round_)
    if partnership is not None:
        areas = areas.filter(partnership=partnership)
        rows = rows.filter(areas__partnership=partnership)
    late = LateDecision.objects.order_by("decided_at")
    return (
        rows.select_related("organisation", "edition__edition", "round")
        .defer("edition__edition__canonical")
        .prefetch_related(Prefetch("areas", areas), Prefetch("late_decisions", late))
        .order_by("organisation__name")
    )


def expected_of(organisations: Iterable[Organisation]) -> list[ExpectedAgency]:
    """What these agencies are asked to answer, newest round first."""
    rows = (
        ExpectedAgency.objects.filter(organisation__in=list(organisations))
        .filter(round__launched_at__isnull=False, round__holds_answers=True)
        .select_related("organisation", "round")
        .prefetch_related("areas__partnership", "late_decisions")
    )
    return list(rows.order_by("-round__opens_on", "organisation__name"))


def board_of(round_: Round, partnership: Partnership | None = None) -> Board:
    """The whole round, or as one partnership sees it: its own area, and who answers for it."""
    places = [partnership] if partnership else list(round_.partnerships.select_related("area"))
    agencies = tuple(agency for _, agency in board_rows(round_, partnership))
    return Board(tuple(AreaOnBoard(each.slug, each.area.short_name) for each in places), agencies)


def board_rows(
    round_: Round, partnership: Partnership | None = None, only: ExpectedAgency | None = None
) -> list[tuple[ExpectedAgency, AgencyOnBoard]]:
    """Each expected agency with its place on the board; all of them, or one alone."""
    rows = expected_agencies(round_, partnership)
    standings = Standing.objects.filter(round=round_.slug)
    if partnership is not None:
        standings = standings.filter(partnership=partnership)
    if only is not None:
        rows = rows.filter(pk=only.pk)
        standings = standings.filter(organisation=only.organisation.slug)
    kinds = kind_names(editions_of(round_))
    found = {(each.organisation, each.partnership_id): _progressed(each) for each in standings}
    return [(row, _on_board(row, kinds, found)) for row in rows]


def kind_names(editions: Iterable[RoundEdition]) -> dict[tuple[str, str], str]:
    """The name of each kind of agency, by variant and slug."""
    return {(each.variant, kind.slug): kind.name for each in editions for kind in each.edition.content.kinds}


def plan_of(round_: Round) -> Plan:
    """Everything the check before launching looks at."""
    in_force = {each.newest.family: each.in_force(round_.opens_on) for each in families()}
    agencies = list(expected_agencies(round_))
    leads = organisations_with_a_lead(timezone.localdate())
    return Plan(
        version=round_.version,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        areas={each.slug: each.area.short_name for each in round_.partnerships.select_related("area")},
        editions=tuple(_planned_edition(each, in_force) for each in editions_of(round_)),
        agencies=tuple(_planned_agency(each, leads) for each in agencies),
    )


def organisations_with_a_lead(day: date) -> set[int]:
    """Those for which somebody can sign that day."""
    rows = roles_held_on(day).filter(role=AgencyLead.key)
    return set(rows.order_by().values_list("organisation_id", flat=True))


def frameworks_with_families() -> dict[str, list[Family]]:
    """The families of each framework, by its slug: one for each variant."""
    grouped: dict[str, list[Family]] = {}
    for family in families():
        grouped.setdefault(family.newest.framework, []).append(family)
    return grouped


def organisations_to_choose(round_: Round) -> QuerySet[Organisation]:
    """Those that exist when the round opens, work in an area of it and are not expected yet."""
    standing = Organisation.objects.exclude(ended_on__lt=round_.opens_on)
    here = standing.filter(areas__partnership__in=round_.partnerships.all())
    expected = ExpectedAgency.objects.filter(round=round_).values("organisation")
    return here.exclude(pk__in=expected).distinct().prefetch_related("areas").order_by("name")


def _progressed(standing: Standing) -> Progressed:
    stage = Stage(standing.stage)
    return Progressed(
        stage=stage,
        answered=standing.answered,
        asked=standing.asked,
        has_signed=standing.signed_at is not None or stage in (Stage.SIGNED, Stage.RETURNED),
    )


def _on_board(
    row: ExpectedAgency, kinds: dict[tuple[str, str], str], found: dict[tuple[str, int], Progressed]
) -> AgencyOnBoard:
    areas, late = list(row.areas.all()), list(row.late_decisions.all())
    newest = late[-1] if late else None
    slug = row.organisation.slug
    return AgencyOnBoard(
        slug=slug,
        name=row.organisation.name,
        variant=row.edition.variant,
        variant_name=row.edition.edition.variant_name,
        kind_name=kinds.get((row.edition.variant, row.kind), ""),
        legal_basis=LegalBasis(row.legal_basis).label,
        in_shared_book=any(each.answers_in_shared_book for each in areas),
        cells={each.partnership.slug: found.get((slug, each.partnership_id), Progressed()) for each in areas},
        late=Late(newest.until, newest.reason, newest.decided_role) if newest else None,
    )


def _planned_edition(row: RoundEdition, in_force: dict[tuple[str, str], Edition | None]) -> PlannedEdition:
    content: Content = row.edition.content
    current = in_force.get(row.edition.family)
    return PlannedEdition(
        variant=row.variant,
        name=str(row.edition),
        is_in_force=current == row.edition,
        current=str(current) if current else "",
        kinds={each.slug: each.name for each in content.kinds},
    )


def _planned_agency(row: ExpectedAgency, leads: set[int]) -> PlannedAgency:
    return PlannedAgency(
        slug=row.organisation.slug,
        name=row.organisation.name,
        variant=row.edition.variant,
        kind=row.kind,
        legal_basis=row.legal_basis,
        areas=tuple(each.partnership.slug for each in row.areas.all()),
        ended_on=row.organisation.ended_on,
        has_lead=row.organisation_id in leads,
    )
