"""The demonstration's figures: published ones, lodged as signed returns through the real actions."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from accounts.models import Person
from benchmarking.comparators.actions import (
    load_authorities,
    load_authority_values,
    load_neighbours,
    load_populations,
    load_published_figures,
)
from benchmarking.comparators.models import (
    Authority,
    AuthorityValue,
    Neighbour,
    Population,
    PublishedFigure,
)
from kernel.canonical import sha256_hex
from kernel.periods import Period
from kernel.symbols import Symbol
from partnerships.context import inside
from partnerships.models import AreaCode, Comparator, Partnership
from partnerships.selectors import open_partnerships
from tenants.dataset.actions import save_figures
from tenants.dataset.csv_format import read_csv
from tenants.dataset.entry import COLUMNS
from tenants.dataset.selectors import periods_with_figures, populations_for
from tenants.sign_off.actions import approve, prepare
from tenants.sign_off.selectors import unsigned_periods

FOLDER = settings.ROOT / "infra" / "demonstration"
TABLES = ("figures.csv", "north_somerset_2019_20.csv", "population.csv", "authorities.csv", "neighbours.csv")
SOURCE = (
    "Department for Education: children in need; children looked after in England (October and November 2025)"
)
POPULATION_SOURCE = "Office for National Statistics, mid-year population estimates, ages 0 to 17"

TOOL_SOURCE = "Department for Education, Local authority interactive tool, April 2026"

Row = dict[str, str]


@dataclass(frozen=True)
class Loaded:
    partnership: str
    figures: int
    returns: int


def fingerprint() -> str:
    """Tells whether the tables on disk are those that were loaded."""
    return sha256_hex("\n".join((FOLDER / name).read_text(encoding="utf-8") for name in TABLES))


def load_comparators() -> int:
    """Populations, and the published figures of the wider places. Returns how many figures."""
    load_populations(
        populations=[
            Population(
                code=row["code"], mid_year=int(row["mid_year"]), children=int(row["population"]),
                source=POPULATION_SOURCE,
            )
            for row in _rows("population.csv")
        ],
        by=None,
    )  # fmt: skip
    codes = set(Comparator.objects.values_list("code", flat=True))
    figures = [_published(row) for row in _rows("figures.csv") if row["code"] in codes]
    return load_published_figures(figures=figures, by=None)


def load_other_authorities() -> int:
    """All English authorities, their published values, and each area's neighbours. Returns how many values."""
    rows = _rows("authorities.csv")
    named = {row["dfe_code"]: row for row in rows}
    load_authorities(
        authorities=[
            Authority(dfe_code=code, name=row["name"], region=row["region"]) for code, row in named.items()
        ],
        by=None,
    )
    load_neighbours(
        neighbours=[
            Neighbour(
                dfe_code=row["dfe_code"], edition=int(row["edition"]), rank=int(row["rank"]),
                neighbour_id=row["neighbour_dfe_code"], closeness=row["closeness"], source=TOOL_SOURCE,
            )
            for row in _rows("neighbours.csv")
        ],
        by=None,
    )  # fmt: skip
    values = [value for row in rows for value in _values(row)]
    return load_authority_values(values=values, by=None)


def _values(row: Row) -> Iterator[AuthorityValue]:
    """One a column of an indicator; a cell holds a number or the symbol in its stead."""
    for indicator, cell in row.items():
        if indicator in ("dfe_code", "name", "region", "year"):
            continue
        symbol = cell if cell in set(Symbol) else ""
        yield AuthorityValue(
            authority_id=row["dfe_code"], indicator=indicator, year=int(row["year"]),
            value=None if symbol else Decimal(cell), symbol=symbol, source=TOOL_SOURCE,
        )  # fmt: skip


def load_partnerships() -> Iterator[Loaded]:
    """Each partnership in turn: its data officer imports, then prepares; its approver signs."""
    rows_of = _rows_by_area()
    for partnership in open_partnerships():
        officer = Person.objects.get(email=f"data-officer@{partnership.slug}.example")
        approver = Person.objects.get(email=f"approver@{partnership.slug}.example")
        rows = rows_of[partnership.area_id]
        populations = populations_for(partnership)
        with inside(partnership):
            _import(partnership, rows, populations, officer)
            signed = _sign_all(partnership, officer, approver)
        yield Loaded(partnership.short_name, len(rows), signed)


def _import(partnership: Partnership, rows: list[Row], populations: dict[int, int], officer: Person) -> None:
    entries = read_csv(_as_our_format(rows).encode(), populations)
    save_figures(partnership=partnership, entries=entries, source="published figures", by=officer)


def _sign_all(partnership: Partnership, officer: Person, approver: Person) -> int:
    """Sign every period that has figures and no return yet, oldest first. Returns how many."""
    periods: list[Period] = sorted(unsigned_periods(partnership, periods_with_figures()))
    for period in periods:
        submission = prepare(partnership=partnership, period=period, reason="", by=officer)
        approve(
            partnership=partnership,
            submission_id=submission.pk,
            seen_sha256=submission.content_sha256,
            by=approver,
        )
    return len(periods)


def _rows(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rows_by_area() -> dict[int, list[Row]]:
    area_of = dict(AreaCode.objects.values_list("code", "area_id"))
    rows: dict[int, list[Row]] = defaultdict(list)
    for name in ("figures.csv", "north_somerset_2019_20.csv"):
        for row in _rows(name):
            if row["code"] in area_of:
                rows[area_of[row["code"]]].append(row)
    return rows


def _as_our_format(rows: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _published(row: Row) -> PublishedFigure:
    return PublishedFigure(
        code=row["code"],
        indicator=row["indicator"],
        year=int(row["period"]),
        numerator=int(row["numerator"]) if row["numerator"] else None,
        denominator=int(row["denominator"]) if row["denominator"] else None,
        symbol=row["symbol"],
        published_value=Decimal(row["published_value"]) if row["published_value"] else None,
        source=row["published_in"] or SOURCE,
    )
