"""Who reads an issue when, what partners agreed to be shown, and what everybody reads: that and nothing else."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.audiences import Audience
from benchmarking.reports.actions import NotNow, end_agreement, record_agreement
from benchmarking.reports.agreements import named_areas
from benchmarking.reports.files import edition_of
from benchmarking.reports.hints import numbers_to_look_at
from benchmarking.reports.models import Reply
from benchmarking.reports.reading import EVERYBODY, Reach, may_read, reach_of
from benchmarking.reports.selectors import public_issues, public_runs
from benchmarking.reports.states import State
from kernel.errors import NotPermitted
from tests.integration.reports.newsroom import Newsroom, agree, answer
from tests.integration.reports.test_states import brought_to
from tests.oracles.html_reading import read_page
from tests.unit.reports.made import definition
from tests.worlds import World, publish

SignIn = Callable[[str], Client]
REGION = {"coordinator", "analyst", "scrutineer"}
PARTNERS = {f"{who}@{slug}" for who in ("manager", "data-officer", "approver", "reader")
            for slug in ("berrydale", "cobblewick")}  # fmt: skip
OTHERS = {"member", "workstream-lead", "peer-reviewer"}
REPLIERS = {who for who in PARTNERS if who.startswith(("manager", "approver"))}
NOBODY = {"auditor", "lead@threeshires-icb", "contributor@threeshires-icb"}
READ_BY = {
    State.DRAFT: REGION,
    State.FACTUAL_CHECK: REGION | PARTNERS,
    State.FINAL: REGION | {"member"} | REPLIERS,
    State.PUBLISHED: REGION | PARTNERS | OTHERS,
    State.SUPERSEDED: REGION | PARTNERS | OTHERS,
}


@pytest.fixture
def room(region: World) -> Newsroom:
    return Newsroom.open()


@pytest.mark.parametrize("state", READ_BY)
def test_each_state_has_its_readers(room: Newsroom, state: State) -> None:
    issue = brought_to(room, state)
    everybody = REGION | PARTNERS | OTHERS | NOBODY
    assert {who for who in everybody if may_read(room.world.person(who), issue)} == READ_BY[state]


def test_the_list_and_the_home_page_show_what_one_may_read(room: Newsroom, client_for: SignIn) -> None:
    address = reverse("reports:issue", args=[room.issue.pk])
    for who, seen in (("coordinator", True), ("member", False), ("approver@berrydale", False)):
        for page in ("reports:list", "reports:home"):
            assert (address in client_for(who).get(reverse(page)).content.decode()) == seen, (who, page)


# --- Agreements ------------------------------------------------------------------------------------


def test_an_agreement_names_those_who_confirmed_it_on_its_days(region: World) -> None:
    today, day = timezone.localdate(), timedelta(days=1)
    agreement = agree(
        region, "berrydale", "cobblewick", confirm=False, starts_on=today, ends_on=today + 9 * day
    )
    assert named_areas(today) == frozenset()
    answer(region, agreement, "berrydale")
    assert named_areas(today) == {"berrydale"}
    answer(region, agreement, "cobblewick")
    both = frozenset({"berrydale", "cobblewick"})
    for when, names in ((-1, frozenset()), (0, both), (9, both), (10, frozenset())):
        assert named_areas(today + when * day) == names, when
    answer(region, agreement, "berrydale", confirms=False)
    assert named_areas(today) == {"cobblewick"}
    answer(region, agreement, "berrydale")
    end_agreement(agreement=agreement, reason="It was replaced.", by=region.person("coordinator"))
    assert named_areas(today) == frozenset()
    answer(region, agreement, "berrydale", confirms=False)  # leaving is possible ever after
    with pytest.raises(NotNow, match="has ended"):
        answer(region, agreement, "berrydale")


def test_only_a_partys_own_manager_confirms(region: World) -> None:
    agreement = agree(region, "berrydale", "cobblewick", confirm=False)
    with pytest.raises(NotPermitted):
        answer(region, agreement, "applefordshire")
    with pytest.raises(NotNow, match="has not confirmed"):
        answer(region, agreement, "berrydale", confirms=False)
    answer(region, agreement, "berrydale")
    with pytest.raises(NotNow, match="said so already"):
        answer(region, agreement, "berrydale")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"title": " "}, "what the agreement is called"),
        ({"parties": ["berrydale"]}, "two partnerships or more"),
        ({"ends_on": timedelta(days=-1)}, "The last day comes before the first"),
    ],
)
def test_a_record_makes_sense(region: World, changes: dict[str, Any], why: str) -> None:
    today = timezone.localdate()
    given = {
        "title": "T",
        "reference": "R",
        "parties": ["berrydale", "cobblewick"],
        "ends_on": None,
        **changes,
    }
    given["parties"] = [region.partnership(slug) for slug in given["parties"]]
    if given["ends_on"] is not None:
        given["ends_on"] = today + given["ends_on"]
    with pytest.raises(NotNow, match=why):
        record_agreement(**given, starts_on=today, by=region.person("coordinator"))


def test_partners_see_one_another_and_others_the_public_twin(room: Newsroom) -> None:
    """In the region all that agreed, at a party those it agreed with, elsewhere nobody."""
    agree(room.world, "berrydale", "cobblewick")
    agree(room.world, "applefordshire", "cobblewick")
    today = timezone.localdate()
    everywhere = {"applefordshire", "berrydale", "cobblewick"}
    expected = {
        "coordinator": everywhere, "analyst": everywhere, "member": everywhere, "scrutineer": everywhere,
        "manager@cobblewick": everywhere, "reader@berrydale": {"berrydale", "cobblewick"},
        "approver@applefordshire": {"applefordshire", "cobblewick"},
    }  # fmt: skip
    for who, named in expected.items():
        assert reach_of(room.world.person(who), today) == Reach(Audience.PARTNERS, frozenset(named)), who
    for who in ("peer-reviewer", "workstream-lead", "auditor", "lead@threeshires-icb"):
        assert reach_of(room.world.person(who), today) == EVERYBODY, who


def test_a_published_issue_names_whom_it_was_published_with(room: Newsroom, client_for: SignIn) -> None:
    """Whoever agrees later is not named in it; whoever may no longer see all of it sees the public twin."""
    agreement = agree(room.world, "berrydale", "cobblewick")
    issue = room.bring_to(State.PUBLISHED)
    assert {row.audience for row in issue.outputs.all()} == {"public", "partners"}
    assert {tuple(row.named) for row in issue.outputs.filter(audience="partners")} == {
        ("berrydale", "cobblewick")
    }
    both = Reach(Audience.PARTNERS, frozenset({"berrydale", "cobblewick"}))
    seen = {who: edition_of(room.world.person(who), issue) for who in ("member", "reader@berrydale", "peer-reviewer",
                                                                      "reader@applefordshire")}  # fmt: skip
    assert seen == {
        "member": both, "reader@berrydale": both, "peer-reviewer": EVERYBODY, "reader@applefordshire": EVERYBODY,
    }  # fmt: skip
    agree(room.world, "applefordshire", "cobblewick")
    assert edition_of(room.world.person("member"), issue) == both
    assert edition_of(room.world.person("manager@applefordshire"), issue) == EVERYBODY
    page = reverse("reports:issue", args=[issue.pk])
    assert "You see the partners' edition" in client_for("member").get(page).content.decode()
    assert "partners' edition" not in client_for("peer-reviewer").get(page).content.decode()
    answer(room.world, agreement, "berrydale", confirms=False)
    assert edition_of(room.world.person("member"), issue) == EVERYBODY
    assert edition_of(room.world.person("reader@berrydale"), issue) == EVERYBODY


def test_the_audience_of_a_page_is_that_of_its_report(
    room: Newsroom, client_for: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page and files ask for the same edition; everybody's pages for nobody's name."""
    from benchmarking.reports import building

    asked, real = [], building.frozen_benchmark

    def listening(run: Any, **how: Any) -> Any:
        asked.append((str(how["audience"]), sorted(how["named"])))
        return real(run, **how)

    agree(room.world, "berrydale", "cobblewick")
    monkeypatch.setattr(building, "frozen_benchmark", listening)
    issue = room.bring_to(State.FINAL)
    pages = (
        reverse("reports:issue", args=[issue.pk]), reverse("reports:download", args=[issue.pk, "benchmark-2025.csv"]),
    )  # fmt: skip
    named = ("partners", ["berrydale", "cobblewick"])
    for page in pages:
        assert client_for("member").get(page).status_code == 200
    assert asked == [named, named]
    asked.clear()
    issue = room.publish()
    assert sorted(asked) == [named, ("public", [])]
    asked.clear()
    assert Client().get(reverse("published:issue", args=[issue.pk])).status_code == 200
    assert (
        Client().get(reverse("published:download", args=[issue.pk, "benchmark-2025.csv"])).status_code == 200
    )
    assert client_for("peer-reviewer").get(pages[0]).status_code == 200
    assert {audience for audience, _ in asked} <= {"public"}


