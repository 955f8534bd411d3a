"""Five hundred tables of areas and categories with their totals: nobody recovers a protected cell."""

import numpy as np
import pandas as pd
import pytest

from benchmarking.disclosure import Relation, audit, protect
from tests.unit.disclosure.tables import AREAS, with_margins

BATCHES, EACH = 20, 25
SHAPES = [(3, 2), (4, 1), (5, 1), (3, 1), (4, 2)]


def generated(seed):
    """One or two categories over three to five areas, under names that begin with the seed."""
    rng = np.random.default_rng(seed)
    cells, relations = with_margins(rng.poisson(rng.choice([2, 10, 30], size=SHAPES[seed % len(SHAPES)])))
    renamed = [Relation(f"{seed}/{r.total}", tuple(f"{seed}/{part}" for part in r.parts)) for r in relations]
    return cells.assign(cell=f"{seed}/" + cells["cell"]), renamed


def recovered(cells, relations, statuses):
    """Primary cells that an outsider or an area can narrow to less than 1 to 5, other than by its own figures."""
    values, found = dict(zip(cells["cell"], cells["value"], strict=True)), set()
    for area in ("nobody", *AREAS):
        known = cells.loc[cells["owner"] == area, "cell"]
        for cell, low, high in audit(cells, relations, statuses, known=known).itertuples(index=False):
            mine = values.get(cell.replace("all", area), 0)
            if statuses[cell] == "primary" and (low > max(1, mine) or high < 5):
                found.add(cell)
    return found


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_attacker_recovers_no_protected_cell(batch):
    """Twenty-five tables at once; with the primary cells alone hidden, some are recovered."""
    made = [generated(seed) for seed in range(batch * EACH, (batch + 1) * EACH)]
    cells = pd.concat([frame for frame, _ in made], ignore_index=True)
    relations = [relation for _, ties in made for relation in ties]
    statuses = protect(cells, relations)
    assert recovered(cells, relations, statuses) == set()
    careless = {cell: "published" if status == "secondary" else status for cell, status in statuses.items()}
    assert recovered(cells, relations, careless)
