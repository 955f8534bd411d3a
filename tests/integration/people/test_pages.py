"""The pages about people: what a forged form achieves, what each reader is shown, and what it costs."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Person
from accounts.permissions import Permission
from accounts.roles import (
    ROLES,
    AgencyContributor,
    Approver,
    DataOfficer,
    PartnershipManager,
    RegionalScrutinyCoordinator,
)
from audit_trail.models import Event
from partnerships.actions import end_role, held_at, issue_api_key
from partnerships.actions.invitations import Invited
from partnerships.models import Invitation, Membership, Organisation, Partnership
from partnerships.permissions import can
from tests.integration.people.conftest import somebody
from tests.signing_in import signed_in
from tests.worlds import World

SignIn = Callable[[str], Client]
NEW = {"email": "new@new.example", "role_title": "New"}
FORGED = [
    ("manager@berrydale", "data_officer", "partnership:cobblewick"),
    ("manager@berrydale", "coordinator", "region"),
    ("manager@berrydale", "coordinator", "partnership:berrydale"),
    ("manager@berrydale", "auditor", "region"),
    ("manager@berrydale", "agency_lead", "organisation:threeshires-icb"),
    ("manager@berrydale", "no such role", "nowhere"),
    ("coordinator", "auditor", "region"),
    ("coordinator", "approver", "partnership:berrydale"),
    ("coordinator", "partnership_manager", "region"),
    ("coordinator", "analyst", "partnership:berrydale"),
    ("lead@threeshires-icb", "agency_contributor", "organisation:threeshires-police"),
    ("lead@threeshires-icb", "partnership_manager", "partnership:berrydale"),
]


@pytest.mark.parametrize(("who", "role", "where"), FORGED)
def test_a_forged_form_gives_nothing(
    region: World, client_for: SignIn, who: str, role: str, where: str
) -> None:
    client, forged = client_for(who), {"role": role, "where": where}
    home = {"manager@berrydale": "reader@berrydale", "coordinator": "analyst"}.get(
        who, "contributor@threeshires-icb"
    )
    target, before = region.person(home), Membership.objects.count()
    for answer in (
        client.post("/people/invite/", NEW | forged),
        client.post(f"/people/{target.pk}/grant/", forged),
    ):
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
    assert (Membership.objects.count(), Invitation.objects.count()) == (before, 0)


def test_who_gives_roles_in_two_ways_is_told_which_does_not_reach(region: World) -> None:
    both = somebody((RegionalScrutinyCoordinator, None), (PartnershipManager, region.berrydale))
    form = {**NEW, "role": "data_officer", "where": "partnership:cobblewick"}
    page = signed_in(both).post("/people/invite/", form)
    assert page.context["form"].errors["role"] == ["Data officer is not yours to give there"]
    assert (
        signed_in(both).post("/people/invite/", form | {"where": "partnership:berrydale"}).status_code == 302
    )


def test_a_form_offers_what_may_be_given_alone(region: World, client_for: SignIn) -> None:
    def offered(who: str) -> tuple[set[str], set[str]]:
        form = client_for(who).get("/people/invite/").context["form"]
        return {key for key, _ in form.fields["role"].choices}, {
            key for key, _ in form.fields["where"].choices if key
        }

    roles, places = offered("manager@berrydale")
    assert roles == {
        "partnership_manager", "data_officer", "approver", "partnership_reader", "panel_member", "moderator",
    }  # fmt: skip
    assert places == {"partnership:berrydale"}
    roles, places = offered("coordinator")
    assert roles == {key for key, role in ROLES.items() if "coordinator" in role.granted_by}
    assert {"region", "partnership:berrydale", "organisation:threeshires-icb"} <= places
    assert "organisation:threeshires-ccg" not in places  # it does not exist any more


def test_a_manager_makes_and_ends_an_approver_on_pages(region: World, client_for: SignIn) -> None:
    manager, reader = client_for("manager@berrydale"), region.person("reader@berrydale")
    data = {"role": "approver", "where": "partnership:berrydale"}
    assert manager.post(f"/people/{reader.pk}/grant/", data)["Location"] == f"/people/{reader.pk}/"
    held = Membership.objects.get(person=reader, role="approver")
    assert "already" in manager.post(f"/people/{reader.pk}/grant/", data).content.decode()
    assert "End this role?" in manager.get(f"/people/{reader.pk}/roles/{held.pk}/end/").content.decode()
    held.refresh_from_db()
    assert held.ended_at is None  # asking is not ending
    manager.post(f"/people/{reader.pk}/roles/{held.pk}/end/")
    held.refresh_from_db()
    assert held.ended_by == region.person("manager@berrydale")
    page = manager.get(f"/people/{reader.pk}/").content.decode()
    assert "Roles that ended" in page


def test_a_manager_sees_of_a_shared_person_what_is_at_home(region: World, client_for: SignIn) -> None:
    both = somebody((Approver, region.berrydale), (DataOfficer, region.cobblewick), email="both@new.example")
    manager = client_for("manager@berrydale")
    page = manager.get(f"/people/{both.pk}/").content.decode()
    assert "Approver" in page
    assert region.cobblewick.name not in page
    assert "Data officer" not in page
    assert "both@new.example" in client_for("manager@cobblewick").get("/people/").content.decode()
    foreign = Membership.objects.get(person=both, partnership=region.cobblewick)
    assert manager.post(f"/people/{both.pk}/roles/{foreign.pk}/end/").status_code == 404
    assert manager.post(f"/people/{both.pk}/deactivate/").status_code == 404


def test_open_invitations_are_seen_at_home_alone(
    region: World, client_for: SignIn, invited: Callable[..., Invited]
) -> None:
    invited(Approver, "berrydale", "waiting@new.example")
    seen = {
        who: "waiting@new.example" in client_for(who).get("/people/").content.decode()
        for who in ("manager@berrydale", "coordinator", "manager@cobblewick", "lead@threeshires-icb")
    }
    assert [who for who, sees in seen.items() if sees] == ["manager@berrydale", "coordinator"]


def test_who_left_is_still_seen_at_home(region: World, client_for: SignIn) -> None:
    reader = region.person("reader@berrydale")
    end_role(membership=Membership.objects.get(person=reader), by=region.person("manager@berrydale"))
    manager = client_for("manager@berrydale")
    assert manager.get(f"/people/{reader.pk}/").status_code == 200
    assert reader.email not in manager.get("/people/").content.decode()
    assert reader.role_title in manager.get("/people/?state=ended").content.decode()


def test_of_who_left_only_the_past_role_is_seen(region: World, client_for: SignIn) -> None:
    """Neither the address and the last sign-in of today, nor a way to give them a role unasked."""
    reader, there = region.person("reader@berrydale"), region.cobblewick
    Membership.objects.create(
        person=reader, role=Approver.key, partnership=there, starts_on=timezone.localdate()
    )
    end_role(membership=reader.memberships.get(partnership=region.berrydale), by=None)
    Person.objects.filter(pk=reader.pk).update(email="now@cobblewick.example")
    manager = client_for("manager@berrydale")
    for page in (f"/people/{reader.pk}/", "/people/?state=ended", "/people/?state=all"):
        text = manager.get(page).content.decode()
        assert "Partnership reader" in text, page
        assert not any(
            word in text for word in ("now@cobblewick", "Last signed in", "deactivate this person")
        ), page
    grant = {"role": "approver", "where": "partnership:berrydale"}
    assert manager.post(f"/people/{reader.pk}/grant/", grant).status_code == 404
    assert not reader.memberships.filter(partnership=region.berrydale, role=Approver.key).exists()
    assert "invite them" in manager.get(f"/people/{reader.pk}/").content.decode()
    for who in ("manager@cobblewick", "coordinator"):
        assert "now@cobblewick.example" in client_for(who).get(f"/people/{reader.pk}/").content.decode()


def test_the_trail_names_the_role_that_allowed_the_deed(region: World) -> None:
    """Of somebody who holds several: not the first that opens the page."""
    reader, police = region.person("reader@berrydale"), Organisation.objects.get(slug="threeshires-police")
    both = somebody(
        (PartnershipManager, region.berrydale), (RegionalScrutinyCoordinator, None), email="both@new.example"
    )
    client = signed_in(both)
    new = {"email": "new@new.example", "role_title": "New"}
    client.post("/people/invite/", new | {"role": "analyst", "where": "region"})
    client.post("/people/invite/", new | {"role": "approver", "where": "partnership:berrydale"})
    client.post(
        f"/people/{reader.pk}/grant/", {"role": "agency_contributor", "where": f"organisation:{police.slug}"}
    )
    client.post(
        f"/people/{reader.pk}/grant/", {"role": "agency_lead", "where": f"organisation:{police.slug}"}
    )
    client.post(f"/people/{reader.pk}/roles/{reader.memberships.get(role='partnership_reader').pk}/end/")
    client.post(f"/people/{reader.pk}/deactivate/")
    client.post(f"/people/{reader.pk}/reactivate/")
    said = list(
        Event.objects.filter(action__in=DEEDS, actor__contains=str(both.pk))
        .order_by("at")
        .values_list("action", "role", "chain")
    )
    coordinator, manager = RegionalScrutinyCoordinator.title, PartnershipManager.title
    assert said == [
        ("invite", coordinator, ""),
        ("invite", manager, "berrydale"),
        ("grant role", coordinator, ""),
        ("end role", manager, "berrydale"),
        ("deactivate person", coordinator, ""),
        ("reactivate person", coordinator, ""),
    ]


DEEDS = {"invite", "grant role", "end role", "deactivate person", "reactivate person"}


def test_nobody_has_a_form_for_themselves(region: World, client_for: SignIn) -> None:
    for who in ("manager@berrydale", "coordinator"):
        client, me = client_for(who), region.person(who)
        held = Membership.objects.get(person=me)
        assert "This is you" in client.get(f"/people/{me.pk}/").content.decode()
        for deed in ("grant/", "deactivate/", f"roles/{held.pk}/end/"):
            assert client.post(f"/people/{me.pk}/{deed}").status_code == 404


def test_filters(region: World, client_for: SignIn, invited: Callable[..., Invited]) -> None:
    invited(Approver, "berrydale", "waiting@new.example")
    Person.objects.filter(email="reader@berrydale.example").update(is_active=False)
    client = client_for("coordinator")

    def shown(query: str) -> tuple[set[str], bool]:
        answer = client.get(f"/people/?{query}")
        assert answer.status_code == 200
        rows = {(row.role, row.partnership.slug if row.partnership else "") for row in answer.context["page"]}
        return {" ".join(row).strip() for row in rows}, "waiting@new.example" in answer.content.decode()

    assert shown("where=partnership:berrydale&role=approver") == ({"approver berrydale"}, True)
    assert shown("where=partnership:cobblewick&role=approver") == ({"approver cobblewick"}, False)
    assert shown("where=region&role=analyst") == ({"analyst"}, False)
    assert shown("state=deactivated")[0] == {"partnership_reader berrydale"}
    assert "partnership_reader berrydale" not in shown("state=now")[0]
    assert client.get("/people/?where=partnership:nowhere").status_code == 400
    assert client_for("manager@berrydale").get("/people/?where=partnership:cobblewick").status_code == 400


def test_who_may_see_what_says_what_the_rule_says(region: World, client_for: SignIn) -> None:
    """Every row of the CSV against `can`, and every person whom `can` allows in a row."""
    somebody(
        (AgencyContributor, Organisation.objects.get(slug="threeshires-police")),
        email="=1+1@new.example",
        title="=cmd()",
    )
    text = client_for("auditor").get("/people/access.csv").content.decode()
    said = {
        (row["place"], row["permission"], row["email"].lstrip("'"))
        for row in csv.DictReader(io.StringIO(text))
    }
    assert all(not cell.startswith("=") for row in csv.reader(io.StringIO(text)) for cell in row)
    places: list[Any] = [None, *Partnership.objects.select_related("area")]
    places += Organisation.objects.filter(memberships__isnull=False).distinct()
    true = {
        (str(place or "The region"), permission.value, person.email)
        for person in Person.objects.all()
        for place in places
        for permission in Permission
        if can(person, permission, place)
    }
    assert said == true


def test_a_manager_reads_who_sees_home_without_the_regions_addresses(
    region: World, client_for: SignIn
) -> None:
    page = client_for("manager@berrydale").get("/people/access/").content.decode()
    assert "Regional analyst" in page  # reads Berrydale's returns
    assert "analyst@region.example" not in page
    assert "approver@berrydale.example" in page
    assert "cobblewick" not in page.lower()
    text = client_for("manager@berrydale").get("/people/access.csv").content.decode()
    assert "region.example" not in text
    assert "cobblewick" not in text.lower()


@pytest.mark.parametrize("who", ["auditor", "lead@threeshires-icb", "contributor@threeshires-icb"])
def test_home_is_no_dead_end(client_for: SignIn, who: str) -> None:
    client = client_for(who)
    assert client.get("/")["Location"] == "/you/"
    page = client.get("/", follow=True)
    for link in page.context["links"]:
        assert client.get(link[1]).status_code == 200, link
    for link in page.context["navigation"]:
        assert client.get(link["href"], follow=True).status_code == 200, link


def test_somebody_without_a_role_is_told_so(region: World) -> None:
    page = signed_in(somebody()).get("/", follow=True)
    assert "You hold no role" in page.content.decode()


def test_an_organisation_shows_its_keys_and_people_to_those_who_look_after_them(
    region: World, client_for: SignIn
) -> None:
    body = Organisation.objects.get(slug="threeshires-icb")
    key = issue_api_key(name="quarterly", organisation=body, days=30, by=None)
    for who, sees in (
        ("lead@threeshires-icb", True),
        ("coordinator", True),
        ("contributor@threeshires-icb", False),
    ):
        page = client_for(who).get("/organisations/threeshires-icb/").content.decode()
        assert "Threeshires Clinical Commissioning Group" in page
        assert (key[:8] in page, "lead@threeshires-icb.example" in page) == (sees, sees)
        assert key not in page


def test_reading_about_people_is_remembered(region: World, client_for: SignIn) -> None:
    client, reader = client_for("manager@berrydale"), region.person("reader@berrydale")
    for page, action, subject in (
        ("/people/", "read people", "/people/"),
        (f"/people/{reader.pk}/", "read a person's roles", f"person {reader.pk}"),
        ("/people/access/", "read who may see what", "/people/access/"),
        ("/people/access.csv", "download who may see what", "/people/access.csv"),
    ):
        assert client.get(page).status_code == 200
        event = Event.objects.get(action=action)
        assert (event.subject, event.role) == (subject, "Partnership manager")


@pytest.mark.parametrize("page", ["/people/", "/people/access.csv", "/you/", "/organisations/"])
def test_no_shared_computer_keeps_what_names_people(client_for: SignIn, page: str) -> None:
    assert client_for("coordinator").get(page)["Cache-Control"] == "private, no-store"


def people_in(place: Any, number: int) -> None:
    for each in range(number):
        person = Person.objects.create(email=f"p{each}-{number}@many.example", role_title=f"Person {each}")
        Membership.objects.create(
            person=person, role=PartnershipManager.key, **held_at(place), starts_on=timezone.localdate(),
            given_by=person,
        )  # fmt: skip


@pytest.mark.parametrize("page", ["/people/", "/people/access/?where=partnership:berrydale", "/people/access.csv",
                                  "/people/invite/", "/people/{one}/", "/organisations/", "/you/"])  # fmt: skip
def test_more_people_cost_no_more_queries(region: World, client_for: SignIn, page: str) -> None:
    client, url = client_for("coordinator"), page.format(one=region.person("analyst").pk)
    costs = []
    for number in (2, 25):
        people_in(region.berrydale, number)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 18


def test_pages_of_the_list(region: World, client_for: SignIn) -> None:
    people_in(region.berrydale, 40)
    client = client_for("manager@berrydale")
    first, second = (client.get(f"/people/?page={number}") for number in (1, 2))
    assert len(first.context["page"]) == 30
    assert len(second.context["page"]) == 16
    assert "page=2" in first.content.decode()
