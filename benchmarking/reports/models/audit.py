"""The audit results that an issue prints: chosen when it is prepared, and never changed."""

import uuid
from typing import ClassVar

from django.db import models

from benchmarking.audit_results.models import AuditResult
from benchmarking.reports.models.issue import Issue
from kernel.access import READ_AND_ADD, Access
from kernel.write_once import WriteOnceModel


class IssueAudit(WriteOnceModel):
    """An issue without such a row has no section about the audit."""

    database_access: ClassVar = Access(region=READ_AND_ADD)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="audit")
    result = models.ForeignKey(AuditResult, on_delete=models.PROTECT, related_name="issues")

    def __str__(self) -> str:
        return f"{self.issue}: {self.result}"
