"""The results of an audit round, exactly as they were calculated from named returns. Written once."""

import json
import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.db import models

from benchmarking.audit_results.results import Results
from kernel.access import READ_AND_ADD, Access
from kernel.write_once import WriteOnceModel


class AuditResult(WriteOnceModel):
    """Its id follows from its inputs: the same returns, in the same order, have the same results."""

    database_access: ClassVar = Access(region=READ_AND_ADD)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.SlugField(max_length=60)
    inputs = models.TextField(
        help_text="Canonical JSON: the round, its returns and editions with their hashes."
    )
    inputs_sha256 = models.CharField(max_length=64, unique=True)
    content = models.TextField(help_text="Canonical JSON: exactly the text that was hashed.")
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return f"Audit results of {self.round}, {self.short_hash}"

    @property
    def short_hash(self) -> str:
        return self.sha256[:12]

    @cached_property
    def based_on(self) -> dict[str, Any]:
        parsed: dict[str, Any] = json.loads(self.inputs)
        return parsed

    @cached_property
    def results(self) -> Results:
        return Results.from_json(json.loads(self.content))
