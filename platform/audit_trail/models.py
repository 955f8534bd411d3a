"""What happened, in plain text. No foreign keys: an event outlives whatever it speaks of.

Rows are written by one function of the database (migrations/0002), which numbers and links them; no role may
insert, change or delete one by itself. See infra/decisions/0009.
"""

import json
from functools import cached_property
from typing import Any, ClassVar

from django.db import models

from audit_trail.chain import Link, moment
from kernel.access import READ, Access
from kernel.write_once import WriteOnceModel

APPEND = "audit_trail_append(text, text, text, text, text, text, text)"


class Event(WriteOnceModel):
    database_access: ClassVar = Access(
        region=READ, partnership=READ, slug_column="chain", functions=(APPEND,)
    )

    pk = models.CompositePrimaryKey("chain", "sequence")
    chain = models.TextField(help_text="The partnership's slug, or empty for the region.")
    sequence = models.BigIntegerField(help_text="1, 2, 3 … without a gap in each chain.")
    at = models.DateTimeField(help_text="By the database's clock.")
    actor = models.TextField(help_text="Role title and person id, or the platform's operator.")
    role = models.TextField(help_text="In which role they acted; empty where none was needed.")
    action = models.TextField()
    subject = models.TextField(help_text="Which object.")
    detail = models.TextField(help_text="Canonical JSON.")
    origin = models.TextField(help_text="Where from: the client's address, or the command.")
    previous = models.TextField(help_text="The hash of the entry before.")
    hash = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["chain", "sequence"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("at", "chain", "sequence", name="trail_by_time"),
            models.Index("chain", "action", "sequence", name="trail_by_action"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.action} {self.subject}"

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The detail as values."""
        parsed: dict[str, Any] = json.loads(self.detail)
        return parsed

    @property
    def link(self) -> Link:
        """As it is hashed."""
        return Link(
            self.chain, self.sequence, moment(self.at), self.actor, self.role, self.action, self.subject,
            self.detail, self.origin, self.previous, self.hash,
        )  # fmt: skip


class Head(WriteOnceModel):
    """Where each chain ends. Its row is locked while an entry is added: entries of one chain wait for one another."""

    database_access: ClassVar = Access(region=READ, partnership=READ, slug_column="chain")

    chain = models.TextField(primary_key=True)
    sequence = models.BigIntegerField()
    hash = models.TextField()

    def __str__(self) -> str:
        return f"{self.chain or 'region'} {self.sequence} {self.hash[:12]}"
