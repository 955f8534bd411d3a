"""All that was signed about one group of quantities in one period, as cells and relations an attacker could use.

A cell is a count: of one quantity, one area (or all pooled) and one value. Two returns that say the same share a cell;
a corrected count is a cell of its own. The rest of a whole is a cell that nobody prints. Names are words, so that a
message can be shown to people: they name indicators, areas and periods, never a value.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from benchmarking.disclosure import OFFICIAL, Relation, Rule
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.models import Figure
from benchmarking.indicators.quantities import Part, quantities, rule_of
from benchmarking.indicators.wording import lower_first
from kernel.periods import Period
from kernel.symbols import Symbol

Key = tuple[Any, ...]


@dataclass(eq=False)
class Cell:
    """owner: the area that knows it; "" for pooled areas. official: its publisher shows it. printable: somebody may
    print it (a rest is only ever worked out). weight: how many values of readers stand on it."""

    words: str
    value: float
    owner: str
    official: bool = False
    confidential: bool = False
    printable: bool = True
    weight: float = 0.0
    lower: float = 0.0
    upper: float = np.inf


class LinkedCounts:
    """Grows by `add` (a signed figure) and `total` (figures of all areas, pooled); then gives frame and relations."""

    def __init__(self, group: tuple[str, ...], period: Period) -> None:
        self.group, self.period = group, period
        self.cells: dict[Key, Cell] = {}
        self._ties: dict[tuple[Key, tuple[Key, ...]], str] = {}
        self._of_figure: dict[tuple[Any, Part], Key] = {}
        self._of_return: dict[Any, dict[str, set[Key]]] = {}

    @property
    def rule(self) -> Rule | None:
        return rule_of(catalogue().get(self.group[0]))

    def add(self, figure: Figure, area: str) -> None:
        """A figure with the name of its area. Its counts become cells, part and rest make up the whole."""
        part = self._count(figure, Part.NUMERATOR, figure.numerator, area)
        whole = self._count(figure, Part.DENOMINATOR, figure.denominator, area)
        if part and whole:
            rest = ("rest", whole, part)
            words = f"the rest of {self._name(figure, Part.DENOMINATOR)} beside {self._name(figure, Part.NUMERATOR)}"
            self._make_up(whole, (part,), rest, words, area)

    def add_partitions(self, figures: Iterable[Figure], area: str) -> None:
        """What the figures of one return together leave over of a whole that they part."""
        found: dict[str, set[Key]] = {}
        for figure in figures:
            for part in Part:
                if key := self._of_figure.get((figure.pk, part)):
                    found.setdefault(key[0], set()).add(key)
        for each in quantities().partitions(self.group):
            sets = [found.get(slug, set()) for slug in (each.whole, *each.of)]
            if all(len(keys) == 1 for keys in sets):
                whole, *parts = (next(iter(keys)) for keys in sets)
                self._make_up(whole, tuple(parts), ("rest", whole, *parts), each.rest, area)

    def key(self, figure_id: Any, part: Part) -> Key | None:
        """The cell of a figure's count; None where it has none."""
        return self._of_figure.get((figure_id, part))

    def total(self, figures: Sequence[Figure], part: Part) -> Key | None:
        """The cell of one indicator's pooled count over these figures, one an area. None where there is none.

        Several parts that are the same count of several areas make the same total, whoever prints it.
        """
        parts = tuple(
            sorted(
                (self._of_figure[figure.pk, part] for figure in figures if self.key(figure.pk, part)), key=str
            )
        )
        if not parts or len(parts) != len(figures) or any(np.isnan(self.cells[key].value) for key in parts):
            return None
        key = (parts[0][0], "pooled", parts)
        if key not in self.cells:
            name = self._name(figures[0], part)
            self.cells[key] = Cell(
                f"{name}, all areas pooled, {lower_first(self.period.label)}",
                sum(self.cells[each].value for each in parts),
                owner="",
            )
            self._ties[key, parts] = f"{name} of all areas pooled, {lower_first(self.period.label)}"
        return key

    @cached_property
    def names(self) -> dict[Key, str]:
        """A name for each cell; those of several versions are numbered in the order in which they came."""
        seen: Counter[str] = Counter()
        found = {}
        for key, cell in self.cells.items():
            seen[cell.words] += 1
            found[key] = cell.words if seen[cell.words] == 1 else f"{cell.words} (version {seen[cell.words]})"
        return found

    def near(self, keys: Iterable[Key]) -> set[Key]:
        """All cells tied to these, directly or through others."""
        reached, before = set(keys), set[Key]()
        while reached != before:
            before = set(reached)
            for total, parts in self._ties:
                if reached & {total, *parts}:
                    reached |= {total, *parts}
        return reached

    def frame(self, keys: Iterable[Key]) -> pd.DataFrame:
        """The cells as `protect` and `weaknesses` take them."""
        wanted = set(keys)
        here = [key for key in self.cells if key in wanted]
        rows = [(self.names[key], self.cells[key]) for key in here]
        return pd.DataFrame({
            "cell": [name for name, _ in rows],
            "value": [cell.value for _, cell in rows],
            "weight": [cell.weight for _, cell in rows],
            "symbol": [str(Symbol.CONFIDENTIAL) if cell.confidential else "" for _, cell in rows],
            "exempt": [self.shown_by_publisher(key) for key in here],
            "owner": [cell.owner or None for _, cell in rows],
            "lower": [cell.lower for _, cell in rows],
            "upper": [cell.upper for _, cell in rows],
        })  # fmt: skip

    def relations(self, keys: Iterable[Key]) -> list[Relation]:
        here = set(keys)
        return [
            Relation(self.names[total], tuple(self.names[part] for part in parts), words)
            for (total, parts), words in self._ties.items()
            if total in here
        ]

    def small(self) -> set[Key]:
        """The cells that must not be worked out: small and not shown by their publisher, or hidden by it."""
        if self.rule is None:
            return set()
        values = np.array([cell.value for cell in self.cells.values()])
        return {
            key
            for (key, cell), small in zip(self.cells.items(), self.rule.small(values), strict=True)
            if cell.confidential or (small and not self.shown_by_publisher(key))
        }

    def shown_by_publisher(self, key: Key) -> bool:
        """Whether the count stands in an official statistic, or follows from counts that do."""
        if "pooled" in key:
            return all(self.cells[part].official for part in key[2])
        if key[0] == "rest":
            return all(self.cells[part].official for part in key[1:])
        return self.cells[key].official

    def _count(self, figure: Figure, part: Part, number: int | None, area: str) -> Key | None:
        quantity = quantities().of(figure.indicator, part)
        hidden = part is Part.NUMERATOR and figure.symbol == Symbol.CONFIDENTIAL
        if quantity is None or (number is None and not hidden):
            return None
        key = (quantity.slug, figure.partnership_id, number)
        words = f"{quantity.name}, {area}, {lower_first(self.period.label)}"
        cell = self.cells.setdefault(
            key, Cell(words, np.nan if number is None else number, area, confidential=hidden)
        )
        cell.official |= figure.status == OFFICIAL and not hidden
        self._of_figure[figure.pk, part] = key
        return key

    def _make_up(self, whole: Key, parts: tuple[Key, ...], rest: Key, words: str, area: str) -> None:
        """whole = parts + rest, unless the parts are more than the whole (then they are not its parts)."""
        left = self.cells[whole].value - sum(self.cells[part].value for part in parts)
        if left < 0:
            return
        label = lower_first(self.period.label)
        self.cells.setdefault(rest, Cell(f"{words}, {area}, {label}", left, area, printable=False))
        self._ties[whole, (*parts, rest)] = (
            f"{self.cells[whole].words.split(',')[0]} and its parts, {area}, {label}"
        )

    def _name(self, figure: Figure, part: Part) -> str:
        quantity = quantities().of(figure.indicator, part)
        return quantity.name if quantity else figure.indicator
