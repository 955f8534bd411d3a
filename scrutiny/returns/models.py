"""The return: a signed, immutable, hashed copy of a draft, lodged with the region.

Nobody but the migration owner can change or delete a row, by Django or by SQL: database roles hold INSERT and
SELECT only, and row-level security lets a partnership add and read rows in its own name alone. A correction is
a new return that supersedes an older one.
"""

import json
import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kernel.access import READ, READ_AND_ADD, Access
from kernel.periods import Period
from kernel.write_once import WriteOnceModel
from partnerships.models import Partnership
from scrutiny.returns import audit_payload, payload
from scrutiny.returns.audit_payload import AuditedAgency
from scrutiny.returns.payload import SignedFigure


class Kind(models.TextChoices):
    """What a return is about. The database holds it to what the signed text says of its format: migration 0004."""

    FIGURES = payload.KIND, "Figures"
    SECTION_11 = audit_payload.KIND, "Section 11 audit"


class Return(WriteOnceModel):
    database_access: ClassVar = Access(
        region=READ, partnership=READ_AND_ADD, owner_column="owner_role", partnership_column="partnership_id"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.UUIDField(
        unique=True, help_text="The partnership's submission: one gives one return."
    )
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="returns")
    owner_role = models.CharField(
        max_length=63, help_text="The database role that lodged it; row-level security."
    )
    kind = models.SlugField(max_length=20, choices=Kind, default=Kind.FIGURES)
    period_start = models.DateField()
    period_end = models.DateField()
    payload = models.TextField(help_text="Canonical JSON: exactly the text that was hashed.")
    sha256 = models.CharField(max_length=64, unique=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    reason = models.TextField(blank=True, help_text="Why an earlier return is superseded.")
    prepared_by = models.UUIDField()
    prepared_role = models.CharField(max_length=120)
    approved_by = models.UUIDField()
    approved_role = models.CharField(max_length=120)
    lodged_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["lodged_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="two_people_sign_a_return", condition=~Q(prepared_by=F("approved_by"))
            ),
            models.CheckConstraint(
                name="return_period_in_order", condition=Q(period_end__gte=F("period_start"))
            ),
            models.CheckConstraint(
                name="a_correction_says_why",
                condition=Q(supersedes__isnull=True, reason="")
                | (Q(supersedes__isnull=False) & ~Q(reason="")),
            ),
            # What a correction refers to: migrations 0002 and 0004 add the key that holds it to the same partnership,
            # period and kind.
            models.UniqueConstraint(
                fields=["id", "partnership", "period_start", "period_end", "kind"],
                name="a_return_and_its_place",
            ),
            # One chain of returns for a partnership, period and kind: one first return, each superseded at most once.
            models.UniqueConstraint(
                fields=["partnership", "period_start", "period_end", "kind"],
                condition=Q(supersedes__isnull=True),
                name="one_first_return_per_period",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["partnership", "period_end"])]

    def __str__(self) -> str:
        return f"Return {self.short_hash} for {self.about}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)

    @property
    def about(self) -> str:
        """Its period; and what it is about, where that is not figures."""
        if self.kind == Kind.FIGURES:
            return self.period.label
        return f"{self.get_kind_display()}, {self.period.label}"

    @property
    def short_hash(self) -> str:
        return self.sha256[:12]

    @cached_property
    def content(self) -> dict[str, Any]:
        parsed: dict[str, Any] = json.loads(self.payload)
        return parsed

    @property
    def figures(self) -> list[SignedFigure]:
        """Of a return of figures."""
        return [SignedFigure.from_json(row) for row in self.content["figures"]]

    @property
    def agencies(self) -> list[AuditedAgency]:
        """Of an audit return: every agency that was expected."""
        return [AuditedAgency.from_json(row) for row in self.content["agencies"]]
