"""Keys for the API. Only a prefix and a hash are stored; the key itself is shown once."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from rest_framework_api_key.crypto import KeyGenerator
from rest_framework_api_key.models import AbstractAPIKey, BaseAPIKeyManager

from partnerships.keys.scopes import every_scope
from partnerships.models.organisation import Organisation

LONGEST_LIFE = timedelta(days=366)
SECRET_LETTERS = 43
"""Of 62 kinds: 256 bits of chance. So much cannot be guessed, and one round of SHA-512 is as good as a thousand."""


class ApiKeys(BaseAPIKeyManager):
    key_generator = KeyGenerator(secret_key_length=SECRET_LETTERS)

    def get_usable_keys(self) -> Any:
        return super().get_usable_keys().select_related("organisation")


class ApiKey(AbstractAPIKey):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="api_keys")
    scopes = ArrayField(
        models.CharField(max_length=20), default=every_scope, help_text="What the key may read."
    )

    objects: ClassVar[Any] = ApiKeys()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="api_key_expires_within_a_year",
                condition=Q(expiry_date__isnull=False) & Q(expiry_date__lte=F("created") + LONGEST_LIFE),
            ),
            models.CheckConstraint(
                name="api_key_has_known_scopes",
                condition=Q(scopes__contained_by=every_scope()) & Q(scopes__len__gt=0),
            ),
        ]


class ApiKeyUse(models.Model):
    """The newest minute in which a key was used, and how often: the limit's count and "last used" in one row."""

    key = models.OneToOneField(ApiKey, on_delete=models.CASCADE, primary_key=True, related_name="use")
    minute = models.DateTimeField()
    requests = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key_id}: {self.requests} in {self.minute}"
