"""How long protection takes and what it costs: PYTHONPATH=.:platform python -m infra.bench.disclosure.

Prints seconds of the processor and of the clock, best of three, for one table of five areas; and the cost of
the chosen hiding beside the least possible, found by trying every subset, for small tables.
"""

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from benchmarking.disclosure import Relation, Status, audit, cost, protect
from tests.oracles.suppression import Puzzle, cheapest
from tests.unit.disclosure.tables import AREAS, frame, with_margins

KINDS = ("part", "rest", "whole")
LIMIT = 0.5


def table(years: int, seed: int, *, kinds: tuple[str, ...] = KINDS, pooled: bool = False):
    """Five areas by years with their totals; part and rest of a whole; with `pooled`, all years together too."""
    rng = np.random.default_rng(seed)
    values: dict[tuple[str, str, str], int] = {}
    relations: list[Relation] = []
    for year in map(str, range(2013, 2013 + years)):
        for area in AREAS:
            whole = int(rng.integers(10, 300))
            part = int(rng.binomial(whole, rng.choice([0.02, 0.1, 0.3, 0.6])))
            counts = dict(zip(KINDS, (part, whole - part, whole), strict=True))
            values |= {(area, year, kind): counts[kind] for kind in kinds}
    spans = sorted({year for _, year, _ in values})
    if pooled:
        for area in AREAS:
            for kind in kinds:
                values[area, "pooled", kind] = sum(values[area, year, kind] for year in spans)
                relations.append(relation((area, "pooled", kind), [(area, year, kind) for year in spans]))
    for span in [*spans, "pooled"][: len(spans) + pooled]:
        for kind in kinds:
            values["all", span, kind] = sum(values[area, span, kind] for area in AREAS)
            relations.append(relation(("all", span, kind), [(area, span, kind) for area in AREAS]))
        if len(kinds) > 1:
            for area in (*AREAS, "all"):
                relations.append(
                    relation((area, span, "whole"), [(area, span, "part"), (area, span, "rest")])
                )
    cells = frame({"-".join(key): value for key, value in values.items()})
    owners = [key[0] if key[0] != "all" else None for key in values]
    return cells.assign(owner=owners), relations


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


def print_speed() -> None:
    shapes = {
        "5 areas x 13 years + total": {"kinds": ("part",)},
        "the same, part, rest and whole": {},
        "the same, and all years pooled": {"pooled": True},
    }
    print(
        f"{'protect, and 6 audits (limit ' + str(LIMIT) + ' s)':40}{'cells':>6}{'hidden':>8}{'cpu s':>8}{'clock s':>9}"
    )
    for name, shape in shapes.items():
        for seed in (0, 1, 2):
            cells, relations = table(13, seed, **shape)
            statuses = protect(cells, relations)
            processor, clock = best(lambda c=cells, r=relations: attacks(c, r, protect(c, r)))
            count = sum(status != "published" for status in statuses.values())
            print(f"{name:40}{len(cells):6}{count:8}{processor:8.2f}{clock:9.2f}")


def print_cost(tables: int = 30) -> None:
    rng = np.random.default_rng(4)
    ours, least = 0.0, 0.0
    for _ in range(tables):
        cells, relations = with_margins(rng.poisson(rng.choice([1, 4, 6], size=(2, 2))))
        values = dict(zip(cells["cell"], cells["value"].tolist(), strict=True))
        puzzle = Puzzle(values, [(tie.total, tie.parts) for tie in relations])
        puzzle.insiders = {a: set(group["cell"]) for a, group in cells.groupby("owner")}
        ours += cost(cells, protect(cells, relations))
        least += cheapest(puzzle, {cell: value + 1 for cell, value in values.items()}) or 0
    print(f"cost of {tables} tables of two by two: {ours:.0f}; least possible: {least:.0f}")


if __name__ == "__main__":
    print_speed()
    print_cost()
