"""What each page says, to whoever reads and to whoever drafts."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from scrutiny.frameworks.models import Draft, Edition
from tests.signing_in import signed_in

FULL = "/frameworks/section-11/full/2026/"
EARLIER = "/frameworks/section-11/full/2024/"
Sign = Callable[[str], Client]


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_the_list_says_what_is_in_force(client_for: Sign) -> None:
    page = read(client_for("contributor@threeshires-icb"), "/frameworks/")
    assert page.count("In force") == 3
    assert page.count("Replaced") == 1
    assert "Draft the next edition" not in page
    assert page.count("Draft the next edition") < read(client_for("coordinator"), "/frameworks/").count(
        "Draft the next edition"
    )


@pytest.mark.parametrize("variant", ["full", "education", "light"])
def test_every_page_of_every_edition_opens(client_for: Sign, region: object, variant: str) -> None:
    client = client_for("member")
    edition = Edition.objects.get(variant=variant, label="2026")
    base = f"/frameworks/section-11/{variant}/2026/"
    for address in (base, f"{base}print/", f"{base}edition.csv"):
        read(client, address)
    for id_, placed in edition.content.placed.items():
        page = read(client, f"{base}statements/{id_}/")
        assert placed.number in page
        assert page.count('class="app-grades__step ') == 4


def test_drafting_pages_open(client_for: Sign, draft: Draft) -> None:
    client = client_for("coordinator")
    statement, standard = draft.statements.first(), draft.standards.first()
    assert statement is not None
    assert standard is not None
    base = f"/frameworks/drafts/{draft.pk}/"
    for rest in (
        "", "details/", "discard/", "preview/", "preview/?standard=3&kind=police", "changes/", "publish/",
        "standards/add/", f"standards/{standard.pk}/", f"standards/{standard.pk}/remove/",
        f"standards/{standard.pk}/add-statement/", f"statements/{statement.pk}/",
        f"statements/{statement.pk}/move/", f"statements/{statement.pk}/retire/",
    ):  # fmt: skip
        read(client, base + rest)


def test_a_statement_shows_where_it_comes_from_and_what_became_of_it(client_for: Sign) -> None:
    client = client_for("member")
    merged = read(client, f"{FULL}statements/recruitment-checks-complete/")
    assert "8.1 of edition 2024" in merged
    assert "8.2 of edition 2024" in merged
    split = read(client, f"{EARLIER}statements/induction-and-training/")
    assert "New staff and volunteers have a safeguarding induction" in split
    assert "A plan sets out which safeguarding training" in split
    retired = read(client, f"{EARLIER}statements/policy-on-paper/")
    assert "Edition 2026 asks it no more." in retired
    assert "There is no edition before 2024." in retired
    assert "asked for the first time in edition 2026" in read(client, f"{FULL}statements/family-help-joined/")


def test_the_changes_page_shows_each_kind(client_for: Sign) -> None:
    page = read(client_for("member"), f"{FULL}changes/")
    for heading in ("New", "Reworded", "Divided", "Merged", "Retired"):
        assert f'<h2 class="govuk-heading-m">{heading}</h2>' in page
    assert "Our board receives a yearly report on safeguarding children." in page
    assert "A folder in each building said nothing about that." in page


@pytest.mark.parametrize("rest", ["", "print/"])
def test_a_kind_of_agency_sees_what_it_is_asked(client_for: Sign, rest: str) -> None:
    client = client_for("member")
    police, probation = (read(client, f"{FULL}{rest}?kind={kind}") for kind in ("police", "probation"))
    only = "Officers at a domestic abuse incident see each child"
    assert only in police
    assert only not in probation
    assert only in read(client, f"{FULL}{rest}?kind=nonsense")
    assert "asked of this kind of agency are shown: Police force." in police


def test_the_csv_is_a_file_for_spreadsheets(client_for: Sign) -> None:
    response = client_for("member").get(f"{FULL}edition.csv")
    assert response.content.startswith(b"\xef\xbb\xbfnumber,id,standard,statement")
    assert response["Content-Disposition"] == 'attachment; filename="section-11-full-2026.csv"'
    assert response.content.decode("utf-8-sig").count("section-11") == 0


def test_somebody_without_a_role_reads_editions_too(client_for: Sign, region: object) -> None:
    nobody = Person.objects.create(email="nobody@new.example", role_title="Nobody yet")
    read(signed_in(nobody), FULL)
    assert Client().get(FULL).status_code == 302


PAGES = [
    "/frameworks/", FULL, f"{FULL}print/", f"{FULL}edition.csv", f"{FULL}changes/", f"{FULL}statements/board-reports/",
]  # fmt: skip
DRAFT_PAGES = ["", "preview/", "preview/?standard=2", "changes/", "publish/", "details/", "standards/add/"]


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as heard:
        read(client, address)
    return len(heard)


def test_a_page_asks_the_same_few_questions_whatever_its_size(client_for: Sign, draft: Draft) -> None:
    """Sixty-nine statements cost no more than sixteen, and no page asks a question a statement."""
    client = client_for("coordinator")
    full = {address: queries(client, address) for address in PAGES}
    light = {
        address: queries(
            client, address.replace("/full/", "/light/").replace("board-reports", "person-named")
        )
        for address in PAGES
        if "changes" not in address
    }
    assert {address: full[address] for address in light} == light
    drafts = {rest: queries(client, f"/frameworks/drafts/{draft.pk}/{rest}") for rest in DRAFT_PAGES}
    assert max({**full, **drafts}.values()) <= 12, (full, drafts)