# --- Embargo ---------------------------------------------------------------------------------------


def test_an_embargo_holds_until_its_moment(room: Newsroom) -> None:
    until = timezone.now() + timedelta(days=3)
    issue = room.bring_to(State.PUBLISHED, embargo_until=until)
    moment = timedelta(microseconds=1)
    for now, public in (
        (timezone.now(), False),
        (until - moment, False),
        (until, True),
        (until + moment, True),
    ):
        assert (issue in public_issues(now)) == public
        assert (issue.run_id in list(public_runs(now))) == public
    assert may_read(room.world.person("workstream-lead"), issue)


def test_under_embargo_nobody_outside_learns_of_it(room: Newsroom, client_for: SignIn) -> None:
    issue = room.bring_to(State.PUBLISHED, embargo_until=timezone.now() + timedelta(days=3))
    assert "No report has been published yet" in Client().get(reverse("published:list")).content.decode()
    for client in (Client(), client_for("coordinator")):
        for page in (
            reverse("published:issue", args=[issue.pk]),
            reverse("published:download", args=[issue.pk, "benchmark-2025.csv"]),
        ):
            assert client.get(page).status_code == 404
    inside = client_for("member").get(reverse("reports:issue", args=[issue.pk])).content.decode()
    assert "Until its embargo ends it is for people who are signed in here" in inside


