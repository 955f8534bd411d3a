"""What those who scrutinise are bound to: declared interests, with their dates."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kernel.access import Access
from partnerships.models import Organisation


class Interest(models.Model):
    """A person's own tie to an organisation: works for it, leads it, or is close to somebody who does."""

    database_access: ClassVar = Access(region=("SELECT", "INSERT", "UPDATE"))

    class Nature(models.TextChoices):
        EMPLOYED = "employed", "Works or worked for it"
        LEADS = "leads", "Leads or led it, or sits on its board"
        CLOSE = "close", "Close to somebody who does"
        OTHER = "other", "Another tie"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    nature = models.CharField(max_length=10, choices=Nature)
    note = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    declared_at = models.DateTimeField()
    declared_by = models.UUIDField(null=True)
    declared_role = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar[list[str]] = ["declared_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="interest_dates_in_order",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()}: {self.organisation}"
