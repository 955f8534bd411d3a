"""Five hundred tables of areas and categories with their totals: nobody recovers a protected cell."""

import numpy as np
import pytest
from tests.unit.disclosure.tables import AREAS, with_margins

from benchmarking.disclosure import DFE, audit, protect

BATCHES, EACH = 10, 50


def generated(seed):
    rng = np.random.default_rng(seed)
    shape = (rng.integers(3, 6), rng.integers(2, 4))
    return with_margins(rng.poisson(rng.choice([1.5, 8, 30], size=shape)))


def narrowed(cells, relations, statuses):
    """Primary cells that somebody, told the rule or not, could narrow to less than 1 to 5 or to one value."""
    blind, aware = set(), set()
    for area in (None, *AREAS):
        known = cells.loc[cells["owner"] == area, "cell"] if area else ()
        for rule, found in ((None, blind), (DFE, aware)):
            bounds = audit(cells, relations, statuses, known=known, rule=rule)
            bounds = bounds[bounds["cell"].map(statuses) == "primary"]
            open_ = (bounds["lower"] <= 1) & (bounds["upper"] >= 5) if rule is None else bounds["lower"] < bounds["upper"]
            found |= set(bounds.loc[~open_, "cell"])
    return blind, aware


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_attacker_recovers_no_protected_cell(batch):
    primary = 0
    for seed in range(batch * EACH, (batch + 1) * EACH):
        cells, relations = generated(seed)
        statuses = protect(cells, relations)
        primary += sum(status == "primary" for status in statuses.values())
        assert narrowed(cells, relations, statuses)[0] == set(), seed
    assert primary > EACH
