"""How long protection takes, what it costs and whether it holds: python infra/bench/disclosure.py

Prints seconds of the processor and of the clock, best of three, for one table of five areas with protection and six
attacks (an outsider's and each area's); how many protected cells of 500 generated tables the attacker recovers; and the
cost of the chosen hiding beside the least possible, found by trying every subset, for small tables. Exits non-zero
where a table of the judged shapes takes longer than its limit, a cell is recovered, or hiding costs more than it must.
"""

import itertools
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:1] = [str(ROOT), str(ROOT / "platform")]

import numpy as np
import pandas as pd

from benchmarking.disclosure import Relation, Status, audit, cost, protect
from tests.oracles.suppression import Puzzle, cheapest
from tests.unit.disclosure.tables import AREAS, frame, with_margins
from tests.unit.disclosure.test_generated_tables import BATCHES, EACH, generated, recovered

KINDS = ("part", "rest", "whole")
LIMIT = 0.5
MOST = 15


def table(
    years: int, seed: int, *, kinds: tuple[str, ...] = KINDS, pooled: bool = False
) -> tuple[pd.DataFrame, list[Relation]]:
    """Five areas by years with their totals; part and rest of a whole; with `pooled`, all years together too."""
    rng = np.random.default_rng(seed)
    spans = [str(2013 + year) for year in range(years)]
    counts = rng.integers(10, 300, size=(len(AREAS), years))
    parts = rng.binomial(counts, rng.choice([0.02, 0.1, 0.3, 0.6], size=counts.shape))
    cube = np.stack([parts, counts - parts, counts])[: len(kinds)]
    if pooled:
        cube, spans = np.concatenate([cube, cube.sum(axis=2, keepdims=True)], axis=2), [*spans, "pooled"]
    cube = np.concatenate([cube, cube.sum(axis=1, keepdims=True)], axis=1)
    keys = list(itertools.product(kinds, (*AREAS, "all"), spans))
    cells = frame(dict(zip(("-".join(key) for key in keys), cube.ravel().tolist(), strict=True)))
    owners = [area if area != "all" else None for _, area, _ in keys]
    return cells.assign(owner=owners), ties(keys, kinds, spans, pooled=pooled)


def ties(
    keys: list[tuple[str, str, str]], kinds: tuple[str, ...], spans: list[str], *, pooled: bool
) -> list[Relation]:
    """All areas are the total of areas, the whole of part and rest, the pooled span of years."""
    found = []
    for kind, area, span in keys:
        if area == "all":
            found.append(relation((kind, area, span), [(kind, one, span) for one in AREAS]))
        if kind == "whole":
            found.append(relation((kind, area, span), [(one, area, span) for one in kinds[:2]]))
        if pooled and span == "pooled":
            found.append(relation((kind, area, span), [(kind, area, one) for one in spans[:-1]]))
    return found


def relation(total: tuple[str, ...], parts: list[tuple[str, ...]]) -> Relation:
    return Relation("-".join(total), tuple("-".join(part) for part in parts))


def attacks(cells: pd.DataFrame, relations: list[Relation], statuses: dict[str, Status]) -> None:
    """The outsider, and each area knowing its own row."""
    for area in (None, *AREAS):
        audit(cells, relations, statuses, known=cells.loc[cells["owner"] == area, "cell"])


def best(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor and of the clock, the best of three."""
    taken = []
    for _ in range(3):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        taken.append((time.process_time() - processor, time.perf_counter() - clock))
    return min(one for one, _ in taken), min(two for _, two in taken)


def main() -> int:
    return sum([speed(), generated_tables(), optimum()]) and 1


def speed() -> int:
    """How many tables of the judged shapes take too long. The last shape is told, not judged."""
    shapes = {
        "5 areas x 13 years + total": {"kinds": ("part",)},
        "the same, part, rest and whole": {},
        "the same, and all years pooled (told)": {"pooled": True},
    }
    print(
        f"{f'protect, and 6 audits (limit {LIMIT} s)':40}{'cells':>6}{'hidden':>8}{'cpu s':>8}{'clock s':>9}"
    )
    missed = 0
    for name, shape in shapes.items():
        for seed in (0, 1, 2):
            cells, relations = table(13, seed, **shape)
            statuses = protect(cells, relations)
            processor, clock = best(lambda c=cells, r=relations: attacks(c, r, protect(c, r)))
            count = sum(status != "published" for status in statuses.values())
            print(f"{name:40}{len(cells):6}{count:8}{processor:8.2f}{clock:9.2f}")
            missed += processor > LIMIT and "told" not in name
    return missed


def generated_tables() -> int:
    """How many protected cells are recovered, table by table, by an outsider or an area."""
    found = hidden = 0
    for seed in range(BATCHES * EACH):
        cells, relations = generated(seed)
        statuses = protect(cells, relations)
        hidden += sum(status == "primary" for status in statuses.values())
        found += len(recovered(cells, relations, statuses))
    print(f"{BATCHES * EACH} generated tables, {hidden} protected cells: {found} recovered")
    return found


def optimum(tables: int = 500) -> int:
    """Whether hiding costs more than the cheapest hiding that is safe.

    The naive search counts up to MOST, so tables with more in any cell are left out.
    """
    rng = np.random.default_rng(4)
    ours, least, compared = 0.0, 0.0, 0
    while compared < tables:
        cells, relations = with_margins(rng.poisson(rng.choice([1, 4, 6], size=(2, 2))))
        values = dict(zip(cells["cell"], cells["value"].tolist(), strict=True))
        if max(values.values()) > MOST:
            continue
        puzzle = Puzzle(values, [(tie.total, tie.parts) for tie in relations])
        puzzle.insiders = {a: set(group["cell"]) for a, group in cells.groupby("owner")}
        ours += cost(cells, protect(cells, relations))
        least += cheapest(puzzle, {cell: value + 1 for cell, value in values.items()}, MOST) or 0
        compared += 1
    print(f"cost of {tables} tables of two by two: {ours:.0f}; least possible: {least:.0f}")
    return int(ours > least)


if __name__ == "__main__":
    sys.exit(main())
