"""What the region works on together: scrutiny themes, and workstreams that change over the years."""

from typing import ClassVar

from django.db import models

from kernel.access import REFERENCE


class Theme(models.Model):
    database_access: ClassVar = REFERENCE

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    indicators = models.JSONField(
        default=list, help_text="Slugs of the indicators that speak to it, as the region file names them."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]

    def __str__(self) -> str:
        return self.name


class Workstream(models.Model):
    """A regional workstream, with the days on which it ran as far as they are known.

    `listed_on` and `listed_in` name the document that lists it: lists have changed, and first days are not known.
    """

    database_access: ClassVar = REFERENCE

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    listed_on = models.DateField()
    listed_in = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]

    def __str__(self) -> str:
        return self.name
