"""The region this installation serves, and the wider places its areas are compared with."""

from typing import ClassVar

from django.db import models

from kernel.access import REFERENCE


class Region(models.Model):
    """One row: the region of this installation, as its region file describes it."""

    database_access: ClassVar = REFERENCE

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    service_name = models.CharField(max_length=120)
    strategic_partnership = models.CharField(max_length=200)
    strategic_partnership_short = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class Comparator(models.Model):
    """A published geography that areas are compared with, such as England."""

    database_access: ClassVar = REFERENCE

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="comparators")
    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=20, help_text="As published files write it: National or Regional.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]

    def __str__(self) -> str:
        return self.name
