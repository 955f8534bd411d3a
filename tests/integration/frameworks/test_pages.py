"""What each page says, to whoever reads and to whoever drafts."""

from collections.abc import Callable

import pytest
from django.test import Client

from scrutiny.frameworks.models import Draft, Edition

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
    for address in (base, f"{base}print/", f"{base}csv/"):
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
