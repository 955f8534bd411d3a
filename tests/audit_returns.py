"""Audit returns lodged by hand, past sign-off, for tests of what reads returns."""

import uuid
from datetime import date, timedelta

from django.utils import timezone

from kernel.periods import Period
from partnerships.context import inside
from scrutiny.returns.actions import Signature, lodge
from scrutiny.returns.audit_payload import (
    AuditedAgency,
    GradedStatement,
    PractitionersView,
    ReleasedAction,
    ReleasedNarrative,
    audit_content_of,
)
from scrutiny.returns.models import Kind, Return
from tests.worlds import World

YEAR = Period.reporting_year(2025)
AUTUMN = Period(date(2025, 9, 1), date(2025, 11, 30))


def agency(
    slug: str = "made-up-trust", *, answered: bool = True, self_grade: int = 2, edition_sha256: str = "e" * 64
) -> AuditedAgency:
    return AuditedAgency(
        organisation=slug,
        name=slug.replace("-", " ").capitalize(),
        kind_of_body="Trust",
        kind="",
        variant="full",
        edition_sha256=edition_sha256,
        legal_basis="s11",
        several_areas=False,
        response_sha256="a" * 64 if answered else None,
        signed_at="2025-11-20T10:00:00+00:00" if answered else None,
        grades=(
            GradedStatement("board-reports", "leadership", self_grade, 1, "2025-12-01T10:00:00+00:00", "Scrutineer"),
            GradedStatement("policy-easy-to-find", "policy", 3),
        ) if answered else (),
        practitioners=PractitionersView(6, {"leadership": [1, 2, 2, 1, 0]}) if answered else None,
        narratives=(ReleasedNarrative("board-reports", "The board reads it twice a year."),) if answered else (),
        actions=(ReleasedAction("1", "board-reports", "Report yearly", "Director", "2026-05-01", "open"),) if answered else (),
    )  # fmt: skip


def lodge_audit(
    slug: str = "berrydale",
    period: Period = YEAR,
    *,
    supersedes: Return | None = None,
    reason: str = "",
    self_grade: int = 2,
    edition_sha256: str = "e" * 64,
) -> Return:
    """As sign-off would, under the partnership's own role."""
    world = World()
    partnership = world.partnership(slug)
    content = audit_content_of(
        partnership=slug,
        area_code="E06000992",
        period=period,
        round_slug="section-11-2025",
        made_up=True,
        agencies=[
            agency(self_grade=self_grade, edition_sha256=edition_sha256),
            agency("silent-trust", answered=False),
        ],
    )
    now = timezone.now()
    officer, approver = world.person(f"data-officer@{slug}"), world.person(f"approver@{slug}")
    with inside(partnership):
        return lodge(
            submission=uuid.uuid4(),
            partnership=partnership,
            period=period,
            kind=Kind.SECTION_11,
            content=content,
            prepared=Signature(officer.pk, officer.role_title, now - timedelta(minutes=5)),
            approved=Signature(approver.pk, approver.role_title, now),
            supersedes=supersedes,
            reason=reason,
        )
