"""What an agency keeps at its desk: evidence, planned actions, copies, the spreadsheet. For its own people alone; to
everybody else none of it exists, and to them nothing of another agency's.
"""

from dataclasses import replace

from django.utils import timezone

from tests.isolation.matrix.address import NOWHERE, Address
from tests.isolation.matrix.addresses.answering import AGENCY_OF_MANY, LOCAL, QUESTION
from tests.isolation.matrix.viewers import AGENCY, LOCAL_AGENCY, SIGNED_IN

ROUND = "rounds/<slug:round_slug>/"
ASKED = f"{ROUND}questions/<slug:question>/"
READ = Address(set())
COVERS = {"covers_from_day": "1", "covers_from_month": "4", "covers_from_year": "2026"}
LINK = {"title": "A link", "kind": "link", "address": "https://www.made-up.example/", **COVERS}
DUE = {"due_on_day": "1", "due_on_month": "4", "due_on_year": str(timezone.localdate().year + 1)}
PLANNED = {"what": "Print it", "owner": "Head of HR", **DUE}
CHANGED = {**PLANNED, "state": "under_way", "note": "", "seen_version": "1"}

PAGES: dict[str, Address] = {
    "evidence/": READ,
    "evidence/add/": Address(set(), post=302, data=LINK),
    "evidence/<uuid:pk>/": READ,
    "evidence/<uuid:pk>/file/": READ,
    "evidence/<uuid:pk>/withdraw/": Address(set(), post=302, data={"confirm": "on"}),
    f"{ASKED}evidence/": Address(set(), post=302, data={"offered": ""}),
    "actions/": READ,
    "actions.csv": READ,
    "actions/<uuid:pk>/": Address(set(), post=302, data=CHANGED),
    f"{ASKED}actions/": Address(set(), post=302, data=PLANNED),
    f"{ROUND}copy/": READ,
    f"{ROUND}copy.pdf": READ,
    f"{ROUND}copy.xlsx": READ,
    f"{ROUND}sheet/": READ,
    f"{ROUND}sheet/download/": READ,
    f"{ROUND}sheet/differences/": Address(set(), get=302, post=200, data={"nothing": "chosen"}),
    f"{ROUND}sheet/apply/": Address(set(), get=302, post=200, data={"sealed": "by nobody"}),
}
"""Relative to a desk."""


def _at_a_desk(path: str, agency: str, people: set[str], **where: str) -> Address:
    what = "action" if path.startswith("actions") else "evidence"
    at = {
        "agency": agency,
        "round_slug": "round_at_desk",
        "question": QUESTION,
        "pk": f"{agency}_{what}_at_desk",
        **where,
    }
    missing = [at | {"agency": "cobblewick-board"}]
    if where:
        missing.append(at | {"partnership": "cobblewick"})
    if "<slug:round_slug>" in path:
        missing.append(at | {"round_slug": "no-such-round"})
    if "<slug:question>" in path:
        missing.append(at | {"question": "no-such-question"})
    if "<uuid:pk>" in path:
        other = LOCAL if agency == AGENCY_OF_MANY else "berrydale-academy"
        missing += [at | {"pk": NOWHERE}, at | {"pk": f"{other}_{what}_at_desk"}]
    return replace(
        PAGES[path],
        lets_in=people,
        at=(at,),
        missing=tuple(missing),
        inside=bool(where),
        others=dict.fromkeys(SIGNED_IN - people, 404),
    )


ADDRESSES: dict[str, Address] = {
    **{f"agency/<slug:agency>/{path}": _at_a_desk(path, AGENCY_OF_MANY, AGENCY) for path in PAGES},
    **{
        f"area/<slug:partnership>/agency/<slug:agency>/{path}": _at_a_desk(
            path, LOCAL, LOCAL_AGENCY, partnership="berrydale"
        )
        for path in PAGES
    },
}
