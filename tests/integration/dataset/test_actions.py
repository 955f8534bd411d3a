"""Storing figures: one at a time with a version, a table all or nothing."""

from collections.abc import Iterator

import pytest
from django.db import connection

from audit_trail.models import Event
from kernel.periods import Period
from partnerships.context import in_region, inside
from tenants.dataset.actions import ChangedMeanwhile, Stored, remove_figure, save_figure, save_figures
from tenants.dataset.entry import Entry
from tenants.dataset.models import DraftFigure, Status
from tenants.dataset.selectors import draft_figure, draft_figures, fingerprint
from tests.worlds import World

YEAR = Period.reporting_year(2025)


def entry(indicator: str = "rapid-reviews", numerator: int = 7, denominator: int | None = None) -> Entry:
    return Entry(indicator, YEAR, numerator, denominator, Status.LOCAL, None, "")


@pytest.fixture
def berrydale(region: World) -> Iterator[World]:
    with inside(region.berrydale):
        yield region


def save(world: World, one: Entry, seen: int | None) -> DraftFigure:
    with in_region():
        partnership, officer = world.berrydale, world.person("data-officer@berrydale")
    return save_figure(partnership=partnership, entry=one, seen_version=seen, by=officer)


def save_all(world: World, entries: list[Entry], seen: str | None = None) -> Stored:
    with in_region():
        partnership, officer = world.berrydale, world.person("data-officer@berrydale")
    return save_figures(partnership=partnership, entries=entries, source="test", by=officer, seen=seen)


def remove(world: World, indicator: str, seen: int) -> None:
    with in_region():
        partnership, officer = world.berrydale, world.person("data-officer@berrydale")
    remove_figure(partnership=partnership, indicator=indicator, period=YEAR, seen_version=seen, by=officer)


def test_each_change_raises_the_version(berrydale: World) -> None:
    assert save(berrydale, entry(), None).version == 1
    assert save(berrydale, entry(numerator=8), 1).version == 2
    assert save(berrydale, entry(numerator=8), 2).version == 2  # nothing changed


def test_whoever_saw_an_older_version_is_told_and_writes_nothing(berrydale: World) -> None:
    save(berrydale, entry(), None)
    save(berrydale, entry(numerator=8), 1)
    for seen in (1, None, 3):
        with pytest.raises(ChangedMeanwhile):
            save(berrydale, entry(numerator=9), seen)
    assert save(berrydale, entry(numerator=8), 1).version == 2  # a second click says the same
    stored = draft_figure("rapid-reviews", YEAR)
    assert stored
    assert (stored.numerator, stored.version) == (8, 2)


def test_a_figure_that_was_removed_meanwhile_is_not_silently_brought_back(berrydale: World) -> None:
    save(berrydale, entry(), None)
    remove(berrydale, "rapid-reviews", 1)
    with pytest.raises(ChangedMeanwhile):
        save(berrydale, entry(numerator=9), 1)
    assert draft_figure("rapid-reviews", YEAR) is None


def test_removing_asks_for_the_version_too(berrydale: World) -> None:
    save(berrydale, entry(), None)
    save(berrydale, entry(numerator=8), 1)
    with pytest.raises(ChangedMeanwhile):
        remove(berrydale, "rapid-reviews", 1)
    remove(berrydale, "rapid-reviews", 2)
    remove(berrydale, "rapid-reviews", 2)  # a second click
    assert draft_figure("rapid-reviews", YEAR) is None


def test_a_table_is_counted(berrydale: World) -> None:
    table = [entry("re-referrals", 4, 60), entry("rapid-reviews", 7)]
    assert save_all(berrydale, table) == Stored(added=1, changed=1, unchanged=0)
    assert save_all(berrydale, table) == Stored(added=0, changed=0, unchanged=2)


def test_a_table_is_stored_whole_or_not_at_all(berrydale: World) -> None:
    before = fingerprint(draft_figures())
    events = _events()
    impossible = entry("local-reviews-commissioned", -1)
    with pytest.raises(ChangedMeanwhile):  # the database refuses the last row, after another was changed
        save_all(berrydale, [entry("re-referrals", 4, 60), impossible])
    assert fingerprint(draft_figures()) == before
    assert _events() == events


def test_a_table_checked_over_other_figures_is_not_stored(berrydale: World) -> None:
    seen = fingerprint(draft_figures())
    save(berrydale, entry(), None)
    with pytest.raises(ChangedMeanwhile):
        save_all(berrydale, [entry("re-referrals", 4, 60)], seen)
    assert save_all(berrydale, [entry("re-referrals", 4, 60)], fingerprint(draft_figures())).changed == 1


def test_figures_stay_in_their_partnership(region: World) -> None:
    with inside(region.berrydale):
        save(region, entry(), None)
    with inside(region.cobblewick):
        assert draft_figure("rapid-reviews", YEAR) is None
    assert connection.schema_name == "public"


def _events() -> int:
    with in_region():
        return Event.objects.count()
