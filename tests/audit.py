"""An audit in the made-up region, through the real actions.

    agency              kind               variant    answers for
    threeshires-icb     icb                full       Applefordshire, Berrydale, Cobblewick: in the shared book
    threeshires-police  police             full       Berrydale, Cobblewick: in the shared book
    berrydale-hospital  health-provider    full       Berrydale: in its partnership's book
    berrydale-academy   school             education  Berrydale
    cobblewick-hospital health-provider    full       Cobblewick
    appleford-club      (none)             light      Applefordshire

Each agency has a lead and a contributor: lead@berrydale-academy, contributor@berrydale-academy.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.actions import add_person
from accounts.models import Person
from accounts.roles import AgencyContributor, AgencyLead
from partnerships.actions import grant_role
from partnerships.context import in_region, inside
from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.selectors import in_force
from scrutiny.section11.answering.actions import sign, start, submit
from scrutiny.section11.answering.saving import Sent, save_answers
from scrutiny.section11.answering.selectors import Work, work_of
from scrutiny.section11.answering.signing import agreed_hash
from scrutiny.section11.books import SHARED, Book
from scrutiny.section11.models import LegalBasis, Round
from scrutiny.section11.questions import Question
from scrutiny.section11.rounds.actions import expect, launch, plan_round
from tenants.self_assessment.books import LOCAL
from tests.worlds import World, address

EXPECTED = {
    "threeshires-icb": ("full", "icb", ("applefordshire", "berrydale", "cobblewick")),
    "threeshires-police": ("full", "police", ("berrydale", "cobblewick")),
    "berrydale-hospital": ("full", "health-provider", ("berrydale",)),
    "berrydale-academy": ("education", "school", ("berrydale",)),
    "cobblewick-hospital": ("full", "health-provider", ("cobblewick",)),
    "appleford-club": ("light", "", ("applefordshire",)),
}


def add_agency_people() -> None:
    """A lead and a contributor for each agency that has none yet."""
    for slug in EXPECTED:
        organisation = Organisation.objects.get(slug=slug)
        for word, role in (("lead", AgencyLead), ("contributor", AgencyContributor)):
            email = address(f"{word}@{slug}")
            if not Person.objects.filter(email=email).exists():
                person = add_person(
                    email=email,
                    role_title=f"{word.title()}, {organisation}",
                    password="demonstration only",
                    by=None,
                )
                grant_role(
                    person=person, role=role, place=organisation, starts_on=timezone.localdate(), by=None
                )


def a_round(
    slug: str = "audit-2026",
    *,
    opens_on: date | None = None,
    closes_on: date | None = None,
    previous: Round | None = None,
    edition_day: date | None = None,
    launched: bool = True,
    made_up: bool = False,
) -> Round:
    """A round of all agencies, open today unless dates are given. `edition_day`: whose editions are answered."""
    today = timezone.localdate()
    opens_on, closes_on = opens_on or today - timedelta(days=7), closes_on or today + timedelta(days=30)
    editions = {
        variant: found
        for variant in ("full", "education", "light")
        if (found := in_force("section-11", variant, edition_day or date(2026, 10, 1)))
    }
    add_agency_people()
    coordinator = World().person("coordinator")
    round_ = plan_round(
        slug=slug, name=f"Section 11 {slug}", framework="section-11", opens_on=opens_on, closes_on=closes_on,
        challenge_until=None, previous=previous, about="", editions=editions,
        partnerships=Partnership.objects.all(), made_up=made_up, by=coordinator,
    )  # fmt: skip
    for agency, (variant, kind, areas) in EXPECTED.items():
        if variant in editions:
            expect(
                round_=round_, organisation=Organisation.objects.get(slug=agency), variant=variant, kind=kind,
                legal_basis=LegalBasis.SECTION_11, partnerships=[World().partnership(area) for area in areas],
                by=coordinator,
            )  # fmt: skip
    return launch(round_=round_, by=coordinator) if launched else round_


def book_of(agency: str) -> Book:
    return SHARED if len(EXPECTED[agency][2]) > 1 else LOCAL


def at_desk_of(agency: str) -> AbstractContextManager[None]:
    """In the schema that holds the agency's book."""
    areas = EXPECTED[agency][2]
    return nullcontext() if len(areas) > 1 else inside(World().partnership(areas[0]))


def lead_of(agency: str) -> Person:
    with in_region():  # a partnership's role reads no people
        return World().person(f"lead@{agency}")


def work(agency: str, round_: Round) -> Work:
    """Read in the schema of its book."""
    with at_desk_of(agency):
        found = work_of(book_of(agency), round_, Organisation.objects.get(slug=agency))
        assert found is not None
        return found


def answer(
    agency: str,
    round_: Round,
    *,
    grade: Callable[[Question], str] = lambda question: "in-place",
    narrative: Callable[[Question], str] = lambda question: f"What we do about {question.statement.id}.",
    only: int | None = None,
) -> None:
    """The lead starts and answers every question, or the first few."""
    by, organisation = lead_of(agency), Organisation.objects.get(slug=agency)
    book = book_of(agency)
    with at_desk_of(agency):
        start(book=book, round_=round_, organisation=organisation, by=by)
        now = work_of(book, round_, organisation)
        assert now is not None
        sent = [
            Sent(*question.key, grade(question), narrative(question), _version(now, question), confirm=True)
            for question in now.questions[:only]
        ]
        save_answers(book=book, round_=round_, organisation=organisation, answers=sent, how="page", by=by)


def _version(work: Work, question: Question) -> int:
    held = work.by_key.get(question.key)
    return held.version if held else 0


def submit_answers(agency: str, round_: Round) -> Work:
    """Everything answered: the lead submits, and has yet to sign."""
    with at_desk_of(agency):
        return submit(
            book=book_of(agency), round_=round_, organisation=Organisation.objects.get(slug=agency), note="",
            by=lead_of(agency),
        )  # fmt: skip


def sign_answers(agency: str, round_: Round, submitted: Work | None = None) -> Any:
    """Everything answered: the lead submits, where nobody has, and signs."""
    waiting = submitted or submit_answers(agency, round_)
    with at_desk_of(agency):
        return sign(
            book=book_of(agency), round_=round_, organisation=Organisation.objects.get(slug=agency),
            seen_sha256=agreed_hash(waiting), by=lead_of(agency),
        )  # fmt: skip
