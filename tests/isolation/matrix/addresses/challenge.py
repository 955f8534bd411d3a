"""What a partnership's panel, scrutineers and business unit do with answers; the survey; interests; the audit return."""

from datetime import timedelta

from django.utils import timezone

from tests.isolation.matrix.address import UNKNOWN, Address, everybody, own
from tests.isolation.matrix.viewers import (
    COORDINATORS,
    FOREIGN_MANAGERS,
    MANAGERS,
    MODERATORS,
    OWN_APPROVERS,
    OWN_OFFICERS,
    PANEL,
    SIGNED_IN,
)

READ = MANAGERS | OWN_APPROVERS | PANEL | MODERATORS
FOLLOW = READ | OWN_OFFICERS
ROUND = {"audit": "challenged_round"}
HOSPITAL = {**ROUND, "agency": "berrydale-hospital"}
SHARED = {**ROUND, "agency": "threeshires-icb"}
STATEMENT = {"statement": "board-reports"}
NO_ROUND = {"audit": "no-such-round"}
NO_AGENCIES = (
    {**ROUND, "agency": "cobblewick-hospital"},
    {**ROUND, "agency": "nowhere"},
    {**HOSPITAL, **NO_ROUND},
)
SILENT = {**ROUND, "agency": "threeshires-police"}
AREA = "area/<slug:partnership>/audits/<slug:audit>/"
AGENCY = f"{AREA}responses/agencies/<slug:agency>/"
LATER = timezone.localdate() + timedelta(days=5)


def day(field: str) -> dict[str, str]:
    return {
        f"{field}_day": str(LATER.day),
        f"{field}_month": str(LATER.month),
        f"{field}_year": str(LATER.year),
    }


def with_each(more: dict[str, str]) -> tuple[dict[str, str], ...]:
    return tuple({**each, **more} for each in (*NO_AGENCIES, SILENT))


SEEN = {"seen_sha256": "{answers_challenged}"}
WAITING = {
    "at": ({**ROUND, "pk": "audit_challenged"},),
    "missing": (
        {**ROUND, "pk": "foreign_audit_challenged"},
        {**NO_ROUND, "pk": "audit_challenged"},
        *({**ROUND, **each} for each in UNKNOWN),
    ),
}

ADDRESSES: dict[str, Address] = {
    f"{AREA}responses/": own(READ, at=(ROUND,), missing=(NO_ROUND,)),
    f"{AREA}responses/standards/<slug:standard>/": own(
        READ,
        at=({**ROUND, "standard": "senior-lead"},),
        missing=({**ROUND, "standard": "nothing"}, {**NO_ROUND, "standard": "senior-lead"}),
    ),
    f"{AREA}responses/statements/<slug:statement>/": own(
        READ,
        at=({**ROUND, **STATEMENT},),
        missing=({**ROUND, "statement": "nothing"}, {**NO_ROUND, **STATEMENT}),
    ),
    AGENCY: own(READ, at=(HOSPITAL, SHARED), missing=(*NO_AGENCIES, SILENT)),
    f"{AGENCY}signed/<int:number>/": own(
        READ, at=({**HOSPITAL, "number": "1"},), missing=({**HOSPITAL, "number": "2"}, *with_each({"number": "1"}))
    ),
    f"{AGENCY}return-for-changes/": own(
        MANAGERS | PANEL, at=(HOSPITAL,), missing=(*NO_AGENCIES, SILENT), post=302,
        data={"note": "Say how often.", **day("until"), **SEEN},
    ),
    f"{AGENCY}release/": own(
        MANAGERS, at=(HOSPITAL,), missing=(*NO_AGENCIES, SILENT), post=302,
        data={"narratives": "board-reports", **SEEN},
    ),
    f"{AGENCY}statements/<slug:statement>/moderate/": own(
        MODERATORS, at=({**HOSPITAL, **STATEMENT},),
        missing=({**HOSPITAL, "statement": "nothing"}, *with_each(STATEMENT)), post=302,
        data={"grade": "partly", "reason": "Seen.", **SEEN},
    ),
    f"{AREA}survey/": own(MANAGERS, at=(ROUND,), missing=(NO_ROUND,)),
    f"{AREA}survey/<slug:agency>/open/": own(
        MANAGERS, at=(SHARED,), missing=NO_AGENCIES, data=day("closes_on")
    ),
    f"{AREA}survey/<slug:agency>/close/": own(
        MANAGERS, at=(HOSPITAL,), missing=NO_AGENCIES, post=302, data={"sure": "yes"}
    ),
    f"{AREA}return/": own(FOLLOW, at=(ROUND,), missing=(NO_ROUND,)),
    f"{AREA}return/<uuid:pk>/": own(FOLLOW, **WAITING),
    f"{AREA}return/<uuid:pk>/approve/": own(
        OWN_APPROVERS, get=302, post=302, data={"confirm": "on", "seen_sha256": "{audit_seen}"}, **WAITING
    ),
    f"{AREA}return/<uuid:pk>/send-back/": own(
        OWN_APPROVERS | OWN_OFFICERS | MANAGERS, get=302, post=302, data={"note": "Look again"},
        seen_by={"audit_challenged": OWN_APPROVERS | {"data officer"}}, **WAITING
    ),
    "survey/<slug:area>/<str:secret>/": everybody(
        at=({"area": "berrydale", "secret": "survey_challenged"},),
        missing=(
            {"area": "cobblewick", "secret": "survey_challenged"},
            {"area": "berrydale", "secret": "nothing"},
            {"area": "nowhere", "secret": "survey_challenged"},
        ),
    ),
    "you/interests/": Address(
        SIGNED_IN, post=302, at=({},), data={"organisation": "{hospital_challenged}", "nature": "leads"}
    ),
    "you/interests/<uuid:pk>/end/": Address(
        SIGNED_IN,
        at=({"pk": "own_tie_challenged"}, {"pk": "foreign_tie_challenged"}),
        missing=UNKNOWN,
        post=302,
        data={"ends_on_day": "1", "ends_on_month": "1", "ends_on_year": "2026"},
        seen_by={"own_tie_challenged": MANAGERS, "foreign_tie_challenged": FOREIGN_MANAGERS},
    ),
    "people/interests/": Address(COORDINATORS | MANAGERS | FOREIGN_MANAGERS),
}  # fmt: skip
