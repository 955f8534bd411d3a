"""Where people are led from the list of rounds, and what other parts of the platform add to a partnership's board."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from partnerships.models import Partnership
from scrutiny.section11.models import Round
from scrutiny.section11.rounds import links
from scrutiny.section11.rounds.board import AgencyOnBoard
from tests import audit

Sign = Callable[[str], Client]


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def read_answers(agency: AgencyOnBoard, round_: Round, partnership: Partnership) -> Iterator[links.Link]:
    if agency.has_signed:
        yield "Read the answers", f"/{partnership.slug}/{round_.slug}/{agency.slug}/"


def test_other_parts_add_links_to_an_agency_on_the_board(
    client_for: Sign, region: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "_offers", [])
    round_ = audit.a_round()
    audit.answer("appleford-club", round_)
    audit.sign_answers("appleford-club", round_)
    client, address = client_for("manager@applefordshire"), f"/area/applefordshire/audits/{round_.slug}/"
    assert "Read and do" not in text(client.get(address))
    for _ in range(2):
        links.offer_links(read_answers)
    page = text(client.get(address))
    assert page.count("Read the answers") == 1, "of two agencies one has signed, and the offer stands once"
    assert f'href="/applefordshire/{round_.slug}/appleford-club/"' in page


def test_people_of_an_agency_are_led_to_where_it_answers(client_for: Sign, region: object) -> None:
    round_ = audit.a_round()
    audit.a_round("audit-2027", launched=False)
    for who, address in (
        ("lead@berrydale-academy", f"/area/berrydale/agency/berrydale-academy/rounds/{round_.slug}/"),
        ("contributor@threeshires-icb", f"/agency/threeshires-icb/rounds/{round_.slug}/"),
    ):
        client = client_for(who)
        page = text(client.get("/audits/"))
        assert f'href="{address}"' in page
        assert f"until {round_.closes_on:%-d %B %Y}" in page
        assert "audit-2027" not in page, "it is not launched"
        assert client.get(address, follow=True).status_code == 200
    assert "What you are asked to answer" not in text(client_for("manager@berrydale").get("/audits/"))
