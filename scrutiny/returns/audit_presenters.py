"""What the receipt of an audit return says. Grades are positions on the edition's scale: names of grades and words of
statements belong to frameworks, which this room does not know."""

from collections import Counter
from collections.abc import Iterable, Iterator

from design_system.tables import Cell, Table
from scrutiny.returns.audit_payload import AuditedAgency
from scrutiny.returns.models import Return

LOWEST_TO_HIGHEST = range(4)


def agencies_said(row: Return) -> str:
    """How many were expected, and how many of them signed their answers."""
    agencies = row.agencies
    signed = sum(each.answered for each in agencies)
    return f"{len(agencies)} expected, {signed} signed their answers"


def agencies_table(row: Return) -> Table:
    columns = ["Agency", "Own grades", "Moderated grades", "Practitioners", "Released"]
    return Table(
        "Agencies", columns, [list(_agency(each)) for each in row.agencies], caption_hidden=True, compact=True
    )


def _agency(agency: AuditedAgency) -> Iterator[object]:
    yield Cell(agency.name, note="" if agency.answered else "Did not sign its answers in time")
    if not agency.answered:
        yield from ("None", "None", "None", "Nothing")
        return
    yield counted(each.self_grade for each in agency.grades)
    moderated = [each.moderated for each in agency.grades if each.moderated is not None]
    yield counted(moderated) if moderated else "None"
    yield f"{agency.practitioners.replies} replies" if agency.practitioners else "Fewer than five replies"
    words, actions = len(agency.narratives), len(agency.actions)
    yield f"{words} of its texts, {actions} of its actions" if words or actions else "Nothing"


def counted(grades: Iterable[int]) -> str:
    """Such as “0, 3, 9, 2”: how many of each grade, lowest first."""
    numbers = Counter(grades)
    return ", ".join(str(numbers[grade]) for grade in LOWEST_TO_HIGHEST)


def grades_tables(row: Return) -> Iterator[tuple[str, Table]]:
    """Each agency that answered, with every grade it signed."""
    for agency in row.agencies:
        if agency.answered:
            yield agency.name, _grades(agency)


def _grades(agency: AuditedAgency) -> Table:
    rows = [
        [each.statement, _step(each.self_grade), _step(each.moderated), each.moderated_role or "Nobody"]
        for each in agency.grades
    ]
    columns = ["Statement", "Own grade", "Moderated", "Moderated by"]
    return Table(
        f"Grades of {agency.name}",
        columns,
        rows,
        caption_hidden=True,
        compact=True,
        note="1 is the lowest grade.",
    )


def _step(grade: int | None) -> str:
    return "Not moderated" if grade is None else f"{grade + 1} of {len(LOWEST_TO_HIGHEST)}"
