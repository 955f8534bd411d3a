"""What signed returns say of one round, as one table: a row for each area, agency and statement. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from django.utils.text import slugify

from scrutiny.frameworks.content import Content
from scrutiny.returns.audit_payload import AuditedAgency, GradedStatement

COLUMNS = (
    "area", "agency", "kind", "kind_name", "variant", "edition", "several_areas", "statement", "standard", "area_specific",
    "self_grade", "moderated", "counted",
)  # fmt: skip


class UnknownEdition(ValueError):
    """A return speaks of an edition, or of a statement, that is not held here."""


@dataclass(frozen=True)
class Signed:
    """One audit return, as far as results need it. `area` is the partnership's slug; `sha256` the return's hash."""

    id: str
    area: str
    sha256: str
    agencies: tuple[AuditedAgency, ...]


def table_of(standing: Iterable[Signed], editions: Mapping[str, Content]) -> pd.DataFrame:
    """One row for each grade that an agency gave itself, of each area it answered to. `counted` is the moderated
    grade where there is one, otherwise the agency's own. Grades are positions on the scale, 0 the lowest.

    Raises UnknownEdition where an edition or a statement is not known.
    """
    rows = [
        _row(signed.area, agency, grade, editions)
        for signed in standing
        for agency in signed.agencies
        if agency.answered
        for grade in agency.grades
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"moderated": "Int64", "self_grade": "int64", "counted": "int64"})


def _row(
    area: str, agency: AuditedAgency, grade: GradedStatement, editions: Mapping[str, Content]
) -> dict[str, Any]:
    content = editions.get(agency.edition_sha256)
    placed = content.placed.get(grade.statement) if content else None
    if placed is None:
        raise UnknownEdition(
            f"{agency.organisation}: {grade.statement} of edition {agency.edition_sha256[:12]}"
        )
    kind = next((each for each in content.kinds if each.slug == agency.kind), None) if content else None
    return {
        "area": area,
        "agency": agency.organisation,
        "kind": kind.slug if kind else slugify(agency.kind_of_body),
        "kind_name": kind.name if kind else agency.kind_of_body,
        "variant": agency.variant,
        "edition": agency.edition_sha256,
        "several_areas": agency.several_areas,
        "statement": grade.statement,
        "standard": placed.standard.id,
        "area_specific": placed.statement.area_specific,
        "self_grade": grade.self_grade,
        "moderated": grade.moderated,
        "counted": grade.self_grade if grade.moderated is None else grade.moderated,
    }
