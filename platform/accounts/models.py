"""People, and the identities by which other services know them.

People are deactivated, never deleted: what they signed names them.
"""

import uuid
from typing import Any, ClassVar, NoReturn

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from kernel.access import Access


class NeverDeleted(Exception):
    """Somebody tried to delete a person. Deactivate them instead."""


class PersonQuerySet(models.QuerySet["Person"]):
    def delete(self) -> NoReturn:
        raise NeverDeleted("people are deactivated, never deleted")


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "Person":
        person: Person = self.get(email__iexact=username)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. Pages show the role title, not the address."""

    database_access: ClassVar = Access(region=("SELECT", "INSERT", "UPDATE"))

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail address", unique=True)
    role_title = models.CharField(
        max_length=120, help_text="What the person does, in the words of their organisation."
    )
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    session_round = models.PositiveIntegerField(
        default=0, help_text="Part of every session; one more ends all sessions begun before."
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["role_title"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name_plural = "people"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_address"),
        ]

    def __str__(self) -> str:
        return self.role_title

    def get_full_name(self) -> str:
        """What pages call the person: never a name, which is not kept."""
        return self.role_title

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverDeleted("people are deactivated, never deleted")

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django compares it on every request: a new password or a new round ends what was begun before."""
        about = f"{self.session_round}:{self.password}"
        return salted_hmac(
            "accounts.models.Person.session", about, secret=secret, algorithm="sha256"
        ).hexdigest()


class ConnectedIdentity(models.Model):
    """Who a person is at a provider of single sign-on. Never an e-mail address: those change hands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identities")
    provider = models.CharField(
        max_length=50, help_text="The provider's id in the configuration of that day."
    )
    issuer = models.CharField(max_length=255)
    tenant = models.CharField(max_length=100, blank=True, help_text="Entra's tid; empty elsewhere.")
    subject = models.CharField(max_length=255, help_text="Entra's oid; the sub claim elsewhere.")
    connected_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "connected identities"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["issuer", "tenant", "subject"], name="one_person_per_identity"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.person}"
