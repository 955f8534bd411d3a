"""Rounds of the audit: the list is for everybody with a role, running them for the coordinator, an area's board for those
who follow the audit there."""

from django.utils import timezone

from tests.isolation.matrix.address import Address, own
from tests.isolation.matrix.viewers import (
    COORDINATORS,
    MANAGERS,
    MODERATORS,
    OWN_APPROVERS,
    OWN_OFFICERS,
    PANEL,
    SIGNED_IN,
    STRANGERS,
)

FOLLOWERS = MANAGERS | OWN_OFFICERS | OWN_APPROVERS | PANEL | MODERATORS
OPEN, PLANNED, NONE = {"round": "open_round"}, {"round": "planned_round"}, {"round": "no-such-round"}
ONE = "audits/<slug:round>/"
HOSPITAL, CLINIC = {"agency": "berrydale-hospital"}, {"agency": "a-clinic"}


def day(field: str, year: str) -> dict[str, str]:
    return {f"{field}_day": "1", f"{field}_month": "3", f"{field}_year": year}


def running(
    rest: str, at: dict[str, str], post: int = 200, data: dict[str, str] | None = None, **more: object
) -> dict[str, Address]:
    """A page of one round. Without data a POST gets its form back."""
    missing = (NONE, *more.pop("missing", ()))  # type: ignore[misc]
    return {f"{ONE}{rest}": Address(COORDINATORS, at=(at,), missing=missing, post=post, data=data or {})}


def about_an_agency(
    rest: str, at: tuple[dict[str, str], ...], missing: tuple[dict[str, str], ...], post: int = 200,
    data: dict[str, str] | None = None,
) -> dict[str, Address]:  # fmt: skip
    absent = ({**at[0], **CLINIC}, {**NONE, **HOSPITAL}, *missing)
    return {
        f"{ONE}agency/<slug:agency>/{rest}": Address(
            COORDINATORS, at=at, missing=absent, post=post, data=data or {}
        )
    }


ADDRESSES: dict[str, Address] = {
    "audits/": Address(SIGNED_IN - STRANGERS),
    "audits/plan/": Address(
        COORDINATORS,
        post=302,
        data={
            "name": "Audit 2030", **day("opens_on", "2030"), **day("closes_on", "2031"), "previous": "",
            "standards": "section-11:full", "partnerships": "berrydale",
        },
    ),
    **running("", OPEN),
    **running("board.csv", OPEN),
    **running("plan/", PLANNED),
    **running("plan/change/", PLANNED),
    **running("launch/", PLANNED, 302, {"seen": "{launch_seen}"}),
    **running(
        "dates/", OPEN, 302, {**day("closes_on", "2030"), "reason": "Half term.", "seen_version": "{round_version}"}
    ),
    **running("remind/", OPEN, 200, {"text": "Please sign.", "seen": "shown before"}),
    **running(
        "agencies/add/", PLANNED, 302, {"organisations": "a-clinic", "asked": "full:other", "legal_basis": "agreement"}
    ),
    **running("agencies/take-over/", PLANNED, 302, {"seen": "{take_over_seen}"}, missing=(OPEN,)),
    **running("organisations/add/", PLANNED, 302, {"name": "Another", "kind": "School", "areas": "berrydale"}),
    **about_an_agency("", ({**PLANNED, **HOSPITAL}, {**OPEN, **HOSPITAL}), ()),
    **about_an_agency("remove/", ({**PLANNED, **HOSPITAL},), ({**OPEN, **HOSPITAL},), 302, {"confirm": "on"}),
    **about_an_agency(
        "late/", ({**OPEN, **HOSPITAL},), ({**PLANNED, **HOSPITAL},), 302,
        {**day("until", str(timezone.localdate().year + 1)), "reason": "Its lead left."},
    ),
    "area/<slug:partnership>/audits/": own(FOLLOWERS),
    "area/<slug:partnership>/audits/<slug:round>/": own(
        FOLLOWERS, at=(OPEN,), missing=(PLANNED, NONE, {"round": "foreign_round"})
    ),
    "area/<slug:partnership>/audits/<slug:round>/board.csv": own(
        FOLLOWERS, at=(OPEN,), missing=(PLANNED, NONE, {"round": "foreign_round"})
    ),
}  # fmt: skip
