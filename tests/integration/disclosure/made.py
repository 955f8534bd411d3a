"""Regions made up for the tests of disclosure control: figures signed in small steps, seen by readers in between.

Rows of returns are written under the owner's rights, as lodging would write them, and projected by the real action.
"""

import uuid
from collections.abc import Iterable

from django.utils import timezone

from benchmarking.indicators.actions import project_new_returns
from kernel.canonical import canonical_json, sha256_hex
from kernel.periods import Period
from kernel.symbols import Symbol
from partnerships.context import owner_rights
from partnerships.models import Area, AreaCode, Partnership
from scrutiny.returns.models import Return
from scrutiny.returns.payload import SignedFigure, content_of

POPULATION = 10_000
CHILDREN = 2031
"""A year of which the world's own partnerships have signed nothing."""


def five_areas() -> list[Partnership]:
    """The three partnerships of the world, and two more."""
    with owner_rights():
        for place in range(Area.objects.count(), 5):
            area = Area.objects.create(
                slug=f"area-{place}", name=f"Area {place}", short_name=f"Area {place}", dfe_code=f"{place:03}",
                order=place,
            )  # fmt: skip
            AreaCode.objects.create(area=area, code=f"E070{place:05}")
            Partnership.objects.create(
                slug=f"area-{place}", area=area, name=f"Partnership {place}", short_name=f"P{place}",
                schema_name=f"area_{place}", opened_at=timezone.now(),
            )  # fmt: skip
    return list(Partnership.objects.select_related("area").order_by("area__order"))


def local(
    indicator: str, numerator: int | None, denominator: int | None, status: str = "local"
) -> SignedFigure:
    """A count, or the publisher's c where there is none."""
    symbol = Symbol.CONFIDENTIAL if numerator is None else None
    return SignedFigure(indicator, 1, numerator, denominator, symbol, status)


def referrals(total: int, repeats: int | None, status: str = "local", whole: str = "") -> list[SignedFigure]:
    """The rate's count and the share's, which stand on one total."""
    return [
        local("referrals-rate", total, POPULATION, whole or status),
        local("re-referrals", repeats, total, status),
    ]


def sign(
    partnership: Partnership, figures: Iterable[SignedFigure], year: int = CHILDREN, *, see: bool = True
) -> Return:
    """Lodge a return, superseding the one that stands. `see`: readers see it before anything else happens."""
    period = Period.reporting_year(year)
    standing = Return.objects.filter(
        partnership=partnership, period_start=period.start, period_end=period.end, superseded_by__isnull=True
    ).first()
    code = partnership.area.codes.all()[0].code
    content = content_of(partnership=partnership.slug, area_code=code, period=period, figures=figures)
    submission, prepared, approved, now = uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), timezone.now()
    reason = "Counted again." if standing else ""
    payload = canonical_json(
        {
            **content,
            "submission": str(submission),
            "prepared": {"person": str(prepared), "role": "Data officer", "at": now.isoformat()},
            "approved": {"person": str(approved), "role": "Approver", "at": now.isoformat()},
            "supersedes": standing.sha256 if standing else None,
            "reason": reason,
        }
    )
    row = Return(
        submission=submission, partnership=partnership, owner_role="nobody", period_start=period.start,
        period_end=period.end, payload=payload, sha256=sha256_hex(payload), supersedes=standing, reason=reason,
        prepared_by=prepared, prepared_role="Data officer", approved_by=approved, approved_role="Approver",
        lodged_at=now,
    )  # fmt: skip
    with owner_rights():
        row.save()
    if see:
        project_new_returns()
    return row
