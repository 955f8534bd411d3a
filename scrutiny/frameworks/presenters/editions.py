"""Editions in tables and facts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from design_system.presenters import grouped
from design_system.tables import Cell, Column, Table
from scrutiny.frameworks.addresses import address
from scrutiny.frameworks.models import Edition
from scrutiny.frameworks.selectors import Family


def day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""


@dataclass(frozen=True)
class FamilyOnPage:
    """A framework and variant on the list."""

    family: Family
    today: date

    @property
    def newest(self) -> Edition:
        return self.family.newest

    @property
    def name(self) -> str:
        return f"{self.newest.framework_name}, {self.newest.variant_name.lower()}"

    @property
    def table(self) -> Table:
        columns: list[Column | str] = [
            "Edition",
            "State",
            "First day",
            "Last day",
            Column("Statements", numeric=True),
        ]
        rows = [self._row(each) for each in reversed(self.family.editions)]
        return Table(f"Editions of {self.name}", columns, rows, caption_hidden=True)

    def _row(self, edition: Edition) -> list[Any]:
        last = self.family.last_day_of(edition)
        return [
            Cell(edition.label, href=address(edition)),
            Cell("", status=self.family.state_of(edition, self.today)),
            day(edition.valid_from),
            day(last) or "Open",
            edition.statements,
        ]


def facts(edition: Edition, family: Family, today: date) -> list[Any]:
    """The edition in a few lines."""
    last = family.last_day_of(edition)
    rows: list[Any] = [
        ("State", Cell("", status=family.state_of(edition, today))),
        ("Answered by", edition.answered_by),
        ("First day", day(edition.valid_from)),
        ("Last day", day(last) or "Open, until another edition takes its place"),
        ("Published", f"{day(edition.published_at.date())}, by {edition.published_role}"),
        ("Fingerprint", grouped(edition.sha256)),
    ]
    if edition.withdrawal:
        rows.insert(4, ("Withdrawn because", edition.withdrawal.reason))
    return rows
