"""Days, moments and grades in words."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from design_system.tables import Cell
from tenants.challenge.responses import Response

COLOURS = ("red", "yellow", "blue", "teal")
"""Of a grade's tag, lowest first; the word says it all."""


def day(value: date) -> str:
    return f"{value:%-d %B %Y}"


def moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y at %H:%M}"


def grade_tag(response: Response, slug: str) -> dict[str, str]:
    """The text and the colour of a grade's tag."""
    return {"text": response.grade_name(slug), "colour": colour(response, slug)}


def colour(response: Response, slug: str) -> str:
    return COLOURS[response.grades[slug]] if slug in response.grades else "grey"


def counted(response: Response, slugs: list[str]) -> str:
    """Such as “3 not yet, 12 in place”: grades that were given, lowest first."""
    parts = [
        f"{number} {grade.name.lower()}"
        for grade in response.content.grades
        if (number := slugs.count(grade.slug))
    ]
    return ", ".join(parts)


def with_note(text: str, note: str) -> Any:
    return Cell(text, note=note) if note else text
