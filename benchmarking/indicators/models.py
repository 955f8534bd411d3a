"""Figures: what signed returns say, one row a value. Derived; can be rebuilt from the returns at any time."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.db import models

from kernel.access import READ_AND_ADD, Access
from kernel.periods import Period
from kernel.symbols import Symbol
from kernel.write_once import WriteOnceModel
from partnerships.models import Partnership
from scrutiny.returns.models import Return


class Figure(models.Model):
    """One value of one return. Its id follows from the return and the indicator, so a rebuild keeps addresses.

    The regional role may add and remove rows and say which are current; it cannot change a number.
    """

    database_access: ClassVar = Access(region=("SELECT", "INSERT", "DELETE", "UPDATE (is_current)"))

    id = models.UUIDField(primary_key=True, editable=False)
    source = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    indicator = models.SlugField(max_length=80)
    definition_version = models.PositiveSmallIntegerField()
    area_code = models.CharField(max_length=9)
    period_start = models.DateField()
    period_end = models.DateField()
    year = models.PositiveSmallIntegerField(
        null=True, help_text="The reporting year; empty for any other period."
    )
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    symbol = models.CharField(max_length=3, blank=True)
    status = models.CharField(max_length=12)
    note = models.TextField(blank=True)
    is_current = models.BooleanField(help_text="False once the return it came from is superseded.")

    class Meta:
        ordering: ClassVar[list[str]] = ["indicator", "period_end"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["source", "indicator"], name="one_figure_per_return_and_indicator"
            ),
            models.UniqueConstraint(
                fields=["partnership", "indicator", "period_start", "period_end"],
                condition=models.Q(is_current=True),
                name="one_current_figure",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["indicator", "year"], condition=models.Q(is_current=True), name="current_by_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.partnership_id}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)

    @property
    def reason_not_shown(self) -> Symbol | None:
        return Symbol(self.symbol) if self.symbol else None


def figure_id(return_id: uuid.UUID, indicator: str) -> uuid.UUID:
    return uuid.uuid5(return_id, indicator)


class Projected(WriteOnceModel):
    """When a return became visible in the region, and in which order: what readers saw at any time follows from it.

    Written together with the decision about its small counts, and kept when figures are projected anew.
    """

    database_access: ClassVar = Access(region=READ_AND_ADD)

    source = models.OneToOneField(Return, on_delete=models.PROTECT, primary_key=True, related_name="+")
    step = models.PositiveIntegerField(unique=True, help_text="1 for the first return; no two at once.")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["step"]

    def __str__(self) -> str:
        return f"Step {self.step}: return {self.source_id}"


class Withheld(WriteOnceModel):
    """A count that is not shown to the region, decided once and for good: later corrections of it are withheld too.

    It speaks of one indicator's numerator or denominator for one period: of a partnership, or of all areas pooled.
    `kind` is for those who check the protection. No page may say it: a reader who knew which counts are small would
    know more than that.
    """

    database_access: ClassVar = Access(region=READ_AND_ADD)

    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Empty for the areas pooled.",
    )
    indicator = models.SlugField(max_length=80)
    part = models.CharField(max_length=11, help_text="numerator or denominator")
    period_start = models.DateField()
    period_end = models.DateField()
    kind = models.CharField(max_length=9, help_text="primary: small itself. secondary: would give one away.")
    step = models.PositiveIntegerField(help_text="The step of the return that made it necessary.")
    decided_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["step", "indicator", "part"]
        verbose_name_plural = "withheld counts"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["partnership", "indicator", "part", "period_start", "period_end"],
                nulls_distinct=False,
                name="one_decision_to_withhold",
            ),
        ]

    @property
    def claim(self) -> tuple[int | None, str, str, date, date]:
        """What it is about, as `decisions.Claim`."""
        return self.partnership_id, self.indicator, self.part, self.period_start, self.period_end

    def __str__(self) -> str:
        return f"{self.part} of {self.indicator} {self.period_start} {self.period_end} {self.partnership_id}"
