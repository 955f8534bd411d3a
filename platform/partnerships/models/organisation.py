"""Bodies that work in the region. They are dated and have predecessors; they are retired, never deleted."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from kernel.access import REFERENCE
from partnerships.models.area import Area


class Organisation(models.Model):
    database_access: ClassVar = REFERENCE

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors")
    areas = models.ManyToManyField(Area, related_name="organisations")

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None and self.ended_on < timezone.localdate()
