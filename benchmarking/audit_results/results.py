"""The results of a round as one value, and as the text that is frozen. Page, files, report and API are drawn from it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from benchmarking.audit_results.rows import Counts, Key, Level, Measure
from kernel.symbols import Symbol


@dataclass(frozen=True)
class Share:
    """Per cent at the two upper grades, with its 95% interval (Wilson)."""

    percent: Decimal
    lower: Decimal
    upper: Decimal

    def as_json(self) -> list[str]:
        return [str(self.percent), str(self.lower), str(self.upper)]

    @classmethod
    def from_json(cls, data: list[str]) -> "Share":
        return cls(*map(Decimal, data))


@dataclass(frozen=True)
class Cell:
    """One sum, or the symbol that says why it is not shown: then there is nothing else in it but `agencies`, and that
    only where it counts who answered.

    counts: how many of each grade, lowest first; of practitioners' replies also how many could not say; of moderation
    and change how many lower, the same, higher. median: the middle grade, the lower of two.
    kappa: weighted, only from 30 pairs on.
    """

    key: Key
    symbol: Symbol | None
    agencies: int | None
    counts: Counts | None = None
    share: Share | None = None
    median: int | None = None
    kappa: Share | None = None

    @property
    def total(self) -> int | None:
        return None if self.counts is None else sum(self.counts)

    def as_json(self) -> dict[str, Any]:
        return {
            "key": [str(each) for each in asdict(self.key).values()],
            "symbol": str(self.symbol or ""),
            "agencies": self.agencies,
            "counts": list(self.counts) if self.counts else None,
            "share": self.share.as_json() if self.share else None,
            "median": self.median,
            "kappa": self.kappa.as_json() if self.kappa else None,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Cell":
        variant, standard, measure, level, group = data["key"]
        return cls(
            key=Key(variant, standard, Measure(measure), Level(level), group),
            symbol=Symbol(data["symbol"]) if data["symbol"] else None,
            agencies=data["agencies"],
            counts=tuple(data["counts"]) if data["counts"] else None,
            share=Share.from_json(data["share"]) if data["share"] else None,
            median=data["median"],
            kappa=Share.from_json(data["kappa"]) if data["kappa"] else None,
        )


@dataclass(frozen=True)
class Named:
    key: str
    name: str


@dataclass(frozen=True)
class Variant:
    """One edition that was answered: its standards, scale and the kinds of agency that answered it.

    compared: how many of its statements ask what the last round asked; None where no round went before it.
    """

    key: str
    name: str
    edition: str
    grades: tuple[str, ...]
    standards: tuple[Named, ...]
    kinds: tuple[Named, ...]
    statements: int
    compared: int | None


@dataclass(frozen=True)
class Area:
    """A partnership that takes part. `return_id` and `sha256` are those of the return that stands; "" without one.

    expected, silent: how many agencies were expected, and how many of them did not sign. None without a return.
    """

    key: str
    name: str
    return_id: str
    sha256: str
    expected: int | None
    silent: int | None

    @property
    def has_signed(self) -> bool:
        return bool(self.sha256)

    @property
    def answered(self) -> int | None:
        return None if self.expected is None or self.silent is None else self.expected - self.silent


@dataclass(frozen=True)
class Results:
    """A round's results. `silent`, `expected`: agencies of the whole region, each once; None until all have signed."""

    round: str
    name: str
    made_up: bool
    previous: str
    areas: tuple[Area, ...]
    variants: tuple[Variant, ...]
    cells: tuple[Cell, ...]
    expected: int | None
    silent: int | None

    @property
    def is_whole(self) -> bool:
        """Whether every partnership that takes part has signed."""
        return all(area.has_signed for area in self.areas)

    @property
    def signed(self) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if area.has_signed)

    @cached_property
    def _by_key(self) -> Mapping[Key, Cell]:
        return {cell.key: cell for cell in self.cells}

    def cell(self, variant: str, standard: str, measure: Measure, level: Level, group: str) -> Cell:
        """The cell, or one that says that there is nothing: not applicable, or not yet where returns are missing."""
        key = Key(variant, standard, measure, level, group)
        found = self._by_key.get(key)
        return found or Cell(
            key, Symbol.NOT_APPLICABLE if self._is_known(key) else Symbol.NOT_AVAILABLE, None
        )

    def _is_known(self, key: Key) -> bool:
        waits = key.measure is Measure.CHANGE and bool(self.previous)
        if key.level is Level.AREA and not waits:
            return any(area.key == key.group and area.has_signed for area in self.areas)
        return self.is_whole

    def of(self, variant: str, measure: Measure) -> Iterator[Cell]:
        return (cell for cell in self.cells if (cell.key.variant, cell.key.measure) == (variant, measure))

    def as_json(self) -> dict[str, Any]:
        return {
            "round": self.round, "name": self.name, "made_up": self.made_up, "previous": self.previous,
            "areas": [asdict(each) for each in self.areas],
            "variants": [asdict(each) for each in self.variants],
            "cells": [each.as_json() for each in self.cells],
            "expected": self.expected, "silent": self.silent,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Results":
        return cls(
            **data
            | {
                "areas": tuple(Area(**each) for each in data["areas"]),
                "variants": tuple(_variant(each) for each in data["variants"]),
                "cells": tuple(Cell.from_json(each) for each in data["cells"]),
            }
        )


def _variant(data: dict[str, Any]) -> Variant:
    return Variant(
        **data
        | {
            "grades": tuple(data["grades"]),
            "standards": tuple(Named(**each) for each in data["standards"]),
            "kinds": tuple(Named(**each) for each in data["kinds"]),
        }
    )
