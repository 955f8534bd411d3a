"""The rule of an indicator's source: which counts it hides, and whether it rounds the rest."""

from dataclasses import dataclass

import numpy as np

from benchmarking.disclosure.table import Flags, Floats


@dataclass(frozen=True)
class Rule:
    """Counts from smallest to largest are hidden; the others are shown to the nearest multiple of `base`.

    base: 1 shows counts as they are. An odd base leaves no doubt which multiple is nearest, so it must be odd.
    Zero is shown as zero by every rule here. Raises ValueError where the numbers make no rule.
    """

    name: str
    smallest: int = 1
    largest: int = 5
    base: int = 1

    def __post_init__(self) -> None:
        if not 0 < self.smallest < self.largest:
            raise ValueError("the rule reads: from smallest (1 or more) to something larger")
        if self.base < 1 or self.base % 2 == 0:
            raise ValueError("counts are rounded to the nearest multiple of an odd number")

    def small(self, counts: Floats) -> Flags:
        """Which counts are hidden as they stand. Shape kept; missing counts (NaN) are not small."""
        return (counts >= self.smallest) & (counts <= self.largest)

    def shown(self, counts: Floats) -> tuple[Floats, Floats]:
        """The least and the greatest count that a reader of the printed figure must allow for. Shape kept.

        A small count that is printed all the same, as some print 5 for 1 to 7, may be any of the rule's range.
        """
        if self.base == 1:
            return counts, counts
        nearest, half = np.floor(counts / self.base + 0.5) * self.base, (self.base - 1) // 2
        small, none = self.small(counts), counts < self.smallest
        lower = np.where(small, self.smallest, np.maximum(nearest - half, self.largest + 1))
        upper = np.where(small, self.largest, nearest + half)
        return np.where(none, counts, lower), np.where(none, counts, upper)


DFE = Rule("DfE", 1, 5)
"""Department for Education, children in need data guidance 2021: 1 to 5 become c; 0 is a true zero."""

NHS = Rule("NHS", 1, 7, base=5)
"""NHS England (secondary care, child measurement): 1 to 7 hidden, the rest to the nearest 5; 0 stays 0."""
