"""Signed audit returns of the made-up region, lodged directly: agencies, grades and moderation made from a seed.

A round may be of any partnerships. Nobody answers on pages here: tests/audit.py does that.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.utils import timezone

from kernel.periods import Period
from partnerships.context import inside
from partnerships.models import Partnership
from scrutiny.frameworks.models import Edition
from scrutiny.returns.actions import Signature, lodge
from scrutiny.returns.audit_payload import AuditedAgency, GradedStatement, PractitionersView, audit_content_of
from scrutiny.returns.models import Kind, Return
from scrutiny.section11.models import Round

KINDS = ("council", "police", "icb", "health-provider", "probation", "youth-justice", "other")
MOOD = (1, 4, 8, 4)
REGIONAL = {"regional-police": "police", "regional-probation": "probation", "regional-icb": "icb"}


def a_round(
    slug: str = "audit-2026", *, previous: Round | None = None, made_up: bool = True, **more: object
) -> Round:
    """A launched round of every partnership."""
    today = timezone.localdate()
    usual = {
        "opens_on": today - timedelta(days=60), "closes_on": today - timedelta(days=5), "launched_at": timezone.now()
    }  # fmt: skip
    round_ = Round.objects.create(
        slug=slug, name=f"Section 11 {slug}", framework="section-11", previous=previous,
        made_up=made_up, **{**usual, **more},
    )  # fmt: skip
    round_.partnerships.set(Partnership.objects.all())
    return round_


def agencies_of(
    area: str,
    *,
    seed: int = 1,
    edition: Edition | None = None,
    local: int = 7,
    silent: int = 1,
    mood: Sequence[int] = MOOD,
) -> list[AuditedAgency]:
    """Three agencies that work in every area, and some of this one alone. `seed` moves what is moderated."""
    edition = edition or Edition.objects.get(variant="full", label="2026")
    found = [_agency(edition, slug, kind, area, seed, mood, several=True) for slug, kind in REGIONAL.items()]
    for number in range(local):
        found.append(_agency(edition, f"{area}-{number}", KINDS[number % len(KINDS)], area, seed, mood))
    for number in range(silent):
        found.append(_agency(edition, f"{area}-silent-{number}", "other", area, seed, mood, signed=False))
    return found


def _agency(
    edition: Edition,
    slug: str,
    kind: str,
    area: str,
    seed: int,
    mood: Sequence[int],
    *,
    several: bool = False,
    signed: bool = True,
) -> AuditedAgency:
    shared, local = Random(f"{slug} {seed}"), Random(f"{slug} {area} {seed}")
    kinds = {each.slug for each in edition.content.kinds}
    kind = kind if kind in kinds else ""
    grades = []
    for placed in edition.content:
        if not signed or not placed.statement.is_for(kind):
            continue
        own = (local if placed.statement.area_specific else shared).choices(range(4), mood)[0]
        moderated = min(3, max(0, own + local.choice([-1, -1, 0, 0, 0, 1]))) if local.random() < 0.2 else None
        grades.append(GradedStatement(placed.statement.id, placed.standard.id, own, moderated))
    standards = {each.id for each in edition.content.standards}
    view = None
    if signed and local.random() < 0.8:
        replies = local.randint(5, 12)
        counts = {}
        for standard in sorted(standards):
            said = local.choices(range(5), (*mood, 1), k=replies)
            counts[standard] = [said.count(each) for each in range(5)]
        view = PractitionersView(replies, counts)
    return AuditedAgency(
        organisation=slug, name=slug.replace("-", " ").title(), kind_of_body="Charity", kind=kind,
        variant=edition.variant, edition_sha256=edition.sha256, legal_basis="s11", several_areas=several,
        response_sha256="a" * 64 if signed else None, signed_at="2026-10-01T10:00:00+01:00" if signed else None,
        grades=tuple(grades), practitioners=view,
    )  # fmt: skip


def lodge_audit(
    round_: Round,
    partnership: Partnership,
    agencies: Iterable[AuditedAgency],
    *,
    supersedes: Return | None = None,
    reason: str = "",
) -> Return:
    """The partnership's return of the round, signed by two people who are nobody."""
    start = date(2000, 1, 1) + timedelta(days=round_.pk)
    period = Period(start, start + timedelta(days=400))
    content = audit_content_of(
        partnership=partnership.slug, area_code=partnership.area.codes.first().code if partnership.area.codes.exists() else "",
        period=period, round_slug=round_.slug, made_up=round_.made_up, agencies=agencies,
    )  # fmt: skip
    now = datetime.now(ZoneInfo("Europe/London"))
    with inside(partnership):
        return lodge(
            submission=uuid.uuid4(), partnership=partnership, period=period, content=content,
            prepared=Signature(uuid.uuid4(), "Data officer", now), approved=Signature(uuid.uuid4(), "Approver", now),
            supersedes=supersedes, reason=reason, kind=Kind.SECTION_11,
        )  # fmt: skip
