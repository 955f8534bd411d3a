"""The files of a published issue, byte for byte as they were when it was published."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from benchmarking.benchmarks.audiences import Audience
from benchmarking.reports.models.issue import Issue
from kernel.access import READ_AND_ADD, Access
from kernel.write_once import WriteOnceModel


class Output(WriteOnceModel):
    """One file for one audience, with its hash: migration 0002 lets the database hold content and hash together."""

    database_access: ClassVar = Access(region=READ_AND_ADD)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="outputs")
    audience = models.CharField(max_length=10)
    named = ArrayField(
        models.SlugField(max_length=60), default=list, help_text="Areas shown by name to partners."
    )
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=120)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["audience", "name"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["issue", "audience", "name"], name="one_file_of_a_name"),
            models.CheckConstraint(
                name="only_partners_are_shown_names",
                condition=Q(audience=Audience.PUBLIC, named=[])
                | (Q(audience=Audience.PARTNERS) & ~Q(named=[])),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.audience}"
