"""Published editions are for everybody who is signed in; drafts and deeds for the coordinator alone."""

from tests.isolation.matrix.address import NOWHERE, Address
from tests.isolation.matrix.viewers import COORDINATORS, SIGNED_IN

EDITION = {"framework": "section-11", "variant": "full", "label": "2026"}
NO_EDITIONS = (
    {**EDITION, "label": "2025"},
    {**EDITION, "variant": "nothing"},
    {**EDITION, "framework": "drafts"},
)
NAMES = "<slug:framework>/<slug:variant>/<slug:label>/"
DRAFT = {"pk": "draft"}
STATEMENT = {**DRAFT, "statement": "draft_statement"}
STANDARD = {**DRAFT, "standard": "draft_standard"}
ABSENT = "999999999"


def published(rest: str = "") -> dict[str, Address]:
    return {f"frameworks/{NAMES}{rest}": Address(SIGNED_IN, at=(EDITION,), missing=NO_EDITIONS)}


def drafting(
    rest: str, at: dict[str, str], post: int = 200, data: dict[str, str] | None = None, closed: bool = True
) -> dict[str, Address]:
    """A page of a draft. Without data a POST gets its form back; a draft that is not there is missing."""
    part = {name: ABSENT for name in at if name != "pk"}
    missing = ({**at, "pk": NOWHERE}, *([{**at, **part}] if part else []))
    if not closed:
        missing = missing[:1]
    return {
        f"frameworks/drafts/<uuid:pk>/{rest}": Address(
            COORDINATORS, at=(at,), missing=missing, post=post, data=data or {}
        )
    }


ADDRESSES: dict[str, Address] = {
    "frameworks/": Address(SIGNED_IN),
    **published(),
    **published("print/"),
    **published("edition.csv"),
    f"frameworks/{NAMES}changes/": Address(
        SIGNED_IN, at=(EDITION,), missing=(*NO_EDITIONS, {**EDITION, "variant": "light"})
    ),
    f"frameworks/{NAMES}statements/<slug:statement>/": Address(
        SIGNED_IN,
        at=({**EDITION, "statement": "board-reports"},),
        missing=({**EDITION, "statement": "policy-on-paper"}, {**EDITION, "label": "1", "statement": "board-reports"}),
    ),
    f"frameworks/{NAMES}withdraw/": Address(
        COORDINATORS,
        at=(EDITION,),
        missing=NO_EDITIONS,
        post=302,
        data={"last_day_day": "1", "last_day_month": "1", "last_day_year": "2030", "reason": "A standard was wrong."},
    ),
    "frameworks/drafts/from/<uuid:pk>/": Address(
        COORDINATORS, at=({"pk": "edition"},), missing=({"pk": NOWHERE}, {"pk": "draft"}),
        post=302, data={"label": "2099"},
    ),
    **drafting("", DRAFT),
    **drafting("details/", DRAFT, 302, {"label": "2031", "about": "Another text.", "seen_version": "1"}),
    **drafting("discard/", DRAFT, 302, {"confirm": "on"}),
    **drafting("preview/", DRAFT),
    **drafting("changes/", DRAFT),
    **drafting(
        "publish/", DRAFT, 302,
        {"valid_from_day": "1", "valid_from_month": "1", "valid_from_year": "2030", "seen": "{draft_seen}"},
    ),
    **drafting(
        "standards/add/", DRAFT, 302,
        {"title": "Another", "expectation": "It is good.", "sources": "Act | section 1", "place": "0"},
    ),
    **drafting("standards/<int:standard>/", STANDARD),
    **drafting("standards/<int:standard>/remove/", STANDARD),
    **drafting("standards/<int:standard>/add-statement/", STANDARD),
    **drafting("statements/<int:statement>/", STATEMENT),
    **drafting("statements/<int:statement>/move/", STATEMENT),
    **drafting("statements/<int:statement>/retire/", STATEMENT, 302, {"reason": "It is asked elsewhere."}),
    **drafting("retired/<slug:key>/restore/", {**DRAFT, "key": "policy-easy-to-find"}, 302, {"confirm": "on"}),
}  # fmt: skip
