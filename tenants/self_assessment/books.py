"""A partnership's own book: the same pages and actions as the shared one, on tables in its schema."""

from scrutiny.section11.books import Book
from tenants.self_assessment import models

LOCAL = Book(
    assessments=models.Assessment,
    evidence=models.Evidence,
    evidence_content=models.EvidenceContent,
    evidence_removals=models.EvidenceRemoval,
    planned_actions=models.PlannedAction,
    namespace="local_answering",
    is_shared=False,
)
