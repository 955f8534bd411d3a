"""Last round's answers: shown as such, confirmed or changed, never done by themselves."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import audit
from tests.integration.answering.conftest import Place, typed
from tests.worlds import World

NAME = "accountability-line-drawn"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def again(region: World) -> Place:
    today = timezone.localdate()
    before = audit.a_round(
        "audit-2024", opens_on=today - timedelta(days=700), closes_on=today, edition_day=date(2024, 10, 1)
    )
    agency = "berrydale-hospital"
    audit.answer(agency, before, grade=lambda question: "partly")
    audit.sign_answers(agency, before)
    return Place(agency, audit.a_round(previous=before))


def test_carried_in_answers_are_to_confirm_until_somebody_does(again: Place) -> None:
    begin = again.client().get(again.in_round("start")).content.decode()
    assert "of your answers in Section 11 audit-2024" in begin
    work = again.started().work
    assert work.progress.answered == 0
    assert work.answers
    section = again.in_round("section", work.named[NAME].standard.id)
    page = again.client().get(section).content.decode()
    for words in (
        "To confirm",
        "This is your answer of Section 11 audit-2024",
        "Unchanged",
        "This still holds",
    ):
        assert words in page
    again.client().post(section, typed(work, NAME))
    assert again.work.progress.answered == 0
    again.client().post(section, typed(work, NAME, confirm="on"))
    after = again.work
    answer = after.by_key[NAME, ""]
    assert (answer.is_answered, answer.grade, answer.carried_from) == (True, "partly", "audit-2024")
    assert after.progress.answered == 1


def test_confirming_saves_itself_and_changing_confirms(again: Place) -> None:
    work = again.started().work
    other = next(name for name, each in work.named.items() if name != NAME and each.key in work.by_key)
    client = again.client()
    body = client.post(again.in_round("save", NAME), typed(work, NAME, confirm="on"), headers=HTMX)
    assert "Answered" in body.content.decode()
    client.post(again.in_round("save", other), typed(work, other, grade="in-place"), headers=HTMX)
    after = again.work
    assert {NAME, other} == {each.statement for each in after.answers if each.is_answered}
    page = client.get(again.in_round("question", other)).content.decode()
    assert "Carried in from the last round" in page


def test_new_and_changed_statements_say_so(again: Place) -> None:
    work = again.started().work
    kinds = {each.standard.id: each.statement.change.kind for each in work.questions if each.statement.change}
    by_kind = {kind: standard for standard, kind in kinds.items()}
    for kind, word in (("new", ">New<"), ("unchanged", ">Unchanged<")):
        pages = again.client().get(again.in_round("section", by_kind[kind])).content.decode()
        assert word in pages.replace("\n", "").replace("  ", "")
