"""Two people at once, with real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kernel.periods import Period
from partnerships.context import inside
from tenants.dataset.actions import ChangedMeanwhile, save_figure, save_figures
from tenants.dataset.entry import Entry
from tenants.dataset.models import DraftFigure, Status
from tests.worlds import World

YEAR = Period.reporting_year(2025)


@pytest.mark.parametrize(
    ("numerators", "results"), [((1, 2), ["saved", "told"]), ((3, 3), ["saved", "saved"])]
)
def test_two_add_the_same_figure_at_once(
    own_database: str, numerators: tuple[int, int], results: list[str]
) -> None:
    """Different numbers: one is told. The same number, as a double click sends it: no conflict."""
    start = Barrier(2, timeout=20)

    def add(numerator: int) -> str:
        world = World()
        partnership, officer = world.berrydale, world.person("data-officer@berrydale")
        entry = Entry("rapid-reviews", YEAR, numerator, None, Status.LOCAL, None, "")
        try:
            with inside(partnership):
                start.wait()
                save_figure(partnership=partnership, entry=entry, seen_version=None, by=officer)
        except ChangedMeanwhile:
            return "told"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(add, numerators)) == results
    with inside(World().berrydale):
        assert DraftFigure.objects.filter(indicator="rapid-reviews").count() == 1


def test_two_imports_at_once_never_mix(own_database: str) -> None:
    start = Barrier(2, timeout=20)
    indicators = ("rapid-reviews", "cases-reviewed", "local-reviews-commissioned", "lado-enquiries")

    def load(numerator: int) -> str:
        world = World()
        partnership, officer = world.berrydale, world.person("data-officer@berrydale")
        order = indicators if numerator == 1 else indicators[::-1]
        entries = [Entry(each, YEAR, numerator, None, Status.LOCAL, None, "") for each in order]
        try:
            with inside(partnership):
                start.wait()
                save_figures(partnership=partnership, entries=entries, source="test", by=officer)
        except ChangedMeanwhile:
            return "told"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(load, (1, 2)))
    assert "saved" in results
    with inside(World().berrydale):
        stored = DraftFigure.objects.filter(indicator__in=indicators).values_list("numerator", flat=True)
        assert len(stored) == len(indicators)
        assert len(set(stored)) == 1
