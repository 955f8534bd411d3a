"""The largest section there can be is saved with one press, without JavaScript; what is longer still loses nothing."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from scrutiny.frameworks.content import Content
from scrutiny.section11 import editions
from scrutiny.section11.answering.saving import LONGEST_NARRATIVE
from scrutiny.section11.models import ExpectedAgency
from tests.integration.answering.conftest import Place, typed
from tests.integration.answering.test_queries import BIG, big_edition
from tests.worlds import World

FORM = "application/x-www-form-urlencoded"


def asked_everywhere(content: Content) -> Content:
    """Every one of its statements is asked for each area."""
    (standard,) = content.standards
    statements = tuple(each.model_copy(update={"area_specific": True}) for each in standard.statements)
    return content.model_copy(update={"standards": (standard.model_copy(update={"statements": statements}),)})


@pytest.fixture
def largest(place_of: Callable[[str], Place], monkeypatch: pytest.MonkeyPatch) -> Place:
    """Sixty statements, each asked for three areas: 180 questions in one section."""
    place = place_of("threeshires-icb")
    expected = ExpectedAgency.objects.get(round=place.round, organisation__slug=place.agency)
    edition = expected.edition.edition
    ExpectedAgency.objects.filter(pk=expected.pk).update(kind="")
    monkeypatch.setitem(editions._KNOWN, edition.sha256, asked_everywhere(big_edition(edition)))
    return place.started()


def long_text(name: str) -> str:
    """As long as a text may be, in words, with line ends and letters beyond ASCII as people type them."""
    words = f"What we do about {name}: we look – twice a year – at Zoë’s plan.\n"
    return (words * (LONGEST_NARRATIVE // len(words) + 1))[:LONGEST_NARRATIVE].strip()


def test_the_largest_section_is_saved_whole(largest: Place) -> None:
    names = list(largest.work.named)
    assert len(names) == 180
    sent: dict[str, str] = {}
    for name in names:
        one = typed(largest.work, name, grade="in-place", narrative=long_text(name).replace("\n", "\r\n"))
        sent |= one | {f"{name}-confirm": "on"}
    sent["on"] = "1"
    body = urlencode(sent)
    assert len(body) > 1_800_000
    assert len(sent) > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    client = largest.client()
    answer = client.post(largest.in_round("section", BIG), body, content_type=FORM)
    assert answer.status_code == 302
    after = largest.work
    assert after.progress.is_complete
    assert {name: after.by_key[after.named[name].key].narrative for name in names} == {
        name: long_text(name) for name in names
    }
    assert client.get(largest.in_round("section", BIG)).status_code == 200


def test_what_is_sent_is_read_as_django_reads_it(place: Place) -> None:
    """Repeated names, empty values, signs in hexadecimal, and letters that are no UTF-8."""
    name = next(iter(place.started().work.named))
    section = place.in_round("section", place.work.named[name].standard.id)
    body = f"{name}-narrative=first&{name}-narrative=caf%C3%A9+%26+more&{name}-grade=&{name}-seen=0&empty=&%ff=%ff"
    assert place.client().post(section, body, content_type=FORM).status_code == 302
    assert place.work.by_key[place.work.named[name].key].narrative == "café & more"


def test_longer_still_says_what_to_do_and_changes_nothing(largest: Place) -> None:
    client, section = largest.client(), largest.in_round("section", BIG)
    name = next(iter(largest.work.named))
    too_long = urlencode(typed(largest.work, name, narrative="x" * (8 * 1024 * 1024)))
    too_many = "&".join([urlencode(typed(largest.work, name, narrative="Words.")), *["a=b"] * 3_001])
    for body in (too_long, too_many):
        answer = client.post(section, body, content_type=FORM)
        page = answer.content.decode()
        assert answer.status_code == 413
        assert "Your browser still holds what you wrote" in page
        assert "answer in a spreadsheet" in page
    assert not largest.work.answers


def test_a_form_is_taken_with_its_token_and_refused_without(place: Place) -> None:
    client, name = Client(enforce_csrf_checks=True), next(iter(place.started().work.named))
    client.force_login(World().person(f"lead@{place.agency}"), backend=settings.AUTHENTICATION_BACKENDS[0])
    section = place.in_round("section", place.work.named[name].standard.id)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(section).content.decode())
    assert token is not None
    sent = typed(place.work, name, narrative="Words.")
    assert client.post(section, urlencode(sent), content_type=FORM).status_code == 403
    assert not place.work.answers
    with_token = urlencode(sent | {"csrfmiddlewaretoken": token[1]})
    assert client.post(section, with_token, content_type=FORM).status_code == 302
    assert place.work.answers


def test_no_other_address_takes_more_than_before(region: World) -> None:
    for there in ("/accounts/login/", "/agency/threeshires-icb/", "/area/berrydale/figures/"):
        assert Client().post(there, "a=" + "x" * 300_000, content_type=FORM).status_code == 413, there
    many = "&".join(["a=b"] * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    assert Client().post("/accounts/login/", many, content_type=FORM).status_code == 400


def test_a_section_takes_no_larger_body_of_another_kind(largest: Place) -> None:
    for kind in ("application/json", "text/plain"):
        answer: Any = largest.client().post(
            largest.in_round("section", BIG), "x" * 300_000, content_type=kind
        )
        assert answer.status_code == 413, kind
