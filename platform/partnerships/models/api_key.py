"""Keys for the API. Only a prefix and a hash are stored; the key itself is shown once."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from rest_framework_api_key.models import AbstractAPIKey

from partnerships.models.organisation import Organisation

LONGEST_LIFE = timedelta(days=366)


class ApiKey(AbstractAPIKey):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="api_keys")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="api_key_expires_within_a_year",
                condition=Q(expiry_date__isnull=False) & Q(expiry_date__lte=F("created") + LONGEST_LIFE),
            )
        ]
