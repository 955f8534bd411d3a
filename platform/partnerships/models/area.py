"""Local authority areas and the codes they had, with dates."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F

from kernel.access import REFERENCE


class Area(models.Model):
    database_access: ClassVar = REFERENCE

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    dfe_code = models.CharField(
        max_length=3, unique=True, help_text="The three-digit code; it has not changed."
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def code_on(self, day: date) -> str:
        """The ONS code valid on a day. Reads prefetched codes. Raises LookupError where none was valid."""
        for code in self.codes.all():
            if (code.valid_from is None or code.valid_from <= day) and (
                code.valid_to is None or day <= code.valid_to
            ):
                return code.code
        raise LookupError(f"{self.name} had no ONS code on {day}")


class AreaCode(models.Model):
    """An ONS code and the days on which it was valid; an open end where the region file gives none."""

    database_access: ClassVar = REFERENCE

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="codes")
    code = models.CharField(max_length=9, unique=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[Any]] = [F("valid_from").asc(nulls_first=True)]

    def __str__(self) -> str:
        return self.code
