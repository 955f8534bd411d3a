"""What an import would do, worked out before anything is stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from tenants.dataset.entry import Entry
from tenants.dataset.models import DraftFigure


@dataclass(frozen=True)
class Change:
    """One figure of the file, and what is stored in its place now."""

    entry: Entry
    stored: DraftFigure


@dataclass(frozen=True)
class Plan:
    added: list[Entry]
    changed: list[Change]
    unchanged: int

    @property
    def total(self) -> int:
        return len(self.added) + len(self.changed) + self.unchanged

    @property
    def does_something(self) -> bool:
        return bool(self.added or self.changed)


def plan_import(entries: Iterable[Entry], figures: Iterable[DraftFigure]) -> Plan:
    """Compare a file's figures with those stored. Figures that the file does not name stay as they are."""
    stored = {(figure.indicator, figure.period): figure for figure in figures}
    added: list[Entry] = []
    changed: list[Change] = []
    unchanged = 0
    for entry in entries:
        figure = stored.get((entry.indicator, entry.period))
        if figure is None:
            added.append(entry)
        elif all(getattr(figure, name) == value for name, value in entry.values.items()):
            unchanged += 1
        else:
            changed.append(Change(entry, figure))
    return Plan(added, changed, unchanged)
