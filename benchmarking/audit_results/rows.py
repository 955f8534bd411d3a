"""Sums that could be published, and of which pieces each is made. Pure.

A piece is something of one agency that a reader does not know: a grade it gave, a moderated grade, what changed. The same
piece may stand in several sums: the answer that an agency gave for all its areas stands in each area's column and in the
region's. Two pieces are the same only where area, statement and grade are; so a corrected grade is another piece.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarking.audit_results.gathering import Given

Piece = tuple[Any, ...]
"""The agency stands first."""
Counts = tuple[int, ...]


class Measure(StrEnum):
    """What is counted. The order is that in which they may be shown: what comes later gives way."""

    COUNTED = "counted"
    SELF = "self"
    MODERATION = "moderation"
    PRACTITIONERS = "practitioners"
    BESIDE = "beside"
    CHANGE = "change"


class Level(StrEnum):
    AREA = "area"
    REGION = "region"
    KIND = "kind"


@dataclass(frozen=True, order=True)
class Key:
    """Which sum it is: of one standard of one variant, of one group of agencies."""

    variant: str
    standard: str
    measure: Measure
    level: Level
    group: str


@dataclass(frozen=True, eq=False)
class Row:
    """One sum. `pieces`: what each piece adds to each category; all of the same length. `given`: what they are."""

    key: Key
    pieces: Mapping[Piece, Counts]
    given: Mapping[Piece, "Given"] = field(default_factory=dict)

    @cached_property
    def agencies(self) -> frozenset[str]:
        return frozenset(piece[0] for piece in self.pieces)

    @cached_property
    def counts(self) -> Counts:
        return tuple(map(sum, zip(*self.pieces.values(), strict=True)))


def one_of(category: int, number: int) -> Counts:
    """One in this category, none in the others."""
    return tuple(int(each == category) for each in range(number))
