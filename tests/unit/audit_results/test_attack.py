"""Everything published at every step, attacked as anybody, each agency and each partnership.

The linear system is the attacker's own; where it finds a table that agrees with everything, nothing is given away. What it
claims is confirmed with the bounds of benchmarking.disclosure's attacker.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from benchmarking.audit_results.answers import Signed
from benchmarking.audit_results.computing import compute
from benchmarking.audit_results.results import Results
from scrutiny.frameworks.content import Content
from tests.unit.audit_results.attack import (
    Publication,
    Reader,
    Step,
    bounds_of,
    exposed,
    publications,
    readers,
    system_of,
)
from tests.unit.audit_results.making import (
    agency,
    asked_again,
    edition,
    generated,
    inputs,
    signed,
    statement,
)

CONTENT = edition({"one": ["a", "b", "c"], "two": ["f", statement("g", area_specific=True), "h"]})
EARLIER = {"a": ("a",), "b": ("b",), "f": ("f",), "g": ("g",), "h": ("x", "y")}
AGAIN = edition(
    {
        "one": [
            statement("a", change={"kind": "unchanged", "earlier": ["a"]}),
            statement("b", change={"kind": "unchanged", "earlier": ["b"]}),
            statement("d", change={"kind": "new"}),
        ],
        "two": [
            statement("f", change={"kind": "unchanged", "earlier": ["f"]}),
            statement("g", area_specific=True, change={"kind": "unchanged", "earlier": ["g"]}),
            statement("h", change={"kind": "merged", "earlier": ["x", "y"]}),
        ],
    },
    label="2027", follows="2026",
)  # fmt: skip
BEFORE = edition({"one": ["a", "b", "c"], "two": ["f", statement("g", area_specific=True), "x", "y"]})
EDITIONS = {each.fingerprint: each for each in (CONTENT, AGAIN, BEFORE)}
MANY = 30


def areas_of(lodged: Sequence[Signed]) -> list[str]:
    return list(dict.fromkeys(each.area for each in lodged))


def published(seed: int, corrections: int) -> dict[str, Publication]:
    """One round, with corrections."""
    return publications(steps_of(generated(seed, CONTENT, corrections=corrections), CONTENT), EDITIONS)


def steps_of(lodged: Sequence[Signed], content: Content, ago: int = 0) -> list[Step]:
    standing, steps = {}, []
    for number, each in enumerate(lodged, start=1):
        standing[each.area] = each
        results = compute(inputs(lodged[:number], content, areas=areas_of(lodged)))
        steps.append(Step(list(standing.values()), results, ago))
    return steps


def published_twice(seed: int, corrections: int) -> dict[str, Publication]:
    """Two rounds, one after the other: the last one's answers are compared with, and its sums stay known."""
    before = generated(seed, BEFORE, corrections=corrections)
    steps = steps_of(before, BEFORE, ago=1)
    lodged = asked_again(before, AGAIN, EARLIER, seed)
    standing = {each.area: each for each in before}
    for number in range(1, len(lodged) + 1):
        given = inputs(lodged[:number], AGAIN, BEFORE, areas=areas_of(lodged), before=before)
        compared = [standing[each.area] for each in lodged[:number]]
        steps.append(Step(lodged[:number], compute(given), before=compared))
    return publications(steps, EDITIONS, earlier=EARLIER)


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
    system = system_of(publications([Step([lodged], shown_in_full(hidden))], EDITIONS)["one"])
    assert exposed(system, Reader()) == {"n0", "n1", "n2"}
    certain = bounds_of(system, Reader(), [int(i) for i in np.flatnonzero(system.truth > 0)])
    assert (certain["lower"] == certain["upper"]).all()


def test_the_project_attacker_agrees_where_something_is_open() -> None:
    members = [agency(f"n{i}", CONTENT, {"a": i, "b": 2, "c": 1}) for i in range(4)]
    lodged = signed("north", *members)
    system = system_of(publications([Step([lodged], compute(inputs([lodged], CONTENT)))], EDITIONS)["one"])
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
