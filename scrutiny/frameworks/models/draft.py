"""An edition in the making: ordinary rows of the region, each with a version so that two editors notice each other."""

import uuid
from typing import Any, ClassVar

from django.db import models

from kernel.access import DEFAULT, Access
from scrutiny.frameworks.content import CHANGE_KINDS
from scrutiny.frameworks.models.edition import Edition

OPEN, PUBLISHED, DISCARDED = "open", "published", "discarded"
STATES = [(each, each) for each in (OPEN, PUBLISHED, DISCARDED)]


class Draft(models.Model):
    """What is not yet an edition. Framework, variant, scale and kinds of agency are those of `based_on`."""

    database_access: ClassVar = Access(region=("SELECT", "INSERT", "UPDATE"))

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    based_on = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="drafts")
    label = models.SlugField(max_length=60)
    about = models.TextField()
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.based_on.framework_name}, {self.based_on.variant_name.lower()} draft {self.label}"

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


class DraftStandard(models.Model):
    database_access: ClassVar = DEFAULT

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="standards")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    expectation = models.TextField()
    sources = models.JSONField(default=list, help_text="Each with title, part and note.")
    order = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["draft", "key"], name="one_draft_standard_a_key")
        ]

    def __str__(self) -> str:
        return self.title


class DraftStatement(models.Model):
    database_access: ClassVar = DEFAULT

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="statements")
    standard = models.ForeignKey(DraftStandard, on_delete=models.PROTECT, related_name="statements")
    key = models.SlugField(max_length=60)
    text = models.TextField()
    guidance = models.TextField(blank=True)
    evidence = models.JSONField(default=list)
    area_specific = models.BooleanField(default=False)
    for_whom = models.JSONField(default=list)
    grades = models.JSONField(default=dict, help_text="By the slug of the grade.")
    change_kind = models.CharField(max_length=10, choices=[(each, each) for each in CHANGE_KINDS])
    earlier = models.JSONField(default=list, help_text="Ids of the statements it comes from.")
    order = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["standard__order", "order", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["draft", "key"], name="one_draft_statement_a_key")
        ]

    def __str__(self) -> str:
        return self.key

    def is_for(self, kind: str) -> bool:
        return not kind or not self.for_whom or kind in self.for_whom


class DraftRetirement(models.Model):
    """A statement of the edition before that the draft no longer asks, and why."""

    database_access: ClassVar = DEFAULT

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="retirements")
    key = models.SlugField(max_length=60)
    reason = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["key"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["draft", "key"], name="one_draft_retirement_a_key")
        ]

    def __str__(self) -> str:
        return self.key
