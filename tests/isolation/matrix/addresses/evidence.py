"""Files that signed answers name, for the partnership's panel; and removing what should never have been added."""

from tests.isolation.matrix.address import NOWHERE, Address, own
from tests.isolation.matrix.addresses.answering import AGENCY_OF_MANY, LOCAL
from tests.isolation.matrix.addresses.challenge import AGENCY, HOSPITAL, NO_AGENCIES, READ, SHARED, SILENT
from tests.isolation.matrix.viewers import LEADS, LOCAL_LEADS, SIGNED_IN

NAMED = {**HOSPITAL, "number": "1", "pk": "named_challenged"}
DELIVERED = {**SHARED, "number": "1", "pk": "delivered_challenged"}
WHY = {"why": "it named a child", "confirm": "on"}
REMOVE = "evidence/<uuid:pk>/remove/"


def _removed_by(agency: str, leads: set[str], **where: str) -> Address:
    """To other people of the agency it is the lead's; to everybody else it does not exist."""
    at = {"agency": agency, "pk": f"{agency}_evidence_at_desk", **where}
    other = LOCAL if agency == AGENCY_OF_MANY else "berrydale-academy"
    contributors = {"agency contributor"} if agency == AGENCY_OF_MANY else {"local agency contributor"}
    return Address(
        leads,
        post=302,
        at=(at,),
        missing=(at | {"pk": NOWHERE}, at | {"pk": f"{other}_evidence_at_desk"}),
        data=WHY,
        inside=bool(where),
        others=dict.fromkeys(SIGNED_IN - leads - contributors, 404) | dict.fromkeys(contributors, 403),
    )


ADDRESSES: dict[str, Address] = {
    f"{AGENCY}signed/<int:number>/evidence/<uuid:pk>/": own(
        READ,
        noted=True,
        at=(NAMED, {**NAMED, "number": "2"}, DELIVERED),
        missing=(
            {**NAMED, "number": "3"},
            {**DELIVERED, "number": "2"},
            {**NAMED, "pk": "unnamed_challenged"},
            {**NAMED, "pk": "delivered_challenged"},
            {**NAMED, "pk": "foreign_piece_challenged"},
            {**DELIVERED, "pk": "named_challenged"},
            {**DELIVERED, "pk": NOWHERE},
            *({**NAMED, **each} for each in (*NO_AGENCIES, SILENT)),
        ),
    ),
    f"agency/<slug:agency>/{REMOVE}": _removed_by(AGENCY_OF_MANY, LEADS),
    f"area/<slug:partnership>/agency/<slug:agency>/{REMOVE}": _removed_by(
        LOCAL, LOCAL_LEADS, partnership="berrydale"
    ),
}
