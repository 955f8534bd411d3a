"""Labels beside the ends of lines, moved apart where they would overlap."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class _Block:
    """Labels that touch, as one: where their common top wants to be, and how tall they are together."""

    members: list[int]
    height: float
    wish: float


def spread(centres: Sequence[float], heights: Sequence[float], *, low: float, high: float) -> list[float]:
    """Centres as near as can be (least squares) to those wanted, in the same order, not overlapping.

    Kept between low and high where they fit there; where they do not, they start at low and run over.
    """
    blocks: list[_Block] = []
    for i in sorted(range(len(centres)), key=lambda i: (centres[i], i)):
        blocks.append(_Block([i], heights[i], centres[i] - heights[i] / 2))
        while len(blocks) > 1 and _top(blocks[-2], low, high) + blocks[-2].height > _top(
            blocks[-1], low, high
        ):
            last, before = blocks.pop(), blocks.pop()
            blocks.append(_joined(before, last))
    placed = [0.0] * len(centres)
    for block in blocks:
        top = _top(block, low, high)
        for i in block.members:
            placed[i] = top + heights[i] / 2
            top += heights[i]
    return placed


def _top(block: _Block, low: float, high: float) -> float:
    return max(low, min(block.wish, high - block.height))


def _joined(before: _Block, last: _Block) -> _Block:
    """Each member wishes the common top to lie where it would itself be in place."""
    shifted = last.wish - before.height
    count_before, count_last = len(before.members), len(last.members)
    wish = (before.wish * count_before + shifted * count_last) / (count_before + count_last)
    return _Block(before.members + last.members, before.height + last.height, wish)
