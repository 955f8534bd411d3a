"""The desks at which agencies answer. To everybody but the agency's own people they do not exist.

The agency lead and contributor are of an agency that answers in the shared book; the local ones of one of Berrydale
alone, which answers in its partnership's.
"""

from dataclasses import replace

from tests.isolation.matrix.address import Address
from tests.isolation.matrix.viewers import AGENCY, LEADS, LOCAL_AGENCY, LOCAL_LEADS, SIGNED_IN

AGENCY_OF_MANY, LOCAL = "threeshires-icb", "berrydale-hospital"
STANDARD, QUESTION = "accountability", "accountability-line-drawn"
HERE = {"round": "round_at_desk", "standard": STANDARD, "question": QUESTION, "number": "1"}
SIGNED = HERE | {"round": "signed_at_desk"}
ROUND, SECTION = "rounds/<slug:round>/", "rounds/<slug:round>/sections/<slug:standard>/"
ASKED = "rounds/<slug:round>/questions/<slug:question>/"
NOTHING = Address(set())
WRITTEN = {f"{QUESTION}-narrative": "Written by whoever asks.", f"{QUESTION}-seen": "1"}

PAGES: dict[str, tuple[bool, Address]] = {
    "": (False, NOTHING),
    ROUND: (False, NOTHING),
    f"{ROUND}start/": (False, Address(set(), get=302, post=302)),
    SECTION: (False, Address(set(), post=302, data=WRITTEN)),
    f"{SECTION}give/": (True, Address(set(), post=302, data={"person": "nobody"})),
    f"{SECTION}hand-in/": (False, Address(set(), data={"note": "Done."})),
    f"{SECTION}return/": (True, Address(set(), data={"note": "Once more."})),
    ASKED: (False, NOTHING),
    f"{ASKED}save/": (False, Address(set(), get=302, post=200, data=WRITTEN)),
    f"{ASKED}conflict/": (False, Address(set(), get=302, post=302, data={"choice": "mine"})),
    f"{ASKED}comment/": (False, Address(set(), get=302, post=302, data={"text": "A comment."})),
    f"{ASKED}put-back/<int:version>/": (False, Address(set(), get=302, post=302, data={"seen": "1"})),
    f"{ROUND}check/": (False, Address(set(), data={"note": ""})),
    f"{ROUND}take-back/": (False, Address(set(), get=302, post=302, data={"note": "Once more."})),
    f"{ROUND}sign/": (True, Address(set(), get=302, post=302, data={"confirm": "on"})),
    f"{ROUND}receipts/<int:number>/": (False, NOTHING),
}
"""Relative to a desk: whether the lead alone may see it, and what they get."""


def _at_a_desk(path: str, agency: str, people: set[str], leads: set[str], **where: str) -> Address:
    leads_alone, address = PAGES[path]
    at = (SIGNED if "receipts" in path else HERE) | {
        "agency": agency,
        "version": f"{agency}_version_at_desk",
        **where,
    }
    missing = []
    if (
        not leads_alone
    ):  # of another agency's page a contributor learns nothing, of the lead's own that it is the lead's
        missing.append(at | {"agency": "cobblewick-board"})
    if where:
        missing.append(at | {"partnership": "cobblewick"})
    if "<slug:round>" in path:
        missing.append(at | {"round": "no-such-round"})
    if "<slug:standard>" in path:
        missing.append(at | {"standard": "no-such-standard"})
    if "<slug:question>" in path and not path.endswith("save/"):
        missing.append(at | {"question": "no-such-question"})
    lets_in = leads if leads_alone else people
    return replace(
        address,
        lets_in=lets_in,
        at=(at,),
        missing=tuple(missing),
        inside=bool(where),
        others=dict.fromkeys(SIGNED_IN - people, 404),
    )


ADDRESSES: dict[str, Address] = {
    **{f"agency/<slug:agency>/{path}": _at_a_desk(path, AGENCY_OF_MANY, AGENCY, LEADS) for path in PAGES},
    **{
        f"area/<slug:partnership>/agency/<slug:agency>/{path}": _at_a_desk(
            path, LOCAL, LOCAL_AGENCY, LOCAL_LEADS, partnership="berrydale"
        )
        for path in PAGES
    },
}