def test_a_correction_under_embargo_is_not_betrayed_by_the_issue_it_corrects(room: Newsroom) -> None:
    room.bring_to(State.PUBLISHED)
    second = room.correction("A secret correction.")
    room.bring_to(State.PUBLISHED, second, embargo_until=timezone.now() + timedelta(days=3))
    page = Client().get(reverse("published:issue", args=[room.issue.pk])).content.decode()
    listed = Client().get(reverse("published:list")).content.decode()
    for said in (page, listed):
        assert not re.search("superseded by|Superseded|issue 2|secret", said)
        assert str(second.pk) not in said
    assert "Current" in listed


# --- Everybody -------------------------------------------------------------------------------------


def test_public_pages_lead_nowhere_that_needs_a_sign_in(room: Newsroom) -> None:
    issue = room.bring_to(State.PUBLISHED)
    followed, waiting = set(), [reverse("published:list"), reverse("published:issue", args=[issue.pk])]
    while waiting:
        address = waiting.pop()
        followed.add(address)
        answer = Client().get(address)
        assert answer.status_code == 200, address
        if address.startswith("/published/") and answer["Content-Type"].startswith("text/html"):
            links = {link.partition("#")[0] for link in read_page(answer.content).links}
            waiting += [
                link for link in links - followed
                if link.startswith("/") and not link.startswith(("/static/", reverse("account_login")))
            ]  # fmt: skip
    assert reverse("published:download", args=[issue.pk, "benchmark-2025.pdf"]) in followed


def test_public_pages_tell_of_no_other_issue_and_of_nobody(room: Newsroom) -> None:
    """Every id of everything that is not public is looked for in all that anybody can read."""
    room.comment("Look at referrals first.")
    room.step(State.FACTUAL_CHECK)
    room.reply()
    room.reply(text="We changed how we count since.", seen=1)
    agree(room.world, "berrydale", "cobblewick", title="An agreement nobody outside knows")
    issue = room.bring_to(State.PUBLISHED)
    draft = room.correction("A draft that nobody outside knows.")
    pages = [reverse("published:list"), reverse("published:issue", args=[issue.pk])]
    names = issue.outputs.filter(audience="public").values_list("name", flat=True)
    pages += [reverse("published:download", args=[issue.pk, name]) for name in names]
    said = b"".join(Client().get(page).content for page in pages).decode("latin-1")
    earlier = Reply.objects.get(version=1)
    for secret in (
        draft.pk, draft.run_id, draft.run.inputs_sha256, "nobody outside knows", earlier.pk, earlier.text,
        room.coordinator.pk, room.coordinator.email, earlier.by, earlier.owner_role, "partners' edition",
    ):  # fmt: skip
        assert str(secret) not in said, secret


def test_the_partners_file_is_not_behind_any_public_address(room: Newsroom) -> None:
    agree(room.world, "berrydale", "cobblewick")
    issue = room.bring_to(State.PUBLISHED)
    partners = {row.name: row.sha256 for row in issue.outputs.filter(audience="partners")}
    public = {row.name: bytes(row.content) for row in issue.outputs.filter(audience="public")}
    assert set(partners) == set(public)
    for query in ("", "?audience=partners", "?named=berrydale"):
        for name, content in public.items():
            address = reverse("published:download", args=[issue.pk, name])
            assert Client().get(f"{address}{query}").content == content
    for name in ("partners/benchmark-2025.csv", "..%2Fbenchmark-2025.csv", "benchmark-2025.csv?x", "public"):
        assert Client().get(f"/published/{issue.pk}/{name}").status_code in (200, 404)
        assert Client().get(f"/published/{issue.pk}/{name}").content not in (b"",)


