"""An agency that was of one area and is now of several, or the other way round, keeps last round's answers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit_trail.models import Event
from partnerships.models import Organisation
from scrutiny.section11.answering.bringing import FIRST_LINE, NotBrought, bring, signed_elsewhere, taken_along
from scrutiny.section11.models import Round
from tests import audit
from tests.integration.answering.conftest import Place
from tests.integration.audit.test_planned import change, plan
from tests.signing_in import signed_in
from tests.worlds import World

LOCAL, SHARED = "berrydale-hospital", "threeshires-police"
FIELDS = ("statement", "area", "grade", "narrative")


def before(agency: str, *, edition_day: date = date(2026, 10, 1)) -> Round:
    """A round that is over, which the agency signed, with an action for each area, one for all, and one that is done."""
    today = timezone.localdate()
    round_ = audit.a_round(
        "audit-before", opens_on=today - timedelta(days=700), closes_on=today, edition_day=edition_day
    )
    audit.answer(agency, round_, grade=lambda question: "partly", narrative=_said)
    for statement, area in _places(agency, round_):
        plan(agency, round_, what=f"To do {area}", statement=statement, area=area)
    done = plan(agency, round_, what="Was done", statement=statement, area=area)
    change(agency, done, state="done", note="All of it.")
    audit.sign_answers(agency, round_)
    return round_


def _places(agency: str, round_: Round) -> list[tuple[str, str]]:
    asked = audit.work(agency, round_).questions
    own = next(each.statement.id for each in asked if each.area)
    return [
        next(each.key for each in asked if not each.area),
        *(each.key for each in asked if each.statement.id == own),
    ]


def planned(place: Place) -> list[tuple[str, str]]:
    with audit.at_desk_of(place.agency):
        rows = place.work.assessment.planned_actions.order_by("what")
        return [(each.what, each.area) for each in rows]


def _said(question: Any) -> str:
    return f"Of {question.statement.id} {question.area}".strip()


def move(agency: str, to: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    organisation = Organisation.objects.get(slug=agency)
    organisation.areas.set([World().partnership(slug).area for slug in to])
    variant, kind, _ = audit.EXPECTED[agency]
    monkeypatch.setitem(audit.EXPECTED, agency, (variant, kind, to))


@pytest.fixture
def grown(region: World, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Berrydale's hospital now works in Cobblewick too."""
    earlier = before(LOCAL)
    move(LOCAL, ("berrydale", "cobblewick"), monkeypatch)
    return Place(LOCAL, audit.a_round(previous=earlier))


def fetch(place: Place, *, who: str = "contributor") -> bytes:
    """From the copy at its former desk, as a person does it."""
    client = place.client(who)
    copy = client.get(f"/area/berrydale/agency/{LOCAL}/rounds/audit-before/copy/")
    assert copy.status_code == 200
    there = f"/area/berrydale/agency/{LOCAL}/rounds/audit-before/signed/1/take-along/"
    assert there in copy.content.decode()
    answer = client.get(there)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    return bytes(answer.content)


