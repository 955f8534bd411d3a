"""Agencies of five made-up areas, their people with sessions, and a round that is open and half answered."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any

import yaml

from infra.bench.audit.ground import ROOT

# isort: split
from django.utils import timezone

from accounts.actions import add_person
from accounts.models import Person
from accounts.roles import AgencyContributor, AgencyLead
from partnerships.actions import grant_role
from partnerships.context import inside
from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.selectors import in_force
from scrutiny.section11.answering.actions import start
from scrutiny.section11.answering.naming import name_of_question
from scrutiny.section11.answering.saving import Sent, save_answers
from scrutiny.section11.answering.selectors import Work, work_of
from scrutiny.section11.books import SHARED, Book
from scrutiny.section11.models import LegalBasis, Round
from scrutiny.section11.rounds.actions import expect, launch, plan_round
from tenants.self_assessment.books import LOCAL
from tests.signing_in import signed_in

AREAS = ("ashmere", "birchford", "calder-vale", "dunholme", "elmsworth")
CSRF = "k" * 32
VARIANTS = (("full", "police"), ("full", "health-provider"), ("education", "school"), ("light", ""))


@dataclass(frozen=True)
class Agency:
    slug: str
    variant: str
    kind: str
    areas: tuple[str, ...]

    @property
    def book(self) -> Book:
        return SHARED if len(self.areas) > 1 else LOCAL

    @property
    def path(self) -> str:
        return f"{'' if self.book.is_shared else f'/area/{self.areas[0]}'}/agency/{self.slug}/"

    def at_desk(self) -> AbstractContextManager[None]:
        """In the schema that holds its book."""
        if self.book.is_shared:
            return nullcontext()
        return inside(Partnership.objects.select_related("area").get(slug=self.areas[0]))

    @property
    def organisation(self) -> Organisation:
        return Organisation.objects.get(slug=self.slug)


@dataclass
class Seat:
    """Somebody who answers. `names` are the questions that are theirs; `mark` is in every text of the agency."""

    agency: Agency
    number: int
    email: str
    cookies: str
    round: str
    names: list[str] = field(default_factory=list)
    standards: dict[str, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    """The version of each question that the person has before them."""

    @property
    def mark(self) -> str:
        return mark_of(self.agency.slug)

    def url(self, rest: str) -> str:
        return f"{self.agency.path}rounds/{self.round}/{rest}"


def mark_of(agency: str) -> str:
    return f"written-by-{agency}-alone"


def agencies(shared: int, local: int, variants: tuple[tuple[str, str], ...] = VARIANTS) -> list[Agency]:
    """Some that answer for several areas, from two of them to all; and some of each area alone."""
    several = [
        Agency(f"wide-{n:02}", "full", "police", AREAS[: 2 + n % (len(AREAS) - 1)]) for n in range(shared)
    ]
    if variants != VARIANTS:
        several = [Agency(each.slug, *variants[0], each.areas) for each in several]
    return several + [
        Agency(f"{area}-{n:02}", *variants[(n + place) % len(variants)], (area,))
        for place, area in enumerate(AREAS)
        for n in range(local)
    ]


def region_file(those: list[Agency]) -> str:
    made_up = yaml.safe_load((ROOT / "tests/regions/threeshires.yaml").read_text(encoding="utf-8"))
    areas = [
        {
            "slug": slug, "name": slug.title(), "short_name": slug.title(), "dfe_code": f"{950 + n}",
            "codes": [{"code": f"E06000{950 + n}"}],
            "partnership": {
                "name": f"Safe in {slug.title()}", "short_name": f"S{n}", "schema_name": slug.replace("-", "_")
            },
        }
        for n, slug in enumerate(AREAS)
    ]  # fmt: skip
    organisations = [
        {"slug": each.slug, "name": f"Agency {each.slug}", "kind": "Agency", "areas": list(each.areas)}
        for each in those
    ]
    return yaml.safe_dump({**made_up, "areas": areas, "organisations": organisations}, sort_keys=False)


def open_round(those: list[Agency]) -> Round:
    today = timezone.localdate()
    editions = {
        variant: found
        for variant in ("full", "education", "light")
        if (found := in_force("section-11", variant, today))
    }
    round_ = plan_round(
        slug="audit-of-the-bench", name="Audit of the bench", framework="section-11",
        opens_on=today - timedelta(days=1), closes_on=today + timedelta(days=30), challenge_until=None,
        previous=None, about="", editions=editions, partnerships=Partnership.objects.all(), made_up=True, by=None,
    )  # fmt: skip
    for each in those:
        places = [Partnership.objects.get(slug=area) for area in each.areas]
        expect(
            round_=round_, organisation=each.organisation, variant=each.variant, kind=each.kind,
            legal_basis=LegalBasis.SECTION_11, partnerships=places, by=None,
        )  # fmt: skip
    return launch(round_=round_, by=None)


def people(agency: Agency, round_: Round, number: int) -> Iterator[Seat]:
    """The first is the lead. Sessions are made as signing in makes them, without a password that would be hashed; they
    count as fresh for an hour, so that signing needs no password either."""
    organisation = agency.organisation
    for n in range(number):
        role = AgencyLead if n == 0 else AgencyContributor
        email = f"person-{n:02}@{agency.slug}.example"
        person = add_person(email=email, role_title=f"Person {n} of {agency.slug}", password=None, by=None)
        grant_role(person=person, role=role, place=organisation, starts_on=timezone.localdate(), by=None)
        yield Seat(agency, n, email, f"sessionid={_session(person)}; csrftoken={CSRF}", round_.slug)


def _session(person: Person) -> str:
    """As if they showed again and again who they are, for an hour to come."""
    client, now = signed_in(person), time.time()
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": now + seconds, "email": person.email} for seconds in range(0, 3600, 120)
    ]
    session.save()
    return client.cookies["sessionid"].value


def begin(agency: Agency, round_: Round, by: Any, *, answered: float) -> Work:
    """The lead starts, and answers that part of the questions, at the length people write."""
    organisation = agency.organisation
    with agency.at_desk():
        start(book=agency.book, round_=round_, organisation=organisation, by=by)
        work = work_now(agency, round_)
        some = islice(work.questions, round(len(work.questions) * answered))
        texts = [Sent(*each.key, "partly", a_text(agency.slug, 120), 0) for each in some]
        save_answers(
            book=agency.book, round_=round_, organisation=organisation, answers=texts, how="page", by=by
        )
        return work_now(agency, round_)


def work_now(agency: Agency, round_: Round) -> Work:
    """Read at the agency's desk."""
    work = work_of(agency.book, round_, agency.organisation)
    assert work is not None
    return work


def share_out(work: Work, seats: list[Seat], *, racing: bool) -> None:
    """Questions to people, one after the other; `racing`: the first two are given the same."""
    asked, hands = work.questions, len(seats) - racing
    for place, seat in enumerate(seats):
        hand = max(0, place - racing)
        mine = asked[len(asked) * hand // hands : len(asked) * (hand + 1) // hands]
        seat.names = [name_of_question(each) for each in mine]
        seat.standards = {name_of_question(each): each.standard.id for each in mine}
        seat.seen = {
            name_of_question(each): held.version for each in mine if (held := work.by_key.get(each.key))
        }


def a_text(agency: str, words: int, more: str = "") -> str:
    """Of about six letters a word."""
    return f"{mark_of(agency)} {more} " + "policy review training records " * (words // 4)
