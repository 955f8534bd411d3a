"""Published figures of wider places and of other authorities, and the child populations that rates stand on."""

from typing import Any, ClassVar

from django.db import models

from kernel.access import DEFAULT, REFERENCE


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


class Authority(models.Model):
    """A local authority of the country, known by its three-digit number, which outlives its ONS codes."""

    database_access: ClassVar = REFERENCE

    dfe_code = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=120)
    region = models.CharField(
        max_length=60, help_text="As the publisher names it: Inner and Outer London are two."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["dfe_code"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name


class AuthorityValue(models.Model):
    """The percentage or rate that was published for an authority outside the region. No count goes with it.

    Areas of the region have none here: they are compared by what they signed, and by as much of it as is shown.
    """

    database_access: ClassVar = DEFAULT

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, to_field="dfe_code", db_column="dfe_code", related_name="values"
    )
    indicator = models.SlugField(max_length=80)
    year = models.PositiveSmallIntegerField(help_text="The reporting year: 2025 ends on 31 March 2025.")
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    symbol = models.CharField(max_length=3, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["indicator", "year", "authority"], name="one_authority_value"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) ^ models.Q(symbol=""), name="authority_value_or_symbol"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.indicator} {self.year}"


class Neighbour(models.Model):
    """One of the authorities most like an area, by the model of one year's edition; 1 is the closest."""

    database_access: ClassVar = DEFAULT

    dfe_code = models.CharField(max_length=3, help_text="The area's.")
    edition = models.PositiveSmallIntegerField(help_text="The year in which the model was published.")
    rank = models.PositiveSmallIntegerField()
    neighbour = models.ForeignKey(
        Authority, on_delete=models.PROTECT, to_field="dfe_code", related_name="neighbour_of"
    )
    closeness = models.CharField(max_length=40, help_text="In the publisher's words.")
    source = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar[list[str]] = ["dfe_code", "-edition", "rank"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["dfe_code", "edition", "rank"], name="one_neighbour_a_rank"),
            models.UniqueConstraint(fields=["dfe_code", "edition", "neighbour"], name="a_neighbour_once"),
            models.CheckConstraint(
                condition=~models.Q(neighbour=models.F("dfe_code")), name="nobody_their_own_neighbour"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dfe_code}, {self.edition}: {self.rank}. {self.neighbour_id}"
