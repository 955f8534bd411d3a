"""A partnership's own figures while it works on them. They leave its schema only by sign-off."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kernel.periods import Period
from kernel.symbols import Symbol


class Status(models.TextChoices):
    OFFICIAL = "official", "Official: published as official statistics"
    PROVISIONAL = "provisional", "Provisional: will be published later and may change"
    LOCAL = "local", "Local: the partnership's own record"


class DraftFigure(models.Model):
    """One figure: a number, or a symbol that says why there is none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.SlugField(max_length=80)
    period_start = models.DateField()
    period_end = models.DateField()
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    symbol = models.CharField(max_length=3, blank=True, choices=[(s.value, s.meaning) for s in Symbol])
    status = models.CharField(max_length=12, choices=Status)
    note = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.UUIDField()
    changed_role = models.CharField(max_length=120)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-period_end", "indicator"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["indicator", "period_start", "period_end"], name="one_draft_figure"
            ),
            models.CheckConstraint(
                name="a_number_or_a_symbol",
                condition=Q(numerator__isnull=False, symbol="") | (Q(numerator__isnull=True) & ~Q(symbol="")),
            ),
            models.CheckConstraint(
                name="draft_period_in_order", condition=Q(period_end__gte=F("period_start"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period.label}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)
