"""Published figures of wider places, and the child populations that rates stand on."""

from typing import Any, ClassVar

from django.db import models

from kernel.access import REFERENCE


class PublishedFigure(models.Model):
    """A published count of a region or of England, and the decimal its publisher printed beside it.

    Such counts are rounded to ten by the publisher. The value shown is therefore the published decimal where
    there is one; the counts serve for intervals.
    """

    code = models.CharField(max_length=9)
    indicator = models.SlugField(max_length=80)
    year = models.PositiveSmallIntegerField(help_text="The reporting year: 2025 ends on 31 March 2025.")
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    symbol = models.CharField(max_length=3, blank=True)
    published_value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    source = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["code", "indicator", "year"], name="one_published_figure"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.indicator} {self.year}"


class Population(models.Model):
    """The number of children aged 0 to 17 in the middle of a year, as the Office for National Statistics estimates it."""

    database_access: ClassVar = REFERENCE

    code = models.CharField(max_length=9)
    mid_year = models.PositiveSmallIntegerField()
    children = models.PositiveBigIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["code", "mid_year"], name="one_population_estimate"),
        ]

    def __str__(self) -> str:
        return f"{self.code} mid-{self.mid_year}: {self.children:,}"
