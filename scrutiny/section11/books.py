"""Which tables and which addresses a book has. A partnership's own book is named in tenants.self_assessment."""

from dataclasses import dataclass
from typing import Any

from scrutiny.section11 import models


@dataclass(frozen=True)
class Book:
    """The models of one book, and the namespace of its addresses. Rows of an assessment are reached from it:
    `assessment.answers`, `.versions`, `.sections`, `.comments`, `.signed`, `.planned_actions`, `.evidence_uses`."""

    assessments: type[Any]
    evidence: type[Any]
    evidence_content: type[Any]
    evidence_removals: type[Any]
    planned_actions: type[Any]
    namespace: str
    is_shared: bool


SHARED = Book(
    assessments=models.Assessment,
    evidence=models.Evidence,
    evidence_content=models.EvidenceContent,
    evidence_removals=models.EvidenceRemoval,
    planned_actions=models.PlannedAction,
    namespace="answering",
    is_shared=True,
)
