"""Saving a section at once and an answer by itself; two people at one answer; locks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partnerships.context import inside
from scrutiny.section11.answering.actions import submit
from scrutiny.section11.models import ReturnRequest, Round
from scrutiny.section11.rounds.actions import allow_late
from tests import audit
from tests.integration.answering.conftest import Place, typed
from tests.worlds import World

STANDARD = "accountability"
HTMX = {"HX-Request": "true"}


def names(place: Place, standard: str = STANDARD) -> list[str]:
    return [name for name, each in place.work.named.items() if each.standard.id == standard]


def stored(place: Place, name: str) -> tuple[str, str]:
    work = place.work
    answer = work.by_key[work.named[name].key]
    return answer.grade, answer.narrative


def set_aside(place: Place) -> list[str]:
    with audit.at_desk_of(place.agency):
        return [each.narrative for each in place.work.assessment.versions.filter(kept=False)]


def test_one_save_keeps_every_answer_that_was_touched(place: Place) -> None:
    one, two, *_ = names(place.started())
    work = place.work
    sent = typed(work, *names(place)) | typed(work, one, grade="partly", narrative="A chart.")
    sent |= typed(work, two, narrative="No grade yet.")
    answer = place.client().post(place.in_round("section", STANDARD), {**sent, "save": two})
    assert answer["Location"].endswith(f"sections/{STANDARD}/#{two}")
    assert stored(place, one) == ("partly", "A chart.")
    assert stored(place, two) == ("", "No grade yet.")
    assert len(place.work.answers) == 2
    assert place.work.progress.answered == 1


def test_an_answer_that_is_too_long_stays_on_the_page_and_holds_up_no_other(place: Place) -> None:
    one, two, *_ = names(place.started())
    work = place.work
    sent = typed(work, one, narrative="x" * 10_001) | typed(work, two, grade="partly", narrative="Kept.")
    page = place.client().post(place.in_round("section", STANDARD), sent)
    assert "Shorten this text to 10,000 characters or fewer" in page.content.decode()
    assert "x" * 10_001 in page.content.decode()
    assert stored(place, two) == ("partly", "Kept.")
    assert work.named[one].key not in place.work.by_key


def test_an_unknown_grade_is_refused_in_words(place: Place) -> None:
    one, *_ = names(place.started())
    sent = typed(place.work, one, grade="excellent")
    page = place.client().post(place.in_round("section", STANDARD), sent).content.decode()
    assert "There is a problem" in page
    assert place.work.answers == ()


def test_an_answer_saves_itself_and_says_when(place: Place) -> None:
    one, *_ = names(place.started())
    client, address = place.client(), place.in_round("save", one)
    answer = client.post(address, typed(place.work, one, grade="partly"), headers=HTMX)
    body = answer.content.decode()
    assert f"Saved at {timezone.localtime():%H:}" in body
    assert f'name="{one}-seen" value="1"' in body
    assert "1 of 5 answered" in body
    assert "<html" not in body
    again = client.post(address, typed(place.work, one, narrative="More."), headers=HTMX)
    assert 'value="2"' in again.content.decode()
    assert stored(place, one) == ("partly", "More.")


def test_what_a_colleague_saved_meanwhile_is_not_written_over_by_what_was_only_shown(place: Place) -> None:
    one, two, *_ = names(place.started())
    mine = typed(place.work, one, two) | typed(place.work, two, narrative="Mine.")
    place.client("lead").post(
        place.in_round("section", STANDARD), typed(place.work, one, narrative="Theirs.")
    )
    answer = place.client().post(place.in_round("section", STANDARD), mine)
    assert answer["Location"].endswith(f"sections/{STANDARD}/")
    assert stored(place, one) == ("", "Theirs.")
    assert stored(place, two) == ("", "Mine.")
    assert set_aside(place) == []


@pytest.mark.parametrize("choice", ["theirs", "mine", "anew"])
def test_two_people_at_one_answer_choose_and_nothing_is_lost(place: Place, choice: str) -> None:
    one, two, *_ = names(place.started())
    mine = typed(place.work, one, grade="partly", narrative="Mine.") | typed(
        place.work, two, narrative="Fine."
    )
    theirs = typed(place.work, one, grade="in-place", narrative="Theirs.")
    place.client("lead").post(place.in_round("section", STANDARD), theirs)
    client = place.client()
    address = client.post(place.in_round("section", STANDARD), mine)["Location"]
    assert address == place.in_round("conflict", one)
    assert stored(place, two) == ("", "Fine.")
    page = client.get(address).content.decode()
    for words in ("Mine.", "Theirs.", "Partly in place", "In place", "Lead, "):
        assert words in page
    assert stored(place, one) == ("in-place", "Theirs.")
    sent = {
        "choice": choice,
        f"{one}-seen": "1",
        f"{one}-grade": "shown-to-work",
        f"{one}-narrative": "Theirs and mine.",
    }
    assert client.post(address, sent)["Location"].endswith(f"sections/{STANDARD}/#{one}")
    expected = {
        "theirs": ("in-place", "Theirs."),
        "mine": ("partly", "Mine."),
        "anew": ("shown-to-work", "Theirs and mine."),
    }
    assert stored(place, one) == expected[choice]
    assert set_aside(place) == ["Mine."]
    history = client.get(place.in_round("question", one)).content.decode()
    assert "Mine." in history
    assert "Set aside" in history


def test_whoever_chooses_too_late_is_asked_again_with_their_new_text_kept(place: Place) -> None:
    one, *_ = names(place.started())
    mine = typed(place.work, one, narrative="Mine.")
    lead, client = place.client("lead"), place.client()
    lead.post(place.in_round("section", STANDARD), typed(place.work, one, narrative="Theirs."))
    address = client.post(place.in_round("section", STANDARD), mine)["Location"]
    lead.post(place.in_round("section", STANDARD), typed(place.work, one, narrative="Theirs, later."))
    sent = {"choice": "anew", f"{one}-seen": "1", f"{one}-narrative": "Both."}
    answer = client.post(address, sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Theirs, later." in page
    assert "Both." in page
    assert stored(place, one) == ("", "Theirs, later.")
    assert set_aside(place) == ["Mine.", "Both."]


def test_several_conflicts_are_asked_one_after_the_other(place: Place) -> None:
    one, two, *_ = names(place.started())
    mine = typed(place.work, one, two, narrative="Mine.")
    theirs = typed(place.work, one, two, narrative="Theirs.")
    place.client("lead").post(place.in_round("section", STANDARD), theirs)
    client = place.client()
    address = client.post(place.in_round("section", STANDARD), mine)["Location"]
    assert address.endswith(f"/questions/{one}/conflict/?then={two}")
    following = client.post(address, {"choice": "theirs", f"{one}-seen": "1"})["Location"]
    assert following.endswith(f"/questions/{two}/conflict/")


def test_a_conflict_beside_a_refused_answer_is_told_as_well(place: Place) -> None:
    one, two, *_ = names(place.started())
    mine = typed(place.work, one, narrative="Mine.") | typed(place.work, two, narrative="x" * 10_001)
    theirs = typed(place.work, one, narrative="Theirs.")
    place.client("lead").post(place.in_round("section", STANDARD), theirs)
    page = place.client().post(place.in_round("section", STANDARD), mine).content.decode()
    assert "Shorten this text" in page
    assert place.in_round("conflict", one) in page
    assert set_aside(place) == ["Mine."]


def test_by_itself_a_conflict_is_told_beside_the_question(place: Place) -> None:
    one, *_ = names(place.started())
    mine = typed(place.work, one, narrative="Mine.")
    place.client("lead").post(
        place.in_round("save", one), typed(place.work, one, narrative="Theirs."), headers=HTMX
    )
    answer = place.client().post(place.in_round("save", one), mine, headers=HTMX)
    assert answer.status_code == 409
    assert place.in_round("conflict", one) in answer.content.decode()
    assert "Not saved." in answer.content.decode()
    assert set_aside(place) == ["Mine."]


def test_an_earlier_text_is_put_back_and_the_later_one_kept(place: Place) -> None:
    one, *_ = names(place.started())
    client, address = place.client(), place.in_round("section", STANDARD)
    client.post(address, typed(place.work, one, grade="partly", narrative="First."))
    client.post(address, typed(place.work, one, narrative="Second."))
    with audit.at_desk_of(place.agency):
        first = place.work.assessment.versions.get(narrative="First.").pk
    client.post(place.in_round("put_back", one, first), {"seen": "2"})
    assert stored(place, one) == ("partly", "First.")
    page = client.get(place.in_round("question", one)).content.decode()
    assert page.count("Second.") == 1
    assert "An earlier text put back" in page


def test_the_newest_text_cannot_be_put_back_over_one_that_was_not_seen(place: Place) -> None:
    one, *_ = names(place.started())
    client, address = place.client(), place.in_round("section", STANDARD)
    for text in ("First.", "Second.", "Third."):
        client.post(address, typed(place.work, one, narrative=text))
    with audit.at_desk_of(place.agency):
        first = place.work.assessment.versions.get(narrative="First.").pk
    client.post(place.in_round("put_back", one, first), {"seen": "2"})
    assert stored(place, one) == ("", "Third.")


def refused(place: Place) -> str:
    """Both ways of saving change nothing. Gives what the page says."""
    one, *_ = names(place)
    before = [(each.statement, each.narrative) for each in place.work.answers]
    sent = typed(place.work, one, grade="partly", narrative="Too late, but typed.")
    answer = place.client().post(place.in_round("section", STANDARD), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Too late, but typed." in page
    by_itself = place.client().post(place.in_round("save", one), sent, headers=HTMX)
    assert by_itself.status_code == 422
    assert "Not saved." in by_itself.content.decode()
    assert [(each.statement, each.narrative) for each in place.work.answers] == before
    return page


def move(round_: Round, opens: int, closes: int) -> None:
    today = timezone.localdate()
    Round.objects.filter(pk=round_.pk).update(
        opens_on=today + timedelta(days=opens), closes_on=today + timedelta(days=closes)
    )
    round_.refresh_from_db()


def test_a_closed_round_is_read_and_not_changed_until_a_later_day_is_allowed(
    place: Place, region: World
) -> None:
    place.started()
    move(place.round, -30, -1)
    assert "Answers could be changed until" in refused(place)
    page = place.client().get(place.in_round("section", STANDARD))
    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    allow_late(
        expected=place.work.expected,
        until=timezone.localdate() + timedelta(days=3),
        reason="A new lead.",
        by=region.person("coordinator"),
    )
    one, *_ = names(place)
    place.client().post(place.in_round("section", STANDARD), typed(place.work, one, grade="partly"))
    assert stored(place, one)[0] == "partly"
    assert "A new lead." in place.client().get(place.url("home")).content.decode()


def test_a_round_that_opens_later_says_when(place: Place) -> None:
    move(place.round, 3, 30)
    assert place.client().post(place.in_round("start")).status_code == 302
    assert place.work.assessment is None
    home = place.client().get(place.url("home")).content.decode()
    assert f"This round opens on {place.round.opens_on:%-d %B %Y}" in home


def test_a_round_that_is_not_launched_is_not_there(place: Place) -> None:
    Round.objects.filter(pk=place.round.pk).update(launched_at=None)
    assert place.client().get(place.in_round("start")).status_code == 404
    assert place.round.name not in place.client().get(place.url("home")).content.decode()


def test_submitted_and_signed_answers_are_locked_and_returned_ones_open_again(
    place: Place, region: World
) -> None:
    audit.answer(place.agency, place.round)
    work, lead = place.work, audit.lead_of(place.agency)
    with audit.at_desk_of(place.agency):
        submit(book=work.book, round_=work.round, organisation=work.organisation, note="", by=lead)
    assert "wait for the accountable lead" in refused(place)
    place.client("lead").post(place.in_round("take_back"), {"note": "Say more in 1.1."})
    assert "Say more in 1.1." in place.client().get(place.in_round("task_list")).content.decode()
    audit.sign_answers(place.agency, place.round)
    assert "Your answers are signed" in refused(place)
    _ask_for_changes(place, region)
    home = place.client().get(place.url("home")).content.decode()
    assert "Berrydale asks you to change your answers" in home
    assert "Please say how you know." in home
    one, *_ = names(place)
    assert f"sections/{STANDARD}/#{one}" in home
    place.client().post(place.in_round("section", STANDARD), typed(place.work, one, narrative="We asked."))
    assert stored(place, one)[1] == "We asked."
    assert audit.sign_answers(place.agency, place.round).number == 2
    receipts = place.client().get(place.in_round("receipt", 2)).content.decode()
    assert place.in_round("receipt", 1) in receipts


def _ask_for_changes(place: Place, region: World) -> None:
    manager = region.person("manager@berrydale")
    berrydale = region.berrydale
    spoken_of = names(place)[:1]
    with inside(berrydale):
        ReturnRequest(
            partnership=berrydale,
            round=place.round.slug,
            organisation=place.agency,
            about_number=1,
            statements=spoken_of,
            note="Please say how you know.",
            until=timezone.localdate() + timedelta(days=5),
            requested_at=timezone.now(),
            requested_by=manager.pk,
            requested_role=manager.role_title,
        ).save()
