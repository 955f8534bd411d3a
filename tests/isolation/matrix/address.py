"""What an address promises to each viewer, and the cells of the matrix that follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from tests.isolation.matrix.viewers import (
    CALLERS,
    LOCAL_AGENCY,
    OUT,
    OWN,
    PEOPLE,
    READERS,
    THOROUGH,
    VALID,
)

METHODS = ("get", "post", "head", "put")
WRITING = ("post", "put")
NOWHERE = "00000000-0000-4000-8000-000000000000"
UNKNOWN = ({"pk": NOWHERE},)


@dataclass(frozen=True)
class Address:
    """`lets_in` see `get` and, for a POST of `data`, `post`. {names} in `query` and `missing` stand for objects.

    `at`: what the pattern's arguments are, one dict a variant. `missing`: arguments that lead nobody anywhere.
    """

    lets_in: set[str]
    get: int = 200
    post: int = 200
    at: tuple[dict[str, str], ...] = ({},)
    missing: tuple[dict[str, str], ...] = ()
    query: str = ""
    data: dict[str, str] = field(default_factory=dict)
    inside: bool = False
    api: bool = False
    noted: bool = False
    """Whether reading it is an event of the audit trail."""
    seen_by: dict[str, set[str]] = field(default_factory=dict)
    """Objects, by their names in `at`, that are not seen by all who are let in; to the others they are missing."""
    done_by: dict[str, set[str]] = field(default_factory=dict)
    """Objects to which only some of those who see them may do it; the others get their form back (200)."""
    others: dict[str, int] = field(default_factory=dict)
    """What a viewer gets that the rules do not foresee."""
    exact: dict[tuple[str, str], int] = field(default_factory=dict)


def read(
    at: tuple[dict[str, str], ...] = ({},), missing: tuple[dict[str, str], ...] = (), **more: Any
) -> Address:
    """A page of the region that everybody with a role may read."""
    return Address(READERS, at=at, missing=missing, **more)


def own(lets_in: set[str] = OWN, **more: Any) -> Address:
    """A page inside Berrydale. The same page of places that are no partnership is missing for everybody."""
    slugs = ("BERRYDALE", "public")
    names = more.pop("at", ({},))
    absent = more.pop("missing", ())
    return Address(
        lets_in,
        inside=True,
        at=tuple({"partnership": "berrydale", **each} for each in names),
        missing=(
            *({"partnership": "berrydale", **each} for each in absent),
            *({"partnership": slug, **names[0]} for slug in slugs),
        ),
        **more,
    )


def called(
    at: tuple[dict[str, str], ...] = ({},), missing: tuple[dict[str, str], ...] = (), **more: Any
) -> Address:
    return Address(VALID, at=at, missing=missing, post=405, api=True, **more)


def everybody(**more: Any) -> Address:
    return Address(PEOPLE, **more)


@dataclass(frozen=True)
class Cell:
    viewer: str
    method: str
    at: dict[str, str]
    status: int


def cells(address: Address) -> Iterator[Cell]:
    viewers = sorted(CALLERS if address.api else PEOPLE)
    for there, variants in ((True, address.at), (False, address.missing)):
        for at, viewer, method in product(variants, viewers, METHODS):
            if worth_asking(address, viewer, method, at, there):
                yield Cell(viewer, method, at, expected(address, viewer, method, at, there))


def worth_asking(address: Address, viewer: str, method: str, at: dict[str, str], there: bool) -> bool:
    """Everybody gets, and posts where a POST does something; one of each kind tries the other methods."""
    elsewhere = address.inside and at["partnership"] != "berrydale"
    if elsewhere and viewer not in OWN:
        return False
    writes = bool(address.data) or address.post != address.get
    if method == "get" or (method == "post" and writes):
        return True
    first = there and at == address.at[0]
    return viewer in THOROUGH and first and (method == "post" or address.api or viewer not in address.lets_in)


def expected(address: Address, viewer: str, method: str, at: dict[str, str], there: bool) -> int:
    here = not address.inside or at["partnership"] == "berrydale"
    if (viewer, method) in address.exact:
        return address.exact[viewer, method]
    if viewer in address.others:
        return address.others[viewer]
    if viewer in address.lets_in and here:
        if any(viewer not in seers for seers in named(address.seen_by, at)):
            return 404
        if method == "post" and any(viewer not in doers for doers in named(address.done_by, at)):
            return 200 if there else 404
        return granted(address, method) if there or (address.api and method in WRITING) else 404
    if address.api:
        return 401
    if viewer in OUT:
        return 302
    return 404 if address.inside and not (viewer in OWN | LOCAL_AGENCY and here) else 403


def named(rule: dict[str, set[str]], at: dict[str, str]) -> Iterator[set[str]]:
    """What a rule says of the objects that these arguments name."""
    return (rule[word] for word in at.values() if word in rule)


def granted(address: Address, method: str) -> int:
    if address.api and method in WRITING:
        return 405
    return address.post if method == "post" else address.get
