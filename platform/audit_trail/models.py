"""What happened, in plain text. No foreign keys: an event outlives whatever it speaks of."""

import uuid
from typing import ClassVar

from django.db import models

from kernel.access import READ_AND_ADD, Access
from kernel.write_once import WriteOnceModel


class Event(WriteOnceModel):
    database_access: ClassVar = Access(region=READ_AND_ADD, partnership=("INSERT",))

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    actor = models.TextField(help_text="Role title and person id, or the command that acted.")
    action = models.TextField()
    subject = models.TextField()
    partnership = models.TextField(blank=True, help_text="The partnership's slug, or empty for the region.")
    detail = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.action} {self.subject}"