def upload(place: Place, data: bytes, name: str = "signed.txt") -> Any:
    return place.client().post(place.in_round("bring"), {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_an_agency_that_grew_brings_its_answers_along(grown: Place) -> None:
    start = grown.client().get(grown.in_round("start")).content.decode()
    assert f'href="/area/berrydale/agency/{LOCAL}/rounds/audit-before/copy/"' in start
    assert grown.in_round("bring") in start
    page = upload(grown, fetch(grown)).content.decode()
    assert "brought in as suggestions" in page
    work = grown.work
    assert work.answers
    assert work.progress.answered == 0
    for each in work.answers:
        assert each.carried_from == "audit-before"
        assert each.grade == "partly"
        assert each.narrative == f"Of {each.statement} {each.area}".strip()
    own = {question.key for question in work.questions if question.area == "berrydale"}
    assert own <= set(work.by_key)
    assert not any(area == "cobblewick" for _, area in work.by_key)
    assert {key for key in work.by_key if not key[1]} == {
        each.key for each in work.questions if not each.area
    }
    assert Event.objects.get(action="bring signed answers along").chain == ""
    assert planned(grown) == [("To do ", ""), ("To do berrydale", "berrydale")]


def test_bringing_twice_or_late_changes_nothing_that_is_written(grown: Place) -> None:
    data = fetch(grown)
    grown.started()
    audit.answer(LOCAL, grown.round, only=3, narrative=lambda question: "Written anew.")
    upload(grown, data)
    once = [tuple(getattr(each, name) for name in (*FIELDS, "version")) for each in grown.work.answers]
    assert sum(row[3] == "Written anew." for row in once) == 3
    assert "Nothing was brought in" in upload(grown, data).content.decode()
    assert len(planned(grown)) == 2
    assert sorted(once) == sorted(
        tuple(getattr(each, name) for name in (*FIELDS, "version")) for each in grown.work.answers
    )


def test_statements_of_the_edition_before_are_mapped(region: World, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = before(LOCAL, edition_day=date(2024, 10, 1))
    move(LOCAL, ("berrydale", "cobblewick"), monkeypatch)
    place = Place(LOCAL, audit.a_round(previous=earlier))
    upload(place, fetch(place))
    work = place.work
    changes = {each.statement.id: each.statement.change for each in work.questions if each.statement.change}
    assert work.answers
    for each in work.answers:
        change = changes[each.statement]
        assert change.kind != "new"
        assert any(earlier_id in each.narrative for earlier_id in change.earlier)


def test_what_is_not_its_own_untouched_file_is_refused(grown: Place) -> None:
    data = fetch(grown)
    text = data.decode()
    first, seal, signed = text.split("\n")
    police = Organisation.objects.get(slug=SHARED)
    hospital = Organisation.objects.get(slug=LOCAL)
    assert taken_along("x", data, hospital)["organisation"] == LOCAL
    assert taken_along("x", text.replace("\n", "\r\n").encode() + b"\r\n", hospital)["organisation"] == LOCAL
    spoilt = {
        "no such file": b"\xff\xfe\x00",
        "nothing": b"",
        "only a name": FIRST_LINE.encode(),
        "words changed": text.replace("partly", "in-place").encode(),
        "seal changed": "\n".join([first, seal[::-1], signed]).encode(),
        "deeply nested": "\n".join([first, seal, "[" * 100_000]).encode(),
    }
    for word, each in spoilt.items():
        with pytest.raises(NotBrought):
            taken_along(word, each, hospital)
    with pytest.raises(NotBrought, match="own"):
        taken_along("x", data, police)
    page = upload(grown, spoilt["words changed"], "Mine.txt")
    assert "“Mine.txt” was changed after it was downloaded" in page.content.decode()
    assert grown.work.assessment is None


def test_answers_of_another_round_are_refused(region: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before(LOCAL)
    move(LOCAL, ("berrydale", "cobblewick"), monkeypatch)
    place = Place(LOCAL, audit.a_round())
    with pytest.raises(NotBrought, match="follows no other round"):
        bring(
            book=audit.book_of(LOCAL), round_=place.round, organisation=Organisation.objects.get(slug=LOCAL),
            content={"round": "audit-before"}, by=audit.lead_of(LOCAL),
        )  # fmt: skip
    assert place.work.assessment is None


def test_a_locked_round_takes_nothing(grown: Place) -> None:
    data = fetch(grown)
    Round.objects.filter(pk=grown.round.pk).update(
        opens_on=timezone.localdate() - timedelta(days=9), closes_on=timezone.localdate() - timedelta(days=1)
    )
    assert "could be changed until" in upload(grown, data).content.decode()
    assert grown.work.assessment is None


def test_an_agency_that_shrank_finds_what_was_delivered_for_its_area(
    region: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read under the partnership's own role, which sees its own delivery and nothing of the shared book."""
    earlier = before(SHARED)
    move(SHARED, ("berrydale",), monkeypatch)
    place = Place(SHARED, audit.a_round(previous=earlier))
    assert "come along as suggestions" in place.client().get(place.in_round("start")).content.decode()
    work = place.started().work
    assert work.answers
    assert {key for key in work.by_key} == {each.key for each in work.questions}
    for each in work.answers:
        assert each.narrative == f"Of {each.statement} {each.area}".strip()
        assert each.area in ("", "berrydale")
    assert planned(place) == [("To do ", ""), ("To do berrydale", "berrydale")]
    for each in work.answers:
        assert not each.is_answered


def test_the_region_reads_nothing_by_itself(grown: Place) -> None:
    """Without the agency's own hands no word of the partnership's book is in the shared one."""
    work = grown.started().work
    assert [each.slug for each in signed_elsewhere(work)] == ["berrydale"]
    assert not work.answers
    page = grown.client().get(grown.in_round("task_list")).content.decode()
    assert grown.in_round("bring") in page


def test_only_its_own_people_reach_the_former_desk(grown: Place) -> None:
    """Theirs for good, and nobody else's; for pages that are not the agency's they still have no permission."""
    there = f"/area/berrydale/agency/{LOCAL}/rounds/audit-before/signed/1/take-along/"
    assert grown.client().get(there).status_code == 200
    for who in ("lead@threeshires-police", "lead@berrydale-academy", "manager@berrydale", "coordinator"):
        assert signed_in(World().person(who)).get(there).status_code == 404, who
    assert grown.client().get(there.replace("signed/1", "signed/2")).status_code == 404
    client = grown.client()
    assert client.get(f"/area/cobblewick/agency/{LOCAL}/").status_code == 404
    assert client.get("/area/berrydale/figures/").status_code in (403, 404)
