"""How much stands beside the statements of a section: comments, evidence, planned actions. One query."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Value

from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.progress import Key


@dataclass(frozen=True)
class Beside:
    """Comments by statement; evidence and actions by question."""

    comments: Counter[str] = field(default_factory=Counter)
    evidence: Counter[Key] = field(default_factory=Counter)
    actions: Counter[Key] = field(default_factory=Counter)


def beside(work: Work, statements: Collection[str]) -> Beside:
    if work.assessment is None:
        return Beside()

    def rows(found: QuerySet[Any], what: str, area: Any = "area") -> QuerySet[Any]:
        return found.filter(statement__in=statements).order_by().values_list("statement", area, Value(what))

    assessment = work.assessment
    asked = rows(assessment.comments, "comments", Value("")).union(
        rows(assessment.evidence_uses, "evidence"), rows(assessment.planned_actions, "actions"), all=True
    )
    found = Beside()
    for statement, area, what in asked:
        if what == "comments":
            found.comments[statement] += 1
        else:
            getattr(found, what)[statement, area] += 1
    return found
