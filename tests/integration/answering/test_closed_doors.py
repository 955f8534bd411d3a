"""Nobody else finds a desk: other agencies' people, partnerships' people, the coordinator. And htmx gets no page."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import AgencyLead
from partnerships.actions import grant_role
from partnerships.models import Organisation
from tests import audit
from tests.integration.answering.conftest import Place, typed
from tests.signing_in import signed_in
from tests.worlds import World

HTMX = {"HX-Request": "true"}
OTHERS = (
    "lead@threeshires-icb", "contributor@berrydale-academy", "lead@cobblewick-hospital", "manager@berrydale",
    "panel@berrydale", "moderator@berrydale", "manager@cobblewick", "coordinator", "scrutineer", "auditor",
)  # fmt: skip


@pytest.mark.parametrize("who", OTHERS)
def test_a_desk_is_not_there_for_others(place: Place, who: str, region: World) -> None:
    audit.answer(place.agency, place.round, only=1)
    name = next(iter(place.work.named))
    standard = place.work.named[name].standard.id
    client = signed_in(region.person(who))
    pages = [
        place.url("home"), place.in_round("task_list"), place.in_round("section", standard),
        place.in_round("question", name), place.in_round("check"), place.in_round("sign"),
    ]  # fmt: skip
    assert {client.get(each).status_code for each in pages} == {404}
    sent = typed(place.work, name, grade="not-yet", narrative="Planted.")
    for address in (place.in_round("section", standard), place.in_round("save", name)):
        assert client.post(address, sent).status_code == 404
    assert client.post(place.in_round("save", name), sent, headers=HTMX).status_code == 404
    assert "Planted." not in {each.narrative for each in place.work.answers}


def test_a_local_desk_is_found_under_its_own_partnership_alone(round_: object) -> None:
    client = signed_in(World().person("lead@berrydale-hospital"))
    assert client.get("/area/berrydale/agency/berrydale-hospital/").status_code == 200
    assert client.get("/area/cobblewick/agency/berrydale-hospital/").status_code == 404
    assert client.get("/area/berrydale/agency/berrydale-academy/").status_code == 404
    shared = client.get("/agency/berrydale-hospital/")
    assert shared["Location"] == "/area/berrydale/agency/berrydale-hospital/"


def test_an_agency_of_several_areas_has_no_work_in_a_local_book(place_of: object, region: World) -> None:
    """Also for somebody who may enter the partnership because of another agency."""
    person = region.person("lead@berrydale-hospital")
    police = Organisation.objects.get(slug="threeshires-police")
    grant_role(person=person, role=AgencyLead, place=police, starts_on=timezone.localdate(), by=None)
    round_ = place_of("threeshires-police").round  # type: ignore[operator]
    client = signed_in(person)
    assert client.get(f"/agency/threeshires-police/rounds/{round_.slug}/start/").status_code == 200
    local = f"/area/berrydale/agency/threeshires-police/rounds/{round_.slug}/start/"
    assert client.get(local).status_code == 404
    assert client.post(local).status_code == 404


def test_the_navigation_leads_an_agencys_people_to_their_desk(place: Place) -> None:
    page = place.client().get("/you/").content.decode()
    assert f'href="/agency/{place.agency}/"' in page


def test_whoever_is_signed_out_gets_a_sentence_where_a_page_was_asked_in_pieces(place: Place) -> None:
    name = next(iter(place.started().work.named))
    address = place.in_round("save", name)
    assert Client().post(address, {}).status_code == 302
    answer = Client().post(address, {}, headers=HTMX)
    assert answer.status_code == 401
    assert "You are signed out." in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_forged_request_is_refused_in_a_sentence_too(place: Place, region: World) -> None:
    name = next(iter(place.started().work.named))
    client = Client(enforce_csrf_checks=True)
    client.cookies = place.client().cookies
    answer = client.post(place.in_round("save", name), typed(place.work, name, grade="partly"), headers=HTMX)
    assert answer.status_code == 403
    assert "Not saved." in answer.content.decode()
    assert place.work.answers == ()


def test_only_the_answering_page_relaxes_trusted_types(place: Place) -> None:
    place.started()
    standard = next(iter(place.work.by_standard))
    client = place.client()
    policy = {
        name: client.get(address)["Content-Security-Policy"]
        for name, address in (
            ("section", place.in_round("section", standard)),
            ("tasks", place.in_round("task_list")),
            ("home", place.url("home")),
        )
    }
    assert "trusted-types" not in policy["section"]
    assert "script-src 'self'" in policy["section"]
    assert "unsafe" not in policy["section"]
    for other in ("tasks", "home"):
        assert "require-trusted-types-for 'script'" in policy[other]
