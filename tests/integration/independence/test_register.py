"""Ties: declared, ended, read by those who look after people, and what of them is a conflict on a day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import AgencyContributor
from audit_trail.models import Event
from kernel.errors import NotPermitted
from partnerships.actions import grant_role
from partnerships.models import Organisation
from scrutiny.independence.actions import NotDeclared, declare, end_interest
from scrutiny.independence.models import Interest
from scrutiny.independence.selectors import conflicts, one_and_the_same, register_for, years_before
from tests.worlds import World

TODAY = timezone.localdate()
TWO_YEARS_AGO = years_before(TODAY, 2)
DAY = timedelta(days=1)


def organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def tied(world: World, slug: str, **dates: date) -> list[str]:
    """What ties the moderator to the board after a tie to the organisation was declared."""
    moderator = world.person("moderator@berrydale")
    declare(organisation=organisation(slug), nature="employed", by=moderator, **dates)
    return [each.words for each in conflicts(moderator, organisation("threeshires-icb"), TODAY)]


@pytest.mark.parametrize(
    ("dates", "counts"),
    [
        ({}, True),
        ({"starts_on": date(2001, 1, 1)}, True),
        ({"ends_on": TODAY}, True),
        ({"ends_on": TWO_YEARS_AGO}, True),
        ({"ends_on": TWO_YEARS_AGO - DAY}, False),
        ({"starts_on": TODAY + 30 * DAY}, True),  # a post that was accepted and not begun
    ],
)
def test_which_ties_count(region: World, dates: dict[str, date], counts: bool) -> None:
    assert bool(tied(region, "threeshires-icb", **dates)) is counts


def test_bodies_that_became_one_another(region: World) -> None:
    assert tied(region, "threeshires-ccg")
    ccg, icb, police = map(organisation, ("threeshires-ccg", "threeshires-icb", "threeshires-police"))
    assert one_and_the_same(icb) == one_and_the_same(ccg) == {ccg.pk, icb.pk}
    assert one_and_the_same(police) == {police.pk}


def test_what_became_of_it_in_many_steps_and_no_sister(region: World) -> None:
    names = ("one", "two", "three", "sister")
    one, two, three, sister = (Organisation.objects.create(slug=n, name=n, kind="Trust") for n in names)
    two.predecessors.add(one)
    three.predecessors.add(two)
    sister.predecessors.add(one)
    assert one_and_the_same(three) == {one.pk, two.pk, three.pk}
    assert one_and_the_same(one) == {one.pk, two.pk, three.pk, sister.pk}


def test_another_persons_tie_and_another_organisation_do_not_count(region: World) -> None:
    declare(
        organisation=organisation("threeshires-icb"), nature="employed", by=region.person("panel@berrydale")
    )
    assert tied(region, "threeshires-police") == []


def test_a_role_counts_for_two_years(region: World) -> None:
    moderator, icb = region.person("moderator@berrydale"), organisation("threeshires-icb")
    held = grant_role(person=moderator, role=AgencyContributor, place=icb, starts_on=TODAY, by=None)
    for ends_on, number in ((None, 1), (TODAY, 1), (TWO_YEARS_AGO, 1), (TWO_YEARS_AGO - DAY, 0)):
        type(held).objects.filter(pk=held.pk).update(starts_on=date(2001, 1, 1), ends_on=ends_on)
        assert len(conflicts(moderator, icb, TODAY)) == number


def test_the_29_of_february() -> None:
    assert years_before(date(2028, 2, 29), 2) == date(2026, 2, 28)


def test_a_tie_ends_with_a_date_once_by_whose_it_is(region: World) -> None:
    manager = region.person("manager@berrydale")
    tie = declare(
        organisation=organisation("threeshires-icb"), nature="leads", starts_on=TODAY - DAY, by=manager
    )
    with pytest.raises(NotPermitted):
        end_interest(interest=tie, ends_on=TODAY, by=region.person("coordinator"))
    with pytest.raises(NotDeclared, match="in the future"):
        end_interest(interest=tie, ends_on=TODAY + DAY, by=manager)
    with pytest.raises(NotDeclared, match="before it started"):
        end_interest(interest=tie, ends_on=TODAY - 2 * DAY, by=manager)
    end_interest(interest=tie, ends_on=TODAY, by=manager)
    with pytest.raises(NotDeclared, match="already"):
        end_interest(interest=tie, ends_on=TODAY, by=manager)
    assert Interest.objects.count() == 1
    assert Event.objects.filter(action__in=["declare interest", "end interest"]).count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"nature": "love"}, "Choose what ties"),
        ({"nature": "other"}, "Say what the tie is"),
        ({"starts_on": TODAY, "ends_on": TODAY - DAY}, "ends before it starts"),
    ],
)
def test_a_tie_that_is_refused(region: World, change: dict, words: str) -> None:  # type: ignore[type-arg]
    given = {"organisation": organisation("threeshires-icb"), "nature": "leads"} | change
    with pytest.raises(NotDeclared, match=words):
        declare(**given, by=region.person("moderator@berrydale"))


def test_who_reads_whose(region: World) -> None:
    for who in ("moderator@berrydale", "panel@cobblewick", "scrutineer"):
        declare(organisation=organisation("threeshires-icb"), nature="employed", by=region.person(who))

    def read(who: str) -> int:
        return register_for(region.person(who)).count()

    assert (read("coordinator"), read("manager@berrydale"), read("manager@cobblewick")) == (3, 1, 1)
    assert read("lead@threeshires-icb") == 0


def test_the_pages(region: World, client_for: Callable[[str], Client]) -> None:
    moderator = client_for("moderator@berrydale")
    assert "/you/interests/" in moderator.get("/you/").content.decode()
    wrong = moderator.post("/you/interests/", {"nature": "other"}).content.decode()
    assert "Choose the organisation" in wrong
    data = {
        "organisation": organisation("threeshires-icb").pk,
        "nature": "employed",
        "note": "Until last year",
    }
    assert moderator.post("/you/interests/", data).status_code == 302
    page = moderator.get("/you/interests/").content.decode()
    assert "NHS Threeshires Integrated Care Board" in page
    (tie,) = Interest.objects.all()
    assert moderator.post(f"/you/interests/{tie.pk}/end/", {"ends_on_day": "1"}).status_code == 200
    parts = {"ends_on_day": TODAY.day, "ends_on_month": TODAY.month, "ends_on_year": TODAY.year}
    assert client_for("panel@berrydale").post(f"/you/interests/{tie.pk}/end/", parts).status_code == 404
    assert moderator.post(f"/you/interests/{tie.pk}/end/", parts).status_code == 302
    assert "Ended, still a conflict" in moderator.get("/you/interests/").content.decode()
    register = client_for("manager@berrydale").get("/people/interests/").content.decode()
    assert "Scrutineer of the audit" in register
    assert client_for("lead@threeshires-icb").get("/people/interests/").status_code == 403
    assert (
        "Scrutineer of the audit"
        not in client_for("manager@cobblewick").get("/people/interests/").content.decode()
    )
