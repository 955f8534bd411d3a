"""A draft on its page, and two texts of one thing side by side."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from design_system.tables import Table
from scrutiny.frameworks.actions import StatementText
from scrutiny.frameworks.assembling import Assembly, Fault
from scrutiny.frameworks.content import CHANGE_KINDS, Content, Placed
from scrutiny.frameworks.models import DraftStandard, DraftStatement


@dataclass(frozen=True)
class RowOnPage:
    number: str
    row: DraftStatement
    earlier: str
    """Numbers of the earlier statements."""


@dataclass(frozen=True)
class StandardOnPage:
    number: int
    row: DraftStandard
    rows: tuple[RowOnPage, ...]


@dataclass(frozen=True)
class FaultOnPage:
    text: str
    href: str


@dataclass
class DraftOnPage:
    assembly: Assembly

    @cached_property
    def standards(self) -> list[StandardOnPage]:
        return [
            StandardOnPage(number, standard, tuple(self._row(each) for each in statements))
            for number, (standard, statements) in enumerate(self.assembly.by_standard, start=1)
        ]

    @cached_property
    def faults(self) -> list[FaultOnPage]:
        found = self.assembly.faults(self.earliest_day)
        return [FaultOnPage(each.text, self._place(each)) for each in found]

    @property
    def earliest_day(self) -> date:
        return self.assembly.earliest_day

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """How many statements of each kind of change; retired last."""
        found = Counter(each.change_kind for each in self.assembly.statements)
        return [(kind, found[kind]) for kind in CHANGE_KINDS] + [("retired", len(self.assembly.retirements))]

    @property
    def retired(self) -> list[tuple[Placed, str]]:
        before = self.assembly.before.placed
        return [(before[each.key], each.reason) for each in self.assembly.retirements if each.key in before]

    def _row(self, row: DraftStatement) -> RowOnPage:
        before = self.assembly.before.placed
        numbers = ", ".join(before[each].number for each in row.earlier if each in before)
        return RowOnPage(self.assembly.numbers[row.pk], row, numbers)

    def _place(self, fault: Fault) -> str:
        """Where it is put right; empty where that is for the person to choose."""
        pk = self.assembly.draft.pk
        if fault.statement:
            return reverse("frameworks:change_statement", args=[pk, fault.statement.pk])
        return reverse("frameworks:change_standard", args=[pk, fault.standard.pk]) if fault.standard else ""


def both(rows: Iterable[tuple[str, Any, Any]]) -> Table:
    """What is stored now and what somebody wrote, where the two differ."""
    body = [[name, _words(stored), _words(mine)] for name, stored, mine in rows if stored != mine]
    return Table("The two texts", ["Part", "Stored now", "What you wrote"], body)


def both_statements(stored: DraftStatement, mine: StatementText, before: Content) -> Table:
    grades = [
        (grade.name, stored.grades.get(grade.slug, ""), mine.grades.get(grade.slug, ""))
        for grade in before.grades
    ]
    return both(
        [
            ("Statement", stored.text, mine.text),
            *grades,
            ("Guidance", stored.guidance, mine.guidance),
            ("Examples of evidence", stored.evidence, mine.evidence),
            ("Asked for each area", stored.area_specific, mine.area_specific),
            ("Kinds of agency", stored.for_whom, mine.for_whom),
            ("How it comes from the edition before", _mapping(stored, before), _mapping(mine, before)),
        ]
    )


def _mapping(of: DraftStatement | StatementText, before: Content) -> str:
    numbers = ", ".join(before.placed[each].number for each in of.earlier if each in before.placed)
    return f"{of.change_kind.capitalize()} {numbers}".strip()


def _words(value: Any) -> Any:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return format_html_join(SafeString("<br>"), "{}", ((each,) for each in value)) if value else None
    return value or None
