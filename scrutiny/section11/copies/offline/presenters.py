"""What the pages say of a spreadsheet that came back."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.safestring import SafeString

from design_system.tables import Cell, Table
from scrutiny.section11.answering.naming import name_of_question
from scrutiny.section11.answering.presenters.wording import area_name
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.copies.offline.differences import Difference
from scrutiny.section11.copies.offline.rows import CellProblem

LONGEST_SHOWN = 80


def problems_table(problems: Iterable[CellProblem]) -> Table:
    return Table(
        caption="What to put right",
        columns=["Cell and what is written in it", "What to do"],
        rows=[[Cell(each.place, note=_shown(each.written)), _sentence(each.message)] for each in problems],
    )


def difference_parts(
    work: Work, found: list[Difference], chosen: Iterable[str] | None = None
) -> list[dict[str, Any]]:
    """Each difference with its two texts and its box. Boxes of conflicts start empty: nothing is replaced unseen."""
    wanted = None if chosen is None else set(chosen)
    return [_part(work, each, place, wanted) for place, each in enumerate(found)]


def _part(work: Work, each: Difference, place: int, wanted: set[str] | None) -> dict[str, Any]:
    name, placed, area = (
        name_of_question(each.question),
        each.question.placed,
        area_name(work, each.question.area),
    )
    checked = not each.is_conflict if wanted is None else name in wanted
    label = f"Take in {placed.number}{f', {area}' if area else ''}"
    return {
        "number": placed.number,
        "statement": placed.statement.text,
        "area": area,
        "is_conflict": each.is_conflict,
        "who": _who(each) if each.is_conflict else "",
        "table": _both(work, each, name),
        "prefix": f"take-{place}",
        "items": [{"value": name, "text": label, "checked": checked}],
    }


def _who(each: Difference) -> str:
    if each.stored is None:
        return "Nothing is stored any more."
    moment = date_format(timezone.localtime(each.stored.changed_at), r"j F Y \a\t H:i")
    return f"{each.stored.changed_role} changed it on {moment}, after the spreadsheet was downloaded."


def _both(work: Work, each: Difference, name: str) -> Table:
    grades = {grade.slug: grade.name for grade in work.content.grades}
    stored = (each.stored.grade, each.stored.narrative) if each.stored else ("", "")
    rows: list[list[Any]] = [
        ["Grade", grades.get(stored[0]) or None, grades.get(each.row.grade) or None],
        ["What your agency does", _lines(stored[1]), _lines(each.row.narrative)],
    ]
    if each.only_confirms:
        rows.append(["State", "To confirm", "Confirmed as it stands"])
    return Table(
        caption=f"Stored and in the file: {each.question.placed.number} {each.question.area}".strip(),
        caption_hidden=True,
        columns=["Part", "Stored now", f"In your file, row {each.row.number}"],
        rows=rows,
        key=f"both-{name}",
    )


def _lines(text: str) -> SafeString | None:
    return SafeString(linebreaks(text, autoescape=True)) if text else None


def _shown(text: str) -> str:
    if not text:
        return ""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}"
