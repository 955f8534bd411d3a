"""Who prepared a return and who decided on it. The draft's last station before the one door."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kernel.periods import Period
from scrutiny.returns.models import Kind


class State(models.TextChoices):
    PREPARED = "prepared", "Waiting for approval"
    SENT_BACK = "sent_back", "Sent back for changes"
    LODGED = "lodged", "Signed and lodged"


class Submission(models.Model):
    """What one return will say, frozen as the preparer saw it, and the decision on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.SlugField(max_length=20, choices=Kind, default=Kind.FIGURES)
    round = models.SlugField(max_length=60, blank=True, help_text="Of an audit return: the round it is of.")
    period_start = models.DateField()
    period_end = models.DateField()
    content = models.TextField(help_text="Canonical JSON of what the preparer saw.")
    content_sha256 = models.CharField(max_length=64)
    supersedes = models.UUIDField(null=True, help_text="The return that this one corrects.")
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    prepared_by = models.UUIDField()
    prepared_role = models.CharField(max_length=120)
    prepared_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_role = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)
    return_id = models.UUIDField(null=True, unique=True)
    trail_sequence = models.BigIntegerField(null=True, help_text="The decision's entry in the audit trail.")
    trail_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-prepared_at"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["kind", "period_start", "period_end"],
                condition=Q(state=State.PREPARED),
                name="one_submission_waits_per_period",
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(state=State.PREPARED) & ~Q(round=""),
                name="one_audit_return_waits_per_round",
            ),
            models.CheckConstraint(
                name="an_audit_return_names_its_round", condition=Q(kind=Kind.FIGURES) ^ ~Q(round="")
            ),
            models.CheckConstraint(
                name="lodged_means_approved_by_a_second_person",
                condition=~Q(state=State.LODGED)
                | (Q(decided_by__isnull=False, decided_at__isnull=False, return_id__isnull=False)
                   & ~Q(decided_by=F("prepared_by"))),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Submission for {self.about}"

    @property
    def about(self) -> str:
        """Its period; and what it is about, where that is not figures. As a return says it."""
        if self.kind == Kind.FIGURES:
            return self.period.label
        return f"{self.get_kind_display()}, {self.period.label}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)