def test_the_newest_public_issue_says_what_supersedes_it(room: Newsroom) -> None:
    room.bring_to(State.PUBLISHED)
    second = room.bring_to(State.PUBLISHED, room.correction("Late ones were found."))
    first_page = Client().get(reverse("published:issue", args=[room.issue.pk])).content.decode()
    assert reverse("published:issue", args=[second.pk]) in first_page
    second_page = Client().get(reverse("published:issue", args=[second.pk])).content.decode()
    assert "It corrects issue 1: Late ones were found." in second_page


# --- The API ---------------------------------------------------------------------------------------


def test_the_api_tells_of_a_run_once_everybody_may_read_its_report(room: Newsroom) -> None:
    from partnerships.actions import issue_api_key
    from partnerships.models import Organisation

    police = Organisation.objects.get(slug="threeshires-police")
    key = issue_api_key(name="test", organisation=police, days=3, by=None)
    caller = Client(headers={"authorization": f"Api-Key {key}"})
    earlier = run_benchmark(year=2024, by=None)
    publish(earlier, embargo_until=timezone.now() + timedelta(days=3))

    def listed() -> list[str]:
        return [row["id"] for row in caller.get("/api/v1/benchmarks/").json()["results"]]

    assert listed() == []
    room.bring_to(State.FINAL)
    assert listed() == []
    room.publish()
    assert listed() == [str(room.run.pk)]
    for hidden in (earlier.pk, room.later_run().pk):
        for path in (f"/api/v1/benchmarks/{hidden}/", f"/api/v1/benchmarks/{hidden}/results/"):
            assert caller.get(path).status_code == 404
    assert caller.get(f"/api/v1/benchmarks/{room.run.pk}/results/").status_code == 200


# --- Texts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Only 3 children were affected.", "3"),
        ("3 in one year, then 5.", "3 and 5"),
        (
            "On 3 March 2025 we changed; 12.5% rose by 4%, 1.3 points or 1,204, see page 2025/26 and 6 to 20.",
            "",
        ),
        ("None.", ""),
    ],
)
def test_small_numbers_in_a_text_are_pointed_out(text: str, numbers: str) -> None:
    said = numbers_to_look_at(text, [definition()])
    assert (f" {numbers}. Make sure" in said) if numbers else said == ""


def test_a_text_is_shown_as_text(room: Newsroom, client_for: SignIn) -> None:
    hostile = '<script>alert(1)</script> & "quotes" {{ 1 }}'
    room.comment(hostile)
    room.step(State.FACTUAL_CHECK)
    room.reply(text=hostile)
    for who, page in (
        ("coordinator", reverse("reports:commentary", args=[room.issue.pk, "summary"])),
        ("coordinator", reverse("reports:issue", args=[room.issue.pk])),
        ("manager@berrydale", reverse("replies:reply", args=["berrydale", room.issue.pk, "topic-referrals"])),
    ):
        html = client_for(who).get(page).content.decode()
        assert "<script>alert" not in html


def test_a_partnership_replies_on_its_own_pages(room: Newsroom, client_for: SignIn) -> None:
    room.step(State.FACTUAL_CHECK)
    client = client_for("manager@berrydale")
    listed = client.get(reverse("replies:list", args=["berrydale"])).content.decode()
    sections = reverse("replies:sections", args=["berrydale", room.issue.pk])
    assert sections in listed
    address = reverse("replies:reply", args=["berrydale", room.issue.pk, "topic-referrals"])
    assert address in client.get(sections).content.decode()
    said = client.post(address, {"seen": "0", "text": "Only 3 families moved."}, follow=True).content.decode()
    assert "Version 1 of your reply is signed." in said
    assert "Your text holds the small whole number 3." in said
    assert "meanwhile" in client.post(address, {"seen": "0", "text": "Other"}).content.decode()
    [reply] = Reply.objects.all()
    assert (reply.partnership, reply.text) == (room.world.berrydale, "Only 3 families moved.")
    decide = client_for("coordinator").get(reverse("reports:decide", args=[room.issue.pk])).content.decode()
    assert room.world.berrydale.name in decide


def test_an_old_session_confirms_and_replies_nothing(room: Newsroom) -> None:
    from tests.signing_in import signed_in

    room.step(State.FACTUAL_CHECK)
    agreement = agree(room.world, "berrydale", "cobblewick", confirm=False)
    client = signed_in(room.world.person("manager@berrydale"), ago=3_600)
    for address, data in (
        (reverse("replies:reply", args=["berrydale", room.issue.pk, "summary"]), {"seen": "0", "text": "x"}),
        (reverse("replies:answer", args=["berrydale", agreement.pk, "confirm"]), {}),
    ):
        answer_ = client.post(address, data)
        assert answer_.status_code == 302
        assert "reauthenticate" in answer_["Location"]
    assert not Reply.objects.exists()
    assert named_areas(timezone.localdate()) == frozenset()
