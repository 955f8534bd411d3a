"""A second, naive implementation of disclosure control: it writes down every table of whole numbers.

Nothing here knows a linear programme. Small tables only: the work grows with (most + 1) to the power of the
number of hidden parts, and the search for the cheapest hiding with 2 to the power of the number of cells.
"""

from dataclasses import dataclass, field
from itertools import chain, combinations

import numpy as np


@dataclass
class Puzzle:
    """Values by cell name, and relations as (total, parts). Totals may be totals in several relations."""

    values: dict
    relations: list
    insiders: dict = field(default_factory=dict)
    smallest: int = 1
    largest: int = 5

    @property
    def primary(self):
        return {cell for cell, value in self.values.items() if self.smallest <= value <= self.largest}

    @property
    def leaves(self):
        totals = {total for total, _ in self.relations}
        return [cell for cell in self.values if cell not in totals]


def every_table(puzzle, hidden, known, most, *, told=False):
    """Every table that agrees with what is seen: a dict of equally long arrays. Hidden parts go up to `most`."""
    seen = {cell: value for cell, value in puzzle.values.items() if cell not in hidden or cell in known}
    axes = [[seen[leaf]] if leaf in seen else range(most + 1) for leaf in puzzle.leaves]
    grid = np.meshgrid(*axes, indexing="ij")
    tables = {leaf: column.ravel() for leaf, column in zip(puzzle.leaves, grid, strict=True)}
    agree = np.ones(grid[0].size, dtype=bool)
    waiting = list(puzzle.relations)
    while waiting:
        ready = [relation for relation in waiting if all(part in tables for part in relation[1])]
        for total, parts in ready:
            counted = sum(tables[part] for part in parts)
            agree &= tables.setdefault(total, counted) == counted
            waiting.remove((total, parts))
    for cell, value in seen.items():
        agree &= tables[cell] == value
    for cell in puzzle.primary if told else ():
        agree &= (tables[cell] >= puzzle.smallest) & (tables[cell] <= puzzle.largest)
    return {cell: column[agree] for cell, column in tables.items()}


def ranges(puzzle, hidden, known=(), most=15, *, told=False):
    """{cell: (least, greatest)} for each hidden cell; the greatest is infinite where it grows with `most`."""
    here = every_table(puzzle, hidden, known, most, told=told)
    beyond = every_table(puzzle, hidden, known, most + 1, told=told)
    found = {}
    for cell in hidden - set(known):
        greatest = here[cell].max()
        found[cell] = (here[cell].min(), np.inf if beyond[cell].max() > greatest else greatest)
    return found


def is_safe(puzzle, hidden, most=15):
    """The guarantee of protect(), word for word, for an outsider and for every insider."""
    for known in (set(), *map(set, puzzle.insiders.values())):
        everything = set(puzzle.values)
        blind = ranges(puzzle, hidden, known, most)
        aware = ranges(puzzle, hidden, known, most, told=True)
        widest = ranges(puzzle, everything, known, most, told=True)
        own = ranges(puzzle, everything, known, most)
        for cell in puzzle.primary - known:
            if blind[cell][0] > max(puzzle.smallest, own[cell][0]):
                return False
            if blind[cell][1] < min(puzzle.largest, own[cell][1]):
                return False
            if aware[cell] != widest[cell]:
                return False
    return True


def cheapest(puzzle, weights, most=15):
    """The least cost of cells hidden beside the primary ones so that the table is safe; None if none is."""
    others = sorted(set(puzzle.values) - puzzle.primary)
    subsets = chain.from_iterable(combinations(others, size) for size in range(len(others) + 1))
    for subset in sorted(subsets, key=lambda cells: sum(weights[cell] for cell in cells)):
        if is_safe(puzzle, puzzle.primary | set(subset), most):
            return sum(weights[cell] for cell in subset)
    return None
