"""Everything published at every step, attacked as anybody, each agency and each partnership.

The linear system is the attacker's own; where it finds a table that agrees with everything, nothing is given away. What it
claims is confirmed with the bounds of benchmarking.disclosure's attacker.
"""

import os
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from benchmarking.audit_results.answers import Signed
from benchmarking.audit_results.computing import compute
from benchmarking.audit_results.results import Results
from benchmarking.audit_results.secrecy.worlds import Worlds
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
MANY = int(os.environ.get("AUDIT_ATTACK_SEEDS", "14"))
"""Regions of one round that are attacked, and half as many of two."""


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


def told(found: dict[str, Publication]) -> list[tuple[str, Reader, set[str]]]:
    """Of each standard: the readers who are left with a single possibility, and whose answers these are."""
    systems = [(name, each, system_of(each)) for name, each in found.items() if each.sums]
    looks = [
        (name, reader, exposed(system, reader)) for name, each, system in systems for reader in readers(each)
    ]
    return [look for look in looks if look[2]]


@pytest.mark.parametrize("seed", range(MANY))
def test_nobody_learns_what_an_agency_said(seed: int) -> None:
    """Neither from outside, nor an agency or a partnership that takes away what it knows."""
    assert not told(published(seed, corrections=seed % 3))


@pytest.mark.parametrize("seed", range(MANY // 2))
def test_nobody_learns_it_from_two_rounds_together(seed: int) -> None:
    assert not told(published_twice(seed, corrections=seed % 2))


def test_the_attacker_finds_what_two_rounds_would_give_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were sums decided by who stands in them alone."""
    monkeypatch.setattr(Worlds, "leave_open", lambda *_: True)
    assert any(told(published_twice(seed, corrections=0)) for seed in range(4))


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
