"""Every address for every kind of viewer: who is let in, who is sent to sign in, who is refused.

The list below names every URL pattern once; an address without an entry fails. What each viewer gets follows from
three rules, so an entry only says whom it lets in and what they get. Berrydale is the partnership looked at.

- Outside a partnership: nobody signed in is sent to sign in (302); somebody without the permission gets 403.
- Inside one: whoever is not a member today gets 404, as for a partnership that does not exist; a member without
  the permission gets 403.
- The API knows keys alone: 401 without a valid one, whoever is signed in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils import timezone

from accounts.models import Person
from accounts.roles import Approver, DataOfficer, RegionalScrutinyCoordinator
from audit_trail.models import Event
from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.indicators.models import figure_id
from kernel.periods import Period
from partnerships.actions import issue_api_key, revoke_api_key
from partnerships.context import inside
from partnerships.models import ApiKey, Membership, Organisation
from scrutiny.returns.models import Return
from tenants.sign_off.actions import prepare
from tests.worlds import World, enter

BACKEND = "accounts.sign_in.Doorkeeper"
METHODS = ("get", "post", "head", "put")
WRITING = ("post", "put")
ANYTHING_ELSE = "api/v1/ (anything else)"
NOWHERE = "00000000-0000-4000-8000-000000000000"

# --- Viewers --------------------------------------------------------------------------------------

OUT = {"signed out", "deactivated with a live session"}
STRANGERS = {"without a role", "role ended yesterday", "role starts tomorrow"}
OWN_OFFICERS = {"data officer", "officer and approver"}
OWN_APPROVERS = {"approver", "officer and approver", "approver until today"}
OWN = OWN_OFFICERS | OWN_APPROVERS
FOREIGN = {"foreign data officer", "foreign approver"}
SCRUTINEERS = {"coordinator", "analyst"}
READERS = OWN | FOREIGN | SCRUTINEERS | {"member"}
SIGNED_IN = READERS | STRANGERS
PEOPLE = OUT | SIGNED_IN
CALLERS = {"key", "no key", "wrong key", "expired key", "revoked key", "coordinator's session without a key"}
VALID = {"key"}

THOROUGH = {
    "signed out",
    "without a role",
    "foreign approver",
    "data officer",
    "coordinator",
    "key",
    "no key",
}
"""One of each kind: they try other methods and other objects as well."""

EXISTING = {
    "coordinator": "coordinator",
    "analyst": "analyst",
    "member": "member",
    "data officer": "data-officer@berrydale",
    "approver": "approver@berrydale",
    "foreign data officer": "data-officer@cobblewick",
    "foreign approver": "approver@cobblewick",
}

# --- Addresses ------------------------------------------------------------------------------------


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


UNKNOWN = ({"pk": NOWHERE},)
RETURNS = ({"pk": "own_return"}, {"pk": "foreign_return"}, {"pk": "superseded_return"})
WAITING = {
    "at": ({"pk": "own_waiting"},),
    "missing": ({"pk": "foreign_waiting"}, {"pk": "own_return"}, *UNKNOWN),
}
RECEIPT = {
    "at": ({"pk": "own_return"},),
    "missing": ({"pk": "foreign_return"}, {"pk": "own_waiting"}, *UNKNOWN),
}
FIGURE = "?indicator=re-referrals&period=2025"

ADDRESSES: dict[str, Address] = {
    "livez": everybody(),
    "accounts/login/": Address(OUT, others=dict.fromkeys(SIGNED_IN, 302)),
    "accounts/logout/": Address(SIGNED_IN | OUT, post=302, exact={(who, "get"): 302 for who in OUT}),
    "accounts/inactive/": everybody(post=405),
    "accounts/reauthenticate/": Address(SIGNED_IN),
    "accounts/password/change/": Address(SIGNED_IN),
    "accounts/password/set/": Address(SIGNED_IN, get=302, post=302),
    "design-system/": everybody(),
    "accessibility/": everybody(),
    "how-this-works/": everybody(),
    "sources/": everybody(),
    "api/v1/docs/": everybody(),
    "api/v1/": Address(CALLERS, post=405, api=True),
    "api/v1/schema/": Address(CALLERS, post=405, api=True),
    ANYTHING_ELSE: Address(set(), api=True, others=dict.fromkeys(CALLERS, 404)),
    "api/v1/areas/": called(),
    "api/v1/indicators/": called(),
    "api/v1/indicators/<slug:slug>/": called(at=({"slug": "re-referrals"},), missing=({"slug": "nothing"},)),
    "api/v1/figures/": called(query="?format=csv"),
    "api/v1/benchmarks/": called(),
    "api/v1/benchmarks/<uuid:id>/": called(at=({"id": "run"},), missing=({"id": "own_return"},)),
    "api/v1/benchmarks/<uuid:id>/results/": called(at=({"id": "run"},), missing=({"id": NOWHERE},)),
    "area/<slug:partnership>/": own(),
    "area/<slug:partnership>/figures/": own(),
    "area/<slug:partnership>/figures/entry/": own(OWN_OFFICERS, query=FIGURE),
    "area/<slug:partnership>/figures/remove/": own(
        OWN_OFFICERS, query=FIGURE, data={"seen_version": "{version}"}, post=302
    ),
    "area/<slug:partnership>/figures/import/": own(OWN_OFFICERS),
    "area/<slug:partnership>/figures/import/store/": own(OWN_OFFICERS, get=302, post=302),
    "area/<slug:partnership>/figures/figures.csv": own(),
    "area/<slug:partnership>/figures/empty.csv": own(),
    "area/<slug:partnership>/returns/": own(),
    "area/<slug:partnership>/returns/prepare/": own(OWN_OFFICERS, query="?period=2025"),
    "area/<slug:partnership>/returns/waiting/<uuid:pk>/": own(**WAITING),
    "area/<slug:partnership>/returns/waiting/<uuid:pk>/approve/": own(
        OWN_APPROVERS, get=302, post=302, data={"confirm": "on", "seen_sha256": "{seen}"}, **WAITING
    ),
    "area/<slug:partnership>/returns/waiting/<uuid:pk>/send-back/": own(
        OWN_APPROVERS | {"data officer"}, get=302, post=302, data={"note": "Count again"}, **WAITING
    ),
    "area/<slug:partnership>/returns/<uuid:pk>/": own(**RECEIPT),
    "area/<slug:partnership>/returns/<uuid:pk>/signed-text.json": own(**RECEIPT),
    "": read(),
    "reports/": read(),
    "reports/run/": Address({"coordinator"}, get=405, post=302),
    "reports/<uuid:run>/": read(at=({"run": "run"},), missing=({"run": NOWHERE}, {"run": "own_return"})),
    "reports/<uuid:run>/<str:name>": read(
        at=({"run": "run", "name": "benchmark-2025.csv"},),
        missing=(
            {"run": "run", "name": "benchmark-2024.csv"},
            {"run": "run", "name": ".."},
            {"run": NOWHERE, "name": "benchmark-2025.csv"},
        ),
    ),
    "compare/": read(query="?indicator=re-referrals&format=csv"),
    "indicators/": read(),
    "indicators/<slug:slug>/": read(at=({"slug": "re-referrals"},), missing=({"slug": "nothing"},)),
    "areas/<slug:slug>/": read(
        at=({"slug": "berrydale"},), missing=({"slug": "nowhere"}, {"slug": "BERRYDALE"})
    ),
    "figures/<uuid:pk>/": read(
        at=({"pk": "own_figure"}, {"pk": "foreign_figure"}), missing=({"pk": "own_return"}, *UNKNOWN)
    ),
    "returns/<uuid:pk>/figures/": read(at=RETURNS, missing=({"pk": "own_waiting"}, *UNKNOWN)),
    "returns/": Address(SCRUTINEERS),
    "returns/<uuid:pk>/": Address(SCRUTINEERS, at=RETURNS, missing=({"pk": "own_waiting"}, *UNKNOWN)),
    "region/": read(),
}

# --- What each cell of the matrix should answer ---------------------------------------------------


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
    """Everybody gets, and posts where a POST does something; one of each kind tries the rest."""
    elsewhere = address.inside and at["partnership"] != "berrydale"
    if elsewhere and viewer not in OWN:
        return False
    first, writes = there and at == address.at[0], bool(address.data) or address.post != address.get
    if first and (method == "get" or (method == "post" and writes)):
        return True
    if viewer not in THOROUGH:
        return False
    if method in ("get", "post") and (first or method == "get" or writes):
        return True
    return first and (address.api or viewer not in address.lets_in)


def expected(address: Address, viewer: str, method: str, at: dict[str, str], there: bool) -> int:
    here = not address.inside or at["partnership"] == "berrydale"
    if (viewer, method) in address.exact:
        return address.exact[viewer, method]
    if viewer in address.others:
        return address.others[viewer]
    if viewer in address.lets_in and here:
        return granted(address, method) if there or (address.api and method in WRITING) else 404
    if address.api:
        return 401
    if viewer in OUT:
        return 302
    return 404 if address.inside and not (viewer in OWN and here) else 403


def granted(address: Address, method: str) -> int:
    if address.api and method in WRITING:
        return 405
    return address.post if method == "post" else address.get


# --- Asking ---------------------------------------------------------------------------------------


@dataclass
class Scene:
    """The world with one thing more of each kind that an address may name."""

    world: World

    def __post_init__(self) -> None:
        self.names: dict[str, str] = {"version": "1", "seen": ""}
        self.names["own_return"] = str(self.world.standing("berrydale", 2025).pk)
        self.names["foreign_return"] = str(self.world.standing("cobblewick", 2025).pk)
        superseded = Return.objects.get(superseded_by__isnull=False)
        self.names["superseded_return"] = str(superseded.pk)
        for whose in ("own", "foreign"):
            source = self.world.standing("berrydale" if whose == "own" else "cobblewick", 2025)
            self.names[f"{whose}_figure"] = str(figure_id(source.pk, "re-referrals"))

    def prepare_returns(self) -> None:
        """One waits for its approver in Berrydale, another in Cobblewick."""
        changes = {"own": ("berrydale", "7,60"), "foreign": ("cobblewick", "70,700")}
        for whose, (slug, counts) in changes.items():
            enter(slug, f"re-referrals,2025,{counts},local,,\n")
            partnership, officer = self.world.partnership(slug), self.world.person(f"data-officer@{slug}")
            with inside(partnership):
                submission = prepare(
                    partnership=partnership,
                    period=Period.reporting_year(2025),
                    reason="Counted again.",
                    by=officer,
                )
            self.names[f"{whose}_waiting"] = str(submission.pk)
            if whose == "own":
                self.names["seen"] = submission.content_sha256
                self.names["version"] = "2"

    def run_benchmark(self) -> None:
        self.names["run"] = str(run_benchmark(year=2025, by=None).pk)

    def people(self) -> dict[str, Client]:
        found = {viewer: _signed_in(self.world.person(who)) for viewer, who in EXISTING.items()}
        found["signed out"] = Client()
        everything = ((DataOfficer, True), (Approver, True), (RegionalScrutinyCoordinator, False))
        today, day = timezone.localdate(), timedelta(days=1)
        dated: dict[str, tuple[Any, Any, Any]] = {
            "without a role": ((), today, None),
            "role ended yesterday": (everything, today - 9 * day, today - day),
            "role starts tomorrow": (everything, today + day, None),
            "deactivated with a live session": (everything, today, None),
            "officer and approver": (everything[:2], today, None),
            "approver until today": (everything[1:2], today - 9 * day, today),
        }
        for number, (viewer, (roles, starts, ends)) in enumerate(dated.items()):
            person = Person.objects.create(email=f"viewer-{number}@made-up.example", role_title=viewer)
            for role, local in roles:
                Membership.objects.create(
                    person=person,
                    role=role.key,
                    partnership=self.world.berrydale if local else None,
                    starts_on=starts,
                    ends_on=ends,
                )
            found[viewer] = _signed_in(person)
        Person.objects.filter(role_title="deactivated with a live session").update(is_active=False)
        return found

    def callers(self) -> dict[str, Client]:
        organisation = Organisation.objects.get(slug="threeshires-police")

        def key(name: str) -> str:
            return issue_api_key(name=name, organisation=organisation, days=30, by=None)

        keys = {name: key(name) for name in ("key", "expired key", "revoked key")}
        ApiKey.objects.filter(name="expired key").update(expiry_date=timezone.now() - timedelta(seconds=1))
        revoke_api_key(key=ApiKey.objects.get(name="revoked key"), by=None)
        keys["wrong key"] = keys["key"][:-1] + ("a" if keys["key"][-1] != "a" else "b")
        found = {name: Client(headers={"authorization": f"Api-Key {text}"}) for name, text in keys.items()}
        found["no key"] = Client()
        found["coordinator's session without a key"] = _signed_in(self.world.person("coordinator"))
        return found


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def url_of(pattern: str, address: Address, at: dict[str, str], names: dict[str, str]) -> str:
    """The pattern with its arguments filled in: names of objects by their ids, other words as they stand."""
    if pattern == ANYTHING_ELSE:
        return "/api/v1/people/"
    path = re.sub(r"<\w+:(\w+)>", lambda found: names.get(at[found[1]], at[found[1]]), pattern)
    return f"/{path}{address.query}"


def ask(client: Client, method: str, url: str, data: dict[str, str]) -> tuple[int, bool]:
    """The status, and whether the record of events grew. Whatever it did is undone."""
    if method in ("get", "head"):
        return getattr(client, method)(url).status_code, False
    cookies = client.cookies.copy()  # a response may take the session away
    with transaction.atomic():
        before = Event.objects.count()
        response = client.post(url, data) if method == "post" else getattr(client, method)(url)
        acted = Event.objects.count() > before
        transaction.set_rollback(True)
    client.cookies = cookies
    return response.status_code, acted


def every_pattern(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry, path)
        elif isinstance(entry, URLPattern):
            yield f"{path} (anything else)" if isinstance(entry.pattern, RegexPattern) else path


def test_every_address_has_an_entry(capsys: pytest.CaptureFixture[str]) -> None:
    patterns = list(every_pattern())
    assert sorted(patterns) == sorted(set(patterns))
    assert set(patterns) == set(ADDRESSES)
    number = sum(1 for address in ADDRESSES.values() for _ in cells(address))
    with capsys.disabled():
        print(f"\n{number:,} cells: {len(ADDRESSES)} addresses, {len(PEOPLE | CALLERS)} kinds of viewers")  # noqa: T201


def folder(pattern: str) -> str:
    """The first word of the address; inside a partnership, the word after its name as well."""
    parts = pattern.split("/")
    return " ".join(parts[:1] + parts[2:3] if parts[0] == "area" else parts[:1]) or "home"


@pytest.mark.parametrize("part", sorted({folder(pattern) for pattern in ADDRESSES}))
def test_each_viewer_gets_what_is_theirs(part: str, region: World) -> None:
    addresses = {pattern: address for pattern, address in ADDRESSES.items() if folder(pattern) == part}
    mentioned = {
        word
        for address in addresses.values()
        for at in (*address.at, *address.missing)
        for word in at.values()
    }
    scene = Scene(region)
    if "run" in mentioned:
        scene.run_benchmark()
    if any("waiting" in word for word in mentioned):
        scene.prepare_returns()
    viewers = scene.people() | (scene.callers() if part == "api" else {})
    wrong = []
    for pattern, address in addresses.items():
        data = {name: text.format(**scene.names) for name, text in address.data.items()}
        for cell in cells(address):
            cache.clear()  # the API counts requests
            url = url_of(pattern, address, cell.at, scene.names)
            status, acted = ask(viewers[cell.viewer], cell.method, url, data)
            if status != cell.status or (acted and (status >= 400 or cell.method != "post")):
                wrong.append((cell.viewer, cell.method, url, f"{status}, not {cell.status}", acted))
    assert wrong == []
