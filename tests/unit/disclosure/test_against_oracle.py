"""Against the naive second implementation, which writes down every table of whole numbers."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarking.disclosure import Relation, audit, cost, protect
from tests.oracles.suppression import Puzzle, cheapest, is_safe, ranges
from tests.unit.disclosure.tables import frame

SHAPES = {
    "row": ("abc", [("t", "abc")]),
    "long row": ("abcd", [("t", "abcd")]),
    "two by two": ("abcd", [("r", "ab"), ("s", "cd"), ("u", "ac"), ("v", "bd"), ("t", "rs"), ("t", "uv")]),
    "nested": ("abcd", [("r", "ab"), ("t", "rcd")]),
    "overlapping": ("abc", [("r", "ab"), ("s", "bc"), ("t", "abc")]),
    "pairs": ("abc", [("r", "ab"), ("s", "bc"), ("u", "ac")]),
}
MOST = 20  # the second implementation writes down parts up to this; sums in the tests of bounds stay within


@st.composite
def puzzles(draw, *, most=36):
    leaves, relations = SHAPES[draw(st.sampled_from(sorted(SHAPES)))]
    counts = st.one_of(st.integers(0, 3), st.integers(0, most // len(leaves)))
    values = {leaf: draw(counts) for leaf in leaves}
    for total, parts in relations:
        values[total] = sum(values[part] for part in parts)
    return Puzzle(values, [(total, tuple(parts)) for total, parts in relations])


def ours(puzzle):
    return frame(puzzle.values), [Relation(total, parts) for total, parts in puzzle.relations]


@settings(max_examples=80, deadline=None)
@given(puzzles(most=MOST), st.data())
def test_the_attacker_finds_the_bounds_that_all_tables_have(puzzle, data):
    """Whole numbers, some cells hidden, some known in advance: the same bounds to the unit."""
    hidden = data.draw(st.sets(st.sampled_from(sorted(puzzle.values)), min_size=1))
    known = data.draw(st.sets(st.sampled_from(sorted(puzzle.leaves)), max_size=1))
    statuses = {cell: "secondary" if cell in hidden else "published" for cell in puzzle.values}
    cells, relations = ours(puzzle)
    found = audit(cells, relations, statuses, known=known)
    assert {c: (low, high) for c, low, high in found.itertuples(index=False)} == ranges(
        puzzle, hidden, known, MOST
    )


@settings(max_examples=25, deadline=None)
@given(puzzles(), st.booleans())
def test_protection_is_safe_and_costs_as_little_as_any(puzzle, alone):
    """Every subset of the cells is tried; none that is safe is cheaper than what protect chooses."""
    puzzle.insiders = {} if alone else {leaf: {leaf} for leaf in puzzle.leaves}
    cells, relations = ours(puzzle)
    statuses = protect(cells, relations, insiders=puzzle.insiders)
    hidden = {cell for cell, status in statuses.items() if status != "published"}
    assert is_safe(puzzle, hidden)
    weights = {cell: value + 1 for cell, value in puzzle.values.items()}
    assert cost(cells, statuses) == cheapest(puzzle, weights)


@settings(max_examples=40, deadline=None)
@given(puzzles(), st.data())
def test_publishing_more_never_widens_what_the_attacker_knows(puzzle, data):
    hidden = data.draw(st.sets(st.sampled_from(sorted(puzzle.values)), min_size=2))
    fewer = data.draw(st.sets(st.sampled_from(sorted(hidden)), max_size=len(hidden) - 1))
    cells, relations = ours(puzzle)
    wide, narrow = (
        audit(
            cells, relations, {c: "primary" if c in some else "published" for c in puzzle.values}
        ).set_index("cell")
        for some in (hidden, fewer)
    )
    assert (narrow["lower"] >= wide.loc[narrow.index, "lower"]).all()
    assert (narrow["upper"] <= wide.loc[narrow.index, "upper"]).all()
    truth = np.array([puzzle.values[cell] for cell in narrow.index])
    assert ((narrow["lower"] <= truth) & (truth <= narrow["upper"])).all()
