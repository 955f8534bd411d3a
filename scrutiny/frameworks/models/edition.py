"""A published edition: frozen text with its hash, from which every page reads.

The region adds rows and nobody changes or deletes one, by Django or by SQL: database roles hold SELECT and INSERT only.
That an edition is withdrawn is a row of its own. Until when an edition was in force follows from what came after it.
"""

import uuid
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from kernel.access import READ, READ_AND_ADD, Access
from kernel.write_once import WriteOnceModel
from scrutiny.frameworks.content import Content


@lru_cache(maxsize=32)
def _content_of(canonical: str) -> Content:
    """Frozen text, frozen value: every request reads the same one."""
    return Content.from_canonical(canonical)


class Edition(WriteOnceModel):
    database_access: ClassVar = Access(region=READ_AND_ADD, partnership=READ)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    framework = models.SlugField(max_length=60)
    variant = models.SlugField(max_length=60)
    label = models.SlugField(max_length=60)
    framework_name = models.CharField(max_length=120)
    variant_name = models.CharField(max_length=120)
    answered_by = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    statements = models.PositiveSmallIntegerField()
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    draft = models.UUIDField(
        null=True, unique=True, help_text="The draft it was; none for one that was shipped."
    )
    canonical = models.TextField(help_text="Canonical JSON: exactly the text that was hashed.")
    sha256 = models.CharField(max_length=64, unique=True)
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True, help_text="None: the platform's operator.")
    published_role = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar[list[str]] = ["framework", "variant", "valid_from"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["framework", "variant", "label"], name="one_edition_of_a_label"),
            models.UniqueConstraint(fields=["framework", "variant", "valid_from"], name="one_edition_a_day"),
            models.UniqueConstraint(
                fields=["framework", "variant"], condition=Q(follows__isnull=True), name="one_first_edition"
            ),
            models.CheckConstraint(
                name="edition_dates_in_order",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework_name}, {self.variant_name.lower()} edition {self.label}"

    @property
    def short_hash(self) -> str:
        return self.sha256[:12]

    @property
    def family(self) -> tuple[str, str]:
        """Framework and variant: those among which one edition is in force on a day."""
        return self.framework, self.variant

    @cached_property
    def content(self) -> Content:
        return _content_of(self.canonical)

    @property
    def withdrawal(self) -> "EditionRetirement | None":
        """Read with its own row (select_related), so this asks nothing of the database."""
        found: EditionRetirement | None = getattr(self, "retirement", None)
        return found

    def may_be_used_on(self, day: date) -> bool:
        """Whether its own dates allow it. That a later one has taken its place is for selectors to say."""
        last = [self.valid_until, self.withdrawal.last_day if self.withdrawal else None]
        return self.valid_from <= day and all(each is None or day <= each for each in last)


class EditionRetirement(WriteOnceModel):
    """An edition is withdrawn: nothing new is answered against it after its last day. What was answered stays."""

    database_access: ClassVar = Access(region=READ_AND_ADD, partnership=READ)

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="retirement")
    last_day = models.DateField()
    reason = models.TextField()
    retired_at = models.DateTimeField()
    retired_by = models.UUIDField()
    retired_role = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"Withdrawn after {self.last_day}"
