"""Bringing signed answers from one desk of an agency to another: for its own people alone."""

from tests.isolation.matrix.address import Address
from tests.isolation.matrix.addresses.answering import AGENCY_OF_MANY, LOCAL
from tests.isolation.matrix.viewers import AGENCY, LOCAL_AGENCY, SIGNED_IN

BRING = "rounds/<slug:round>/bring/"
TAKE = "rounds/<slug:round_slug>/signed/<int:number>/take-along/"


def _at_a_desk(path: str, agency: str, people: set[str], **where: str) -> Address:
    word = "round" if path == BRING else "round_slug"
    at = {
        "agency": agency,
        word: "round_at_desk" if path == BRING else "signed_at_desk",
        "number": "1",
        **where,
    }
    missing = [at | {"agency": "cobblewick-board"}, at | {word: "no-such-round"}]
    if path == TAKE:
        missing.append(at | {"number": "2"})
    if where:
        missing.append(at | {"partnership": "cobblewick"})
    return Address(
        people,
        at=(at,),
        missing=tuple(missing),
        data={"nothing": "chosen"},
        inside=bool(where),
        others=dict.fromkeys(SIGNED_IN - people, 404),
    )


ADDRESSES: dict[str, Address] = {
    **{f"agency/<slug:agency>/{path}": _at_a_desk(path, AGENCY_OF_MANY, AGENCY) for path in (BRING, TAKE)},
    **{
        f"area/<slug:partnership>/agency/<slug:agency>/{path}": _at_a_desk(
            path, LOCAL, LOCAL_AGENCY, partnership="berrydale"
        )
        for path in (BRING, TAKE)
    },
}
