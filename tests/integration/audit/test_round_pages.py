"""The coordinator plans, checks and launches a round on pages, and everybody sees what is theirs to see."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audit_trail.models import Event
from partnerships.models import Organisation, Partnership
from scrutiny.section11.models import ExpectedAgency, LateDecision, Round
from scrutiny.section11.rounds.actions import plan_round
from tests import audit
from tests.oracles.html_reading import read_page
from tests.worlds import World

Sign = Callable[[str], Client]
TODAY = timezone.localdate


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def parts(name: str, day: date | None) -> dict[str, str]:
    if day is None:
        return {f"{name}_{part}": "" for part in ("day", "month", "year")}
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def plan_of(name: str = "Section 11 audit 2027", **changes: Any) -> dict[str, Any]:
    """What the form of a plan sends."""
    days = {"opens_on": TODAY(), "closes_on": TODAY() + timedelta(days=40), "challenge_until": None}
    days |= {key: changes.pop(key) for key in list(changes) if key in days}
    return {
        "name": name,
        **{key: value for field, day in days.items() for key, value in parts(field, day).items()},
        "standards": ["section-11:full", "section-11:education", "section-11:light"],
        "partnerships": ["applefordshire", "berrydale", "cobblewick"],
        "previous": "",
        "about": "",
        **changes,
    }


@pytest.fixture
def coordinator(client_for: Sign) -> Client:
    return client_for("coordinator")


@pytest.fixture
def planned(coordinator: Client) -> Round:
    assert coordinator.post("/audits/plan/", plan_of()).status_code == 302
    return Round.objects.get()


def here(round_: Round, rest: str = "") -> str:
    return f"/audits/{round_.slug}/{rest}"


def add(client: Client, round_: Round, asked: str, *slugs: str, basis: str = "s11") -> Any:
    data = {"organisations": slugs, "asked": asked, "legal_basis": basis}
    return client.post(here(round_, "agencies/add/"), data)


def test_a_round_from_its_plan_to_its_launch(coordinator: Client, planned: Round, client_for: Sign) -> None:
    assert planned.slug == "section-11-audit-2027"
    assert "Plan a round" in text(coordinator.get("/audits/"))
    assert {each.variant: each.edition.label for each in planned.editions.all()} == {
        "full": "2026", "education": "2026", "light": "2026",
    }  # fmt: skip
    assert planned.name not in text(client_for("member").get("/audits/")), "nobody else knows of it yet"
    check = text(coordinator.get(here(planned, "launch/")))
    assert "No agency is expected yet." in check
    assert "Launch the round" not in check
    assert add(coordinator, planned, "full:icb", "threeshires-icb").status_code == 302
    assert (
        add(
            coordinator, planned, "full:health-provider", "berrydale-hospital", "cobblewick-hospital"
        ).status_code
        == 302
    )
    row = ExpectedAgency.objects.get(organisation__slug="berrydale-hospital")
    assert (row.kind, row.legal_basis, row.edition.variant) == ("health-provider", "s11", "full")
    assert [each.answers_in_shared_book for each in row.areas.all()] == [False]
    shared = ExpectedAgency.objects.get(organisation__slug="threeshires-icb").areas.all()
    assert [each.answers_in_shared_book for each in shared] == [True, True, True]
    page = coordinator.get(here(planned, "launch/"))
    assert "has no agency of the kind “Council”." in text(page)
    assert "NHS Threeshires Integrated Care Board has no agency lead" not in text(page)
    assert "Berrydale Hospital has no agency lead yet" in text(page)
    done = coordinator.post(here(planned, "launch/"), {"seen": page.context["seen"]})
    assert done["Location"] == here(planned)
    planned.refresh_from_db()
    launched_at, events = planned.launched_at, Event.objects.count()
    assert launched_at is not None
    assert coordinator.post(here(planned, "launch/"), {"seen": page.context["seen"]}).status_code == 302
    planned.refresh_from_db()
    assert (planned.launched_at, Event.objects.count()) == (launched_at, events), (
        "a double click changes nothing"
    )
    assert planned.name in text(client_for("member").get("/audits/"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Enter a name for the round"),
        ({"name": "Plan"}, "Choose a name with a year"),
        ({"name": "!!!"}, "Choose a name with a year"),
        ({"name": "Results"}, "Choose a name with a year"),
        ({"closes_on": date(2020, 1, 1)}, "Last day must be the same as or after the first day"),
        ({"challenge_until": date(2020, 1, 1)}, "Last day of the challenge must be the same as or after the last day"),
        ({"opens_on": date(2026, 1, 1)}, "No edition of Section 11, light is in force on 1 January 2026. The first starts on 1 September 2026"),
        ({"standards": []}, "Select what agencies answer"),
        ({"partnerships": []}, "Select the areas that take part"),
        ({"partnerships": ["nowhere"]}, "Select areas that take part from the list"),
        ({"opens_on_month": "13"}, "First day must be a real date"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_plan_is_said_in_words(
    coordinator: Client, changes: dict[str, Any], words: str
) -> None:
    response = coordinator.post("/audits/plan/", plan_of(**changes))
    assert response.status_code == 200
    assert words in text(response)
    assert not Round.objects.exists()


def test_a_name_is_taken_once(coordinator: Client, planned: Round) -> None:
    assert "There is a round of this name already" in text(coordinator.post("/audits/plan/", plan_of()))


def test_a_plan_is_changed_and_the_second_editor_sees_both(coordinator: Client, planned: Round) -> None:
    change = here(planned, "plan/change/")
    data = plan_of(about="First words.", seen_version="1")
    assert coordinator.post(change, data).status_code == 302
    conflict = coordinator.post(change, {**data, "about": "Second words."})
    assert conflict.status_code == 409
    assert "First words." in text(conflict)
    assert "Second words." in text(conflict)
    planned.refresh_from_db()
    assert planned.about == "First words."
    assert (
        coordinator.post(change, {**data, "about": "Second words.", "seen_version": "2"}).status_code == 302
    )
    planned.refresh_from_db()
    assert planned.about == "Second words."


def test_no_agency_loses_its_area_or_its_standards_by_a_change(coordinator: Client, planned: Round) -> None:
    add(coordinator, planned, "education:school", "berrydale-academy", basis="s175")
    change, seen = here(planned, "plan/change/"), {"seen_version": "1"}
    without_area = plan_of(partnerships=["applefordshire"], **seen)
    assert "is expected to answer for Safe in Berrydale" in text(coordinator.post(change, without_area))
    without_standards = plan_of(standards=["section-11:full"], **seen)
    assert "Change or remove them first" in text(coordinator.post(change, without_standards))
    assert coordinator.post(change, plan_of(standards=["section-11:education"], **seen)).status_code == 302
    assert [each.variant for each in planned.editions.all()] == ["education"]


def test_an_agency_is_changed_and_removed_while_the_round_is_planned(
    coordinator: Client, planned: Round
) -> None:
    add(coordinator, planned, "full:police", "threeshires-police")
    there = here(planned, "agency/threeshires-police/")
    seen = coordinator.get(there).context["form"].initial["seen"]
    data = {"asked": "full:other", "legal_basis": "agreement", "partnerships": ["berrydale"], "seen": seen}
    assert "Select at least one area" in text(coordinator.post(there, {**data, "partnerships": []}))
    assert coordinator.post(there, data).status_code == 302
    row = ExpectedAgency.objects.get()
    assert (row.kind, row.legal_basis) == ("other", "agreement")
    assert [(each.partnership.slug, each.answers_in_shared_book) for each in row.areas.all()] == [
        ("berrydale", True)
    ]
    stale = coordinator.post(there, {**data, "asked": "full:police"})
    assert stale.status_code == 409
    assert "Somebody else changed Threeshires Police" in text(stale)
    assert coordinator.post(f"{there}remove/").status_code == 302
    assert not ExpectedAgency.objects.exists()
    assert coordinator.get(there).status_code == 404


def test_what_was_looked_at_is_what_is_launched(coordinator: Client, planned: Round) -> None:
    add(coordinator, planned, "full:police", "threeshires-police")
    seen = coordinator.get(here(planned, "launch/")).context["seen"]
    add(coordinator, planned, "full:health-provider", "berrydale-hospital")
    refused = coordinator.post(here(planned, "launch/"), {"seen": seen})
    assert refused.status_code == 409
    assert "Somebody changed the round since you looked at it" in text(refused)
    assert coordinator.post(here(planned, "launch/")).status_code == 409, "nor without looking"
    planned.refresh_from_db()
    assert not planned.is_launched


def test_agencies_are_taken_over_from_the_round_before(coordinator: Client) -> None:
    before = audit.a_round("audit-2025", opens_on=date(2026, 9, 2), closes_on=date(2026, 9, 30))
    gone = Organisation.objects.get(slug="cobblewick-hospital")
    gone.ended_on = TODAY() - timedelta(days=1)
    gone.save()
    coordinator.post("/audits/plan/", plan_of(previous=before.slug, partnerships=["berrydale", "cobblewick"]))
    round_ = Round.objects.get(slug="section-11-audit-2027")
    there = here(round_, "agencies/take-over/")
    page = coordinator.get(there)
    assert "Cobblewick Hospital: It ended on" in text(page)
    assert "Appleford Youth Club: None of its areas takes part" in text(page)
    shown = {
        row[0].split("No longer")[0] for row in read_page(page.content).tables["Agencies to take over"][1:]
    }
    assert coordinator.post(there, {"seen": "x"}).status_code == 409
    assert coordinator.post(there, {"seen": page.context["seen"]}).status_code == 302
    taken = {each.organisation.name: each for each in round_.expected.all()}
    assert set(taken) == shown == {
        "NHS Threeshires Integrated Care Board", "Threeshires Police", "Berrydale Hospital", "Berrydale Academy",
    }  # fmt: skip
    icb = taken["NHS Threeshires Integrated Care Board"]
    assert (icb.kind, [each.partnership.slug for each in icb.areas.all()]) == (
        "icb",
        ["berrydale", "cobblewick"],
    )
    assert coordinator.post(there, {"seen": page.context["seen"]}).status_code == 302
    assert round_.expected.count() == 4, "taking over twice changes nothing"


def test_an_organisation_that_is_in_no_list_is_added_and_expected(
    coordinator: Client, planned: Round
) -> None:
    there = here(planned, "organisations/add/")
    data = {
        "name": "St  Nowhere's Primary School",
        "kind": "School",
        "areas": ["berrydale"],
        **parts("started_on", None),
    }
    assert "Select at least one area" in text(coordinator.post(there, {**data, "areas": []}))
    assert "Enter the kind of organisation" in text(coordinator.post(there, {**data, "kind": "other"}))
    answer = coordinator.post(there, data)
    added = Organisation.objects.get(slug="st-nowheres-primary-school")
    assert (added.name, added.kind) == ("St Nowhere's Primary School", "School")
    assert [each.slug for each in added.areas.all()] == ["berrydale"]
    page = coordinator.get(answer["Location"])
    assert 'value="st-nowheres-primary-school" checked' in text(page)
    assert "There is an organisation called St Nowhere" in text(coordinator.post(there, data))
    assert Event.objects.filter(action="add organisation").count() == 1
    assert add(coordinator, planned, "education:school", added.slug, basis="s175").status_code == 302


def test_a_launched_round_takes_an_agency_more_and_changes_none(coordinator: Client) -> None:
    round_ = audit.a_round()
    council = Organisation.objects.create(
        slug="berrydale-council", name="Berrydale Council", kind="Local authority"
    )
    council.areas.add(World().berrydale.area)
    assert add(coordinator, round_, "full:council", council.slug).status_code == 302
    assert coordinator.post(here(round_, f"agency/{council.slug}/remove/")).status_code == 404
    assert coordinator.get(here(round_, "plan/change/")).status_code == 302
    Round.objects.update(opens_on=date(2026, 9, 1), closes_on=TODAY() - timedelta(days=1))
    late = Organisation.objects.create(slug="late", name="Late", kind="School")
    late.areas.add(World().berrydale.area)
    assert add(coordinator, round_, "education:school", "late").status_code == 302
    assert not ExpectedAgency.objects.filter(organisation=late).exists()


def test_the_list_of_organisations_is_shortened(coordinator: Client, planned: Round) -> None:
    def offered(query: str) -> set[str]:
        form = coordinator.get(here(planned, f"agencies/add/?{query}")).context["form"]
        return set(form.offered)

    assert "threeshires-ccg" not in offered(""), "it has ended"
    assert offered("kind=School") == {"berrydale-academy"}
    assert offered("name=HOSP") == {"berrydale-hospital", "cobblewick-hospital"}
    assert offered("area=cobblewick&kind=NHS+foundation+trust") == {"cobblewick-hospital"}


def test_dates_are_extended_with_a_reason(coordinator: Client) -> None:
    round_ = audit.a_round()
    later = round_.closes_on + timedelta(days=14)
    there = here(round_, "dates/")
    data = {
        **parts("closes_on", later),
        **parts("challenge_until", later),
        "reason": "Half term.",
        "seen_version": "2",
    }
    assert "Say why the dates are extended" in text(coordinator.post(there, {**data, "reason": ""}))
    earlier = {**data, **parts("closes_on", round_.closes_on - timedelta(days=1))}
    assert "Agencies were told that they have until" in text(coordinator.post(there, earlier))
    assert coordinator.post(there, data).status_code == 302
    round_.refresh_from_db()
    assert (round_.closes_on, round_.challenge_until) == (later, later)
    event = Event.objects.get(action="extend round")
    assert "Half term." in event.detail
    further = {
        **data,
        **parts("closes_on", later + timedelta(days=1)),
        **parts("challenge_until", later + timedelta(days=1)),
    }
    assert coordinator.post(there, further).status_code == 409, "somebody moved them meanwhile"
    assert coordinator.post(there, data).status_code == 302, "the same again changes nothing"
    assert Event.objects.filter(action="extend round").count() == 1


def test_late_answers_are_allowed_and_shown_to_those_concerned(coordinator: Client, client_for: Sign) -> None:
    round_ = audit.a_round()
    there = here(round_, "agency/berrydale-hospital/late/")
    until = round_.closes_on + timedelta(days=10)
    data = {**parts("until", until), "reason": "Its lead left."}
    too_soon = {**data, **parts("until", round_.closes_on)}
    assert "Choose a day after the round closes" in text(coordinator.post(there, too_soon))
    assert coordinator.post(there, data).status_code == 302
    assert coordinator.post(there, data).status_code == 302
    assert LateDecision.objects.count() == 1, "a double click decides once"
    assert "Its lead left." in text(coordinator.get(here(round_, "agency/berrydale-hospital/")))
    assert "May answer until" in text(coordinator.get(here(round_)))
    assert "Its lead left." in text(
        client_for("manager@berrydale").get(f"/area/berrydale/audits/{round_.slug}/")
    )
    assert "Its lead left." not in text(
        client_for("manager@cobblewick").get(f"/area/cobblewick/audits/{round_.slug}/")
    )


def test_the_board_and_its_file_agree_under_every_filter(coordinator: Client) -> None:
    round_ = audit.a_round()
    audit.answer("threeshires-icb", round_)
    audit.sign_answers("threeshires-icb", round_)
    audit.answer("berrydale-hospital", round_, only=5)
    for query in (
        "",
        "area=berrydale",
        "stage=unsigned",
        "stage=answering",
        "variant=education",
        "area=cobblewick&stage=signed",
    ):
        page = coordinator.get(here(round_, f"?{query}"))
        body = read_page(page.content).tables["How far each agency has come"][1:]
        rows = list(
            csv.DictReader(
                io.StringIO(coordinator.get(here(round_, f"board.csv?{query}")).content.decode("utf-8-sig"))
            )
        )
        assert [row[0].split("May answer")[0] for row in body[:-1]] == [row["agency"] for row in rows], query
        slugs = [each.slug for each in page.context["shown"].areas]
        for cells, row in zip(body[:-1], rows, strict=True):
            for cell, slug in zip(cells[2:], slugs, strict=True):
                stage, counts = row[f"{slug}_stage"], f"{row[f'{slug}_answered']} of {row[f'{slug}_asked']}"
                wanted = " ".join(filter(None, [stage, counts if row[f"{slug}_asked"] else ""]))
                assert cell == (wanted or "Not expected here"), (query, row["agency"], slug)
    whole = coordinator.get(here(round_))
    assert whole.context["table"].rows[-1].cells[2:] == ["1 of 2", "1 of 4", "1 of 3"]
    assert [fact["value"] for fact in whole.context["facts"]] == [6, 4, 1, 0, 1, 0]
    assert coordinator.get(here(round_, "?area=nowhere")).status_code == 400


def test_a_partnership_sees_its_own_agencies_alone(client_for: Sign) -> None:
    round_ = audit.a_round()
    audit.answer("cobblewick-hospital", round_, only=3)
    page = text(client_for("panel@berrydale").get(f"/area/berrydale/audits/{round_.slug}/"))
    assert "Berrydale Hospital" in page
    assert "NHS Threeshires Integrated Care Board" in page
    assert "Cobblewick Hospital" not in page
    assert "Appleford" not in page
    file = (
        client_for("panel@berrydale").get(f"/area/berrydale/audits/{round_.slug}/board.csv").content.decode()
    )
    assert "cobblewick" not in file.lower()
    assert client_for("manager@cobblewick").get(f"/area/berrydale/audits/{round_.slug}/").status_code == 404


def test_history_says_that_its_answers_are_not_held(coordinator: Client, client_for: Sign) -> None:
    round_ = plan_round(
        slug="audit-2020", name="Section 11 audit 2020", framework="section-11", opens_on=date(2020, 1, 6),
        closes_on=date(2020, 2, 28), challenge_until=None, previous=None, about="A survey form.", editions={},
        partnerships=Partnership.objects.exclude(slug="cobblewick"), holds_answers=False, by=None,
    )  # fmt: skip
    Round.objects.update(launched_at=timezone.now())
    assert "Answers not held" in text(client_for("member").get("/audits/"))
    board = text(coordinator.get(here(round_)))
    assert 'href="/audits/audit-2020/results/"' in text(client_for("member").get("/audits/"))
    assert "its answers are not held here" in board
    assert "Remind those" not in board
    assert client_for("manager@cobblewick").get("/area/cobblewick/audits/audit-2020/").status_code == 404
    assert "not held here" in text(client_for("manager@berrydale").get("/area/berrydale/audits/audit-2020/"))


def test_made_up_answers_are_said_to_be(coordinator: Client, client_for: Sign) -> None:
    round_ = audit.a_round(made_up=True)
    words = "Answers in this round were made up for a demonstration."
    for client, address in (
        (coordinator, here(round_)),
        (coordinator, here(round_, "agency/berrydale-hospital/")),
        (client_for("manager@berrydale"), f"/area/berrydale/audits/{round_.slug}/"),
    ):
        assert words in text(client.get(address)), address
    real = audit.a_round("audit-2027")
    assert words not in text(coordinator.get(here(real)))
