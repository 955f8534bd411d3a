"""Everything published at every step, attacked as anybody, each agency and each partnership.

The linear system is the attacker's own; where it finds a table that agrees with everything, nothing is given away. What it
claims is confirmed with the bounds of benchmarking.disclosure's attacker.
"""

from dataclasses import replace

import numpy as np
import pytest

from benchmarking.audit_results.computing import compute
from benchmarking.audit_results.results import Results
from tests.unit.audit_results.attack import (
    Publication,
    Reader,
    bounds_of,
    exposed,
    publications,
    readers,
    system_of,
)
from tests.unit.audit_results.making import agency, edition, generated, inputs, signed, statement

CONTENT = edition({"one": ["a", "b", "c"], "two": ["f", statement("g", area_specific=True), "h"]})
EDITIONS = {CONTENT.fingerprint: CONTENT}
MANY = 30


def published(seed: int, corrections: int) -> dict[str, Publication]:
    lodged = generated(seed, CONTENT, corrections=corrections)
    areas = list(dict.fromkeys(each.area for each in lodged))
    standing, steps = {}, []
    for number, each in enumerate(lodged, start=1):
        standing[each.area] = each
        steps.append((list(standing.values()), compute(inputs(lodged[:number], CONTENT, areas=areas))))
    return publications(steps, EDITIONS)


@pytest.mark.parametrize("seed", range(MANY))
def test_nobody_from_outside_learns_what_an_agency_said(seed: int) -> None:
    for publication in published(seed, corrections=seed % 3).values():
        if publication.sums:
            assert not exposed(system_of(publication), Reader())


def test_insiders_are_hardly_ever_left_with_a_single_answer() -> None:
    """Of generated regions of extreme answers: fewer than two of a hundred looks. See the decision's last paragraph."""
    looks = told = 0
    for seed in range(12, 24):
        for publication in published(seed, corrections=0).values():
            if publication.sums:
                system = system_of(publication)
                found = [bool(exposed(system, reader)) for reader in readers(publication)]
                looks, told = looks + len(found), told + sum(found)
    assert looks > 100
    assert told * 100 < 2 * looks


def test_the_attacker_finds_what_a_careless_page_would_give_away() -> None:
    """Three agencies that all gave the same, and two of which one knows the other: shown by hand."""
    members = [agency(f"n{i}", CONTENT, dict.fromkeys("abc", 3)) for i in range(3)]
    lodged = signed("north", *members)
    hidden = compute(inputs([lodged], CONTENT))
    assert all(cell.symbol for cell in hidden.cells)
    system = system_of(publications([([lodged], shown_in_full(hidden))], EDITIONS)["one"])
    assert exposed(system, Reader()) == {"n0", "n1", "n2"}
    certain = bounds_of(system, Reader(), [int(i) for i in np.flatnonzero(system.truth > 0)])
    assert (certain["lower"] == certain["upper"]).all()


def test_the_project_attacker_agrees_where_something_is_open() -> None:
    members = [agency(f"n{i}", CONTENT, {"a": i, "b": 2, "c": 1}) for i in range(4)]
    lodged = signed("north", *members)
    system = system_of(publications([([lodged], compute(inputs([lodged], CONTENT)))], EDITIONS)["one"])
    for reader in (Reader(), Reader(agency="n0")):
        assert not exposed(system, reader)
        columns = [i for i, name in enumerate(system.names) if not reader.knows(name) and system.truth[i] > 0]
        bounds = bounds_of(system, reader, columns)
        assert len(bounds)
        assert (bounds["lower"] < bounds["upper"]).all()


def shown_in_full(results: Results) -> Results:
    """As a page would be that hides nothing: here nine answers at the top."""
    cells = tuple(
        replace(cell, symbol=None, counts=(0, 0, 0, 9))
        for cell in results.cells
        if cell.key.standard == "one"
    )
    return replace(results, cells=cells)
