"""Decisions are made once, kept for good, told in the trail, and never stop a sign-off."""

import logging
from collections.abc import Callable, Iterator

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from audit_trail.models import Event
from benchmarking.benchmarks.selectors import live_benchmark
from benchmarking.indicators.actions import project_new_returns, rebuild_figures
from benchmarking.indicators.models import Figure, Projected, Withheld
from kernel.periods import Period
from kernel.write_once import WrittenOnce
from tests import databases, worlds
from tests.integration.disclosure.made import CHILDREN, five_areas, local, referrals, sign
from tests.worlds import World


def decided() -> set[tuple[object, ...]]:
    rows = Withheld.objects.filter(period_end__year=CHILDREN)
    return set(rows.values_list("partnership__slug", "indicator", "part", "kind"))


def test_a_rebuild_keeps_every_decision(region: World) -> None:
    first, second, *_ = five_areas()
    sign(first, referrals(200, 30))
    sign(first, referrals(200, 3))
    sign(second, referrals(200, 2))
    before = list(Withheld.objects.values()), list(Projected.objects.values())
    assert rebuild_figures() == 14
    assert (list(Withheld.objects.values()), list(Projected.objects.values())) == before


def test_what_is_decided_says_whose_count_and_why(region: World) -> None:
    first, *others = five_areas()
    for each in others:
        sign(each, referrals(200, 50))
    sign(first, referrals(200, 3))
    assert decided() == {
        ("applefordshire", "re-referrals", "numerator", "primary"),
        (None, "re-referrals", "numerator", "secondary"),
    }
    event = Event.objects.filter(action="withhold counts").latest("sequence")
    assert event.subject.endswith("Year ending 31 March 2031")
    assert '"counts":2' in event.detail
    assert "primary" not in event.detail


def test_a_number_that_would_give_a_small_rest_away_is_hidden_with_it(region: World) -> None:
    """197 of 200: three were not. Of three ways out of 200, two are shown and two children are left."""
    first, second, *_ = five_areas()
    sign(first, referrals(200, 197))
    assert ("applefordshire", "re-referrals", "numerator", "primary") in decided()
    parts = [local("referrals-rate", 100, 10_000), local("referrals-no-further-action", 58, 100),
             local("referrals-not-in-need", 40, 100)]  # fmt: skip
    sign(second, parts)
    hidden = {row for row in decided() if row[0] == "berrydale"}
    assert len(hidden) == 1
    assert {row[1:] for row in hidden} <= {
        ("referrals-no-further-action", "numerator", "secondary"),
        ("referrals-not-in-need", "numerator", "secondary"),
    }


def test_what_an_official_statistic_shows_is_never_withheld(region: World) -> None:
    first, *_ = five_areas()
    sign(first, referrals(200, 3, whole="official"))
    values = live_benchmark(["referrals-rate", "re-referrals"]).values
    [rate, share] = [v for v in values if v.place == "applefordshire" and v.year == CHILDREN]
    assert (rate.numerator, share.denominator, share.numerator) == (200, 200, None)


def test_where_nothing_helps_everything_of_ours_is_withheld_and_it_is_said(
    region: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Thirty were shown of sixty; then the publisher says that there were thirty-three."""
    first, *others = five_areas()
    sign(first, referrals(60, 30))
    sign(others[0], referrals(200, 50))
    assert decided() == set()
    with caplog.at_level(logging.ERROR):
        sign(first, [local("referrals-rate", 33, 10_000, "official"), local("re-referrals", 30, 33)])
    assert "cannot be protected" in caplog.text
    assert {row[:3] for row in decided()} >= {
        ("applefordshire", "re-referrals", "numerator"),
        ("berrydale", "re-referrals", "numerator"),
        ("berrydale", "referrals-rate", "numerator"),
    }
    assert Event.objects.filter(action="withhold all counts, none can be protected").count() == 1
    current = Figure.objects.filter(partnership=first, period_end__year=CHILDREN, is_current=True)
    assert sorted(current.values_list("numerator", flat=True)) == [30, 33]


def test_decisions_are_written_once(region: World) -> None:
    row = Withheld.objects.first()
    assert row is not None
    with pytest.raises(WrittenOnce):
        row.save()
    with pytest.raises(WrittenOnce):
        Withheld.objects.all().delete()
    for statement in ("DELETE FROM indicators_withheld", "UPDATE indicators_projected SET step = 99"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_many_returns_cost_the_queries_of_few(region: World) -> None:
    partnerships = five_areas()

    def queries(number: int, year: int) -> int:
        for each in partnerships[:number]:
            sign(each, referrals(200, 50), year, see=False)
        with connection.execute_wrapper(count):
            count.asked = 0
            project_new_returns()
        return count.asked

    count = Counting()
    assert queries(2, CHILDREN) == queries(5, CHILDREN + 1)


class Counting:
    asked = 0

    def __call__(self, execute: Callable[..., object], *arguments: object) -> object:
        self.asked += 1
        return execute(*arguments)


@pytest.fixture
def site(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock(), databases.as_the_site("role"):  # type: ignore[attr-defined]
        yield


def test_the_site_itself_may_decide_and_a_partnership_may_not_look(site: None) -> None:
    """Under the roles of the database that the site works with, through the real sign-off."""
    worlds.enter("applefordshire", "re-referrals,2025,2,450,local,,\n")
    worlds.sign("applefordshire", Period.reporting_year(2025), reason="Counted again.")
    rows = Withheld.objects.filter(partnership__slug="applefordshire")
    assert [(row.indicator, row.part) for row in rows] == [("re-referrals", "numerator")]
    from partnerships.context import inside

    with inside(World().berrydale), pytest.raises(ProgrammingError), transaction.atomic():
        list(Withheld.objects.all())


def test_pages_of_a_figure_hide_what_is_withheld(region: World, client_for: Callable[[str], Client]) -> None:
    first, *others = five_areas()
    for each in others:
        sign(each, referrals(200, 50))
    sign(first, referrals(200, 3))
    client = client_for("coordinator")
    page = client.get("/compare/", {"indicator": "re-referrals", "year": CHILDREN}).content.decode()
    assert page.count("[c]") >= 2
    assert ">203<" not in page
