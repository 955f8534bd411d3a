"""The tenant: one local safeguarding children partnership."""

from typing import ClassVar

from django.db import models
from django_tenants.models import TenantMixin

from kernel.access import REFERENCE
from partnerships.models.area import Area


class Partnership(TenantMixin):  # type: ignore[misc]
    """A partnership and the schema that holds what it keeps to itself."""

    database_access: ClassVar = REFERENCE
    auto_create_schema = False  # opening a partnership is an action of ours: see partnerships.provisioning
    auto_drop_schema = False

    slug = models.SlugField(unique=True, help_text="The word in addresses: /area/<slug>/.")
    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="partnership")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    opened_at = models.DateTimeField(
        null=True, help_text="Set last: only an opened partnership can be entered."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["area__order"]

    def __str__(self) -> str:
        return self.name
