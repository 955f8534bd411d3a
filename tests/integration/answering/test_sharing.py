"""Sections given to colleagues, handed in and returned; comments beside questions."""

from tests import audit
from tests.integration.answering.conftest import Place, typed
from tests.worlds import World

STANDARD = "accountability"


def give(place: Place, person: str) -> None:
    answer = place.client("lead").post(
        place.in_round("give", STANDARD), {"person": person, "note": "By Friday."}
    )
    assert answer.status_code == 302


def answer_all(place: Place) -> None:
    work = place.work
    names = [name for name, each in work.named.items() if each.standard.id == STANDARD]
    place.client().post(place.in_round("section", STANDARD), typed(work, *names, grade="partly"))


def test_a_section_goes_to_a_colleague_and_back(place: Place, region: World) -> None:
    place.started()
    colleague, client = region.person(f"contributor@{place.agency}"), place.client()
    assert client.get(place.in_round("give", STANDARD)).status_code == 403
    assert client.post(place.in_round("give", STANDARD), {"person": "nobody"}).status_code == 403
    give(place, str(colleague.pk))
    home = client.get(place.url("home")).content.decode()
    assert "Given to you" in home
    assert "By Friday." in home
    assert "With you" in client.get(place.in_round("task_list")).content.decode()
    early = client.post(place.in_round("hand_in", STANDARD), {"note": ""}).content.decode()
    assert "0 of 5 answered in this section" in early
    answer_all(place)
    assert client.post(place.in_round("hand_in", STANDARD), {"note": "Done."}).status_code == 302
    assert "Given to you" not in client.get(place.url("home")).content.decode()
    lead = place.client("lead")
    assert f"Handed in by {colleague.role_title}" in lead.get(place.in_round("task_list")).content.decode()
    assert (
        "Say what needs to change"
        in lead.post(place.in_round("return_section", STANDARD), {}).content.decode()
    )
    lead.post(place.in_round("return_section", STANDARD), {"note": "Name the chart."})
    assert "Name the chart." in client.get(place.url("home")).content.decode()
    give(place, "nobody")
    assert place.work.sections == {}


def test_only_whom_it_was_given_to_hands_it_in(place: Place, region: World) -> None:
    place.started()
    give(place, str(region.person(f"lead@{place.agency}").pk))
    answer_all(place)
    page = place.client().post(place.in_round("hand_in", STANDARD), {"note": ""}).content.decode()
    assert "This section is not with you" in page


def test_nobody_from_elsewhere_is_given_a_section(place: Place, region: World) -> None:
    place.started()
    stranger = region.person("lead@cobblewick-hospital")
    sent = {"person": str(stranger.pk), "note": ""}
    assert place.client("lead").post(place.in_round("give", STANDARD), sent).status_code == 200
    assert place.work.sections == {}


def test_colleagues_comment_beside_a_question(place: Place) -> None:
    place.started()
    name = next(iter(place.work.named))
    address = place.in_round("comment", name)
    assert "Enter a comment" in place.client().post(address, {"text": " "}).content.decode()
    for _ in range(2):  # sent twice, it stands once
        place.client("lead").post(address, {"text": "Is <this> the new chart?"})
    page = place.client().get(place.in_round("question", name)).content.decode()
    assert "Is &lt;this&gt; the new chart?" in page
    assert f"Lead, {place.work.organisation}" in page
    section = place.client().get(place.in_round("section", STANDARD)).content.decode()
    assert "1 comment and history" in section
    with audit.at_desk_of(place.agency):
        assert place.work.assessment.comments.count() == 1
