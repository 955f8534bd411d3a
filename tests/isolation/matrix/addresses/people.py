"""People, roles and invitations: whoever looks after people, each in their own places; the region everywhere."""

from tests.isolation.matrix.address import NOWHERE, UNKNOWN, Address, everybody
from tests.isolation.matrix.viewers import (
    AGENCY,
    AUDITORS,
    COORDINATORS,
    FOREIGN_AGENCY,
    FOREIGN_LEADS,
    FOREIGN_MANAGERS,
    LEADS,
    LOCAL_AGENCY,
    MANAGERS,
    SIGNED_IN,
)

MANAGING = COORDINATORS | MANAGERS | FOREIGN_MANAGERS | LEADS | FOREIGN_LEADS
ORGANISED = COORDINATORS | AGENCY | FOREIGN_AGENCY
PEOPLE = ({"pk": "own_person"}, {"pk": "foreign_person"}, {"pk": "agency_person"}, {"pk": "auditor_person"})
SEEN = {
    "own_person": COORDINATORS | MANAGERS,
    "foreign_person": COORDINATORS | FOREIGN_MANAGERS,
    "agency_person": COORDINATORS | LEADS,
    "auditor_person": COORDINATORS,
}
AT_HOME = {"own_person": MANAGERS, "foreign_person": FOREIGN_MANAGERS, "agency_person": LEADS}
INVITATIONS = ({"pk": "own_invitation"}, {"pk": "foreign_invitation"})
ROLE = {"role": "approver", "where": "partnership:berrydale"}
ELSEWHERE = dict.fromkeys(SIGNED_IN - ORGANISED, 404)

ADDRESSES: dict[str, Address] = {
    "you/": Address(SIGNED_IN),
    "people/": Address(MANAGING, query="?state=all"),
    "people/invite/": Address(
        MANAGING,
        data={**ROLE, "email": "somebody@new.example", "role_title": "New approver"},
        exact={("partnership manager", "post"): 302},
    ),
    "people/access/": Address(MANAGING | AUDITORS),
    "people/access.csv": Address(MANAGING | AUDITORS),
    "people/invitations/<uuid:pk>/": Address(
        MANAGING,
        at=INVITATIONS,
        missing=({"pk": "own_person"}, *UNKNOWN),
        seen_by={
            "own_invitation": COORDINATORS | MANAGERS,
            "foreign_invitation": COORDINATORS | FOREIGN_MANAGERS,
        },
    ),
    **{
        f"people/invitations/<uuid:pk>/{deed}/": Address(
            MANAGING,
            get=302,
            post=302,
            at=INVITATIONS,
            missing=UNKNOWN,
            data={"sure": "yes"},
            seen_by={"own_invitation": MANAGERS, "foreign_invitation": FOREIGN_MANAGERS},
        )
        for deed in ("again", "withdraw")
    },
    "people/<uuid:pk>/": Address(
        MANAGING, at=PEOPLE, missing=({"pk": "own_invitation"}, *UNKNOWN), seen_by=SEEN
    ),
    "people/<uuid:pk>/grant/": Address(
        MANAGING,
        at=PEOPLE,
        missing=UNKNOWN,
        post=302,
        data=ROLE,
        seen_by=SEEN,
        done_by={
            "own_person": MANAGERS,
            "foreign_person": set(),
            "agency_person": set(),
            "auditor_person": set(),
        },
    ),
    "people/<uuid:pk>/roles/<int:role>/end/": Address(
        MANAGING,
        at=(
            {"pk": "own_person", "role": "own_role"},
            {"pk": "foreign_person", "role": "foreign_role"},
            {"pk": "agency_person", "role": "agency_role"},
        ),
        missing=(
            {"pk": "own_person", "role": "foreign_role"},
            {"pk": "foreign_person", "role": "own_role"},
            {"pk": "auditor_person", "role": "auditor_role"},
            {"pk": NOWHERE, "role": "own_role"},
        ),
        post=302,
        data={"sure": "yes"},
        seen_by=AT_HOME,
    ),
    "people/<uuid:pk>/deactivate/": Address(
        MANAGING,
        at=PEOPLE,
        missing=UNKNOWN,
        post=302,
        data={"sure": "yes"},
        seen_by=SEEN | {"auditor_person": set()},
    ),
    "people/<uuid:pk>/reactivate/": Address(
        MANAGING,
        at=PEOPLE[:3],
        missing=({"pk": "auditor_person"}, *UNKNOWN),
        post=302,
        data={"sure": "yes"},
        seen_by=dict.fromkeys(AT_HOME, COORDINATORS),
    ),
    # Before the link below, which leaves its invitation opened in the browser.
    "invitation/": everybody(get=404, post=404),
    "invitation/<str:secret>/": everybody(
        get=302,
        post=302,
        at=(  # closed ones too: the next page says so, and its address is no secret
            {"secret": "open_secret"},
            {"secret": "used_secret"},
            {"secret": "withdrawn_secret"},
            {"secret": "expired_secret"},
            {"secret": "orphaned_secret"},
            {"secret": "nonsense"},
        ),
    ),
    "organisations/": Address(ORGANISED, others=ELSEWHERE),
    "organisations/<slug:slug>/": Address(
        ORGANISED,
        others=ELSEWHERE,
        at=({"slug": "threeshires-icb"}, {"slug": "threeshires-police"}),
        missing=({"slug": "nowhere"},),
        seen_by={
            "threeshires-icb": COORDINATORS | AGENCY,
            "threeshires-police": COORDINATORS | (FOREIGN_AGENCY - LOCAL_AGENCY),
        },
    ),
}
