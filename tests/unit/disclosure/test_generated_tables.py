"""Five hundred tables of areas and categories with their totals: nobody recovers a protected cell."""

import numpy as np
import pytest

from benchmarking.disclosure import audit, protect
from tests.unit.disclosure.tables import with_margins

BATCHES, EACH = 10, 50


def generated(seed):
    """One or two categories over three to five areas; a third of the cells are usually small."""
    rng = np.random.default_rng(seed)
    shape = [(3, 2), (4, 1), (5, 1), (3, 1), (4, 2)][seed % 5]
    return with_margins(rng.poisson(rng.choice([2, 10, 30], size=shape)))


def recovered(cells, relations, statuses):
    """Primary cells that an outsider or an area can narrow to less than 1 to 5, other than by its own figures."""
    values, found = dict(zip(cells["cell"], cells["value"], strict=True)), set()
    if "primary" not in statuses.values():
        return found
    for area in (None, *sorted(set(cells["owner"].dropna()))):
        known = [cell for cell in values if cell.startswith(f"{area}-")]
        for cell, low, high in audit(cells, relations, statuses, known=known).itertuples(index=False):
            mine = values.get(cell.replace("all", area or "nobody"), 0)
            if statuses[cell] == "primary" and (low > max(1, mine) or high < 5):
                found.add(cell)
    return found


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_attacker_recovers_no_protected_cell(batch):
    primary = 0
    for seed in range(batch * EACH, (batch + 1) * EACH):
        cells, relations = generated(seed)
        statuses = protect(cells, relations)
        primary += sum(status == "primary" for status in statuses.values())
        assert recovered(cells, relations, statuses) == set(), seed
    assert primary > EACH
