"""What the lead is shown before signing, and what a receipt says."""

from collections import Counter
from typing import Any

from django.utils import timezone

from design_system.tables import Column, Table
from scrutiny.section11.answering.naming import name_of_question
from scrutiny.section11.answering.presenters.wording import areas_of, label_of
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk
from scrutiny.section11.questions import Question


def missing(desk: Desk, work: Work) -> list[tuple[str, str]]:
    """Each question that is not answered, by name, with where it is answered."""
    return [
        (f"{label_of(work, each)}: {each.statement.text}", _address(desk, work, each))
        for each in work.questions
        if each.key not in work.answered
    ]


def _address(desk: Desk, work: Work, question: Question) -> str:
    url = desk.url("section", work.round.slug, question.standard.id)
    return f"{url}#q-{name_of_question(question)}"


def grades_table(work: Work) -> Table:
    """How many answers of each grade: those for all areas, those for each, and together."""
    names = {each.slug: each.area.short_name for each in work.partnerships}
    several = len(names) > 1
    counts = {area: Counter[str]() for area in ("", *names)}
    for question in work.questions:
        if question.key in work.answered:
            counts[question.area][work.by_key[question.key].grade] += 1
    total = sum(counts.values(), Counter[str]())
    columns: list[tuple[str, Counter[str]]] = []
    if several:
        columns = [("For all areas", counts[""]), *((name, counts[slug]) for slug, name in names.items())]
    columns.append(("Answers", total))
    rows: list[list[Any]] = [
        [grade.name, *(found[grade.slug] for _, found in columns)] for grade in work.content.grades
    ]
    rows.append(["Together", *(found.total() for _, found in columns)])
    return Table("Answers by grade", ["Grade", *(Column(title, numeric=True) for title, _ in columns)], rows)


def receipt_rows(work: Work, signed: Any) -> list[tuple[str, Any]]:
    local = timezone.localtime(signed.signed_at)
    return [
        ("Agency", work.organisation.name),
        ("Round", work.round.name),
        ("For", areas_of(work)),
        ("Signed by", signed.signed_role),
        ("Signed at", f"{local:%H:%M on %-d %B %Y}"),
        ("Signature", f"Number {signed.number} of this round"),
    ]
