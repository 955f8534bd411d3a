"""The region in tables."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from design_system.tables import Cell, Table
from partnerships.models import Area, Organisation


def areas_table(areas: Iterable[Area]) -> Table:
    """Each area with its codes and the partnership that looks after it."""
    rows = [
        [
            Cell(area.name, href=reverse("benchmarks:area", args=[area.slug]), note=area.partnership.name),
            Cell(_codes(area)[0], note=_codes(area)[1]),
            area.dfe_code,
        ]
        for area in areas
    ]
    columns = ["Area and partnership", "ONS code", "DfE code"]
    return Table("Areas and partnerships", columns, rows, caption_hidden=True)


def _codes(area: Area) -> tuple[str, str]:
    """The code of today, and in a note those before it."""
    codes = list(area.codes.all())
    today = next((code for code in codes if code.valid_to is None), codes[-1])
    earlier = [
        f"{code.code} until {_day(code.valid_to)}" for code in codes if code.valid_to and code != today
    ]
    return today.code, "; ".join(earlier)


def organisation_tables(organisations: Iterable[Organisation], number_of_areas: int) -> Iterator[Table]:
    """A table a kind."""
    columns = ["Organisation", "Areas", "Dates"]
    for kind, members in groupby(organisations, key=lambda body: body.kind):
        rows = [_organisation_row(body, number_of_areas) for body in members]
        yield Table(kind, columns, rows, caption_size="s")


def _organisation_row(body: Organisation, number_of_areas: int) -> list[Any]:
    areas = list(body.areas.all())
    before = ", ".join(each.name for each in body.predecessors.all())
    notes = [f"Took over from {before}." if before else "", body.note]
    return [
        Cell(body.name, note=" ".join(note for note in notes if note)),
        "All" if len(areas) == number_of_areas > 1 else ", ".join(area.short_name for area in areas),
        _dates(body),
    ]


def _dates(body: Organisation) -> str:
    if body.started_on and body.ended_on:
        return f"{_day(body.started_on)} to {_day(body.ended_on)}"
    if body.started_on:
        return f"Since {_day(body.started_on)}"
    return f"Until {_day(body.ended_on)}" if body.ended_on else "No dates recorded"


def _day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""
