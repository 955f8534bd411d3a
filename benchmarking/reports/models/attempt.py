"""The work of publishing while it goes on. It is thrown away with the next attempt; only its end counts."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from benchmarking.reports.models.issue import Issue
from kernel.access import Access

SILENCE = timedelta(seconds=90)
"""Longer than any one part of the work takes. After it the worker is taken for dead."""


class Attempt(models.Model):
    """How far the newest attempt to publish an issue has come. `token` tells it from one that it replaced."""

    database_access: ClassVar = Access()

    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, primary_key=True, related_name="attempt")
    token = models.UUIDField(default=uuid4)
    done = models.PositiveSmallIntegerField(default=0, help_text="How many parts of the work are done.")
    refused = ArrayField(
        models.TextField(), default=list, help_text="Why nothing was published, as sentences."
    )
    beat_at = models.DateTimeField(help_text="The last sign of life.")
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Publishing {self.issue_id}, {self.done} done"

    def is_alive(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.beat_at + SILENCE
