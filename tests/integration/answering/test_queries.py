"""The answering page asks the database ten things at most, however many statements its section has."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scrutiny.frameworks.content import Content
from scrutiny.frameworks.models import Edition
from scrutiny.section11 import editions
from scrutiny.section11.models import ExpectedAgency
from tests import audit
from tests.integration.answering.conftest import Place, typed

MOST = 10
BIG = "one-big-section"


def big_edition(edition: Edition, number: int = 60) -> Content:
    """The edition again, with all that it asks in one section of so many statements."""
    content = edition.content
    first = content.standards[0]
    statements = [each for standard in content.standards for each in standard.statements][:number]
    assert len(statements) == number
    standard = first.model_copy(update={"id": BIG, "statements": tuple(statements)})
    return content.model_copy(update={"standards": (standard,)})


@pytest.fixture
def big(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The agency's edition has one section of sixty statements, some of them asked for each area."""
    expected = ExpectedAgency.objects.get(round=place.round, organisation__slug=place.agency)
    edition = expected.edition.edition
    ExpectedAgency.objects.filter(pk=expected.pk).update(kind="")
    monkeypatch.setitem(editions._KNOWN, edition.sha256, big_edition(edition))
    return place.started()


def queries(ask: Callable[[], Any]) -> int:
    ask()
    with CaptureQueriesContext(connection) as heard:
        assert ask().status_code == 200
    return len(heard)


def test_a_section_of_sixty_statements_takes_ten_queries_at_most(big: Place) -> None:
    client, address = big.client(), big.in_round("section", BIG)
    names = list(big.work.named)
    assert len(names) >= 60
    empty = queries(lambda: client.get(address))
    sent = typed(big.work, *names, grade="in-place", narrative="Words.")
    assert client.post(address, sent).status_code == 302
    assert big.work.progress.is_complete
    for name in names[:9]:
        client.post(big.in_round("comment", name), {"text": "A comment."})
    full = queries(lambda: client.get(address))
    assert empty == full <= MOST


def test_saving_sixty_answers_writes_as_often_as_saving_two_and_one_takes_less(big: Place) -> None:
    client, address = big.client(), big.in_round("section", BIG)
    names = list(big.work.named)

    def writes(*which: str, words: str) -> int:
        sent = typed(big.work, *which, narrative=words)
        with CaptureQueriesContext(connection) as heard:
            assert client.post(address, sent).status_code == 302
        return sum(each["sql"].lstrip().startswith(("INSERT", "UPDATE", "WITH")) for each in heard)

    client.post(address, typed(big.work, *names, grade="in-place", narrative="First."))
    assert writes(*names, words="All.") == writes(*names[:2], words="Two.") > writes(names[0], words="One.")


def test_an_answer_that_saves_itself_asks_little(place: Place) -> None:
    name = next(iter(place.started().work.named))
    client, address = place.client(), place.in_round("save", name)
    client.post(address, typed(place.work, name, grade="partly"))
    sent = typed(place.work, name, narrative="Words.")
    with CaptureQueriesContext(connection) as heard:
        client.post(address, sent, headers={"HX-Request": "true"})
    assert len(heard) <= 18, [each["sql"][:80] for each in heard]


def test_homes_of_many_rounds_cost_the_queries_of_one(place: Place) -> None:
    client, address = place.client(), place.url("home")
    one = queries(lambda: client.get(address))
    for number in range(3):
        audit.a_round(f"another-{number}")
    audit.answer(place.agency, place.round, only=3)
    assert queries(lambda: client.get(address)) <= one + 1
