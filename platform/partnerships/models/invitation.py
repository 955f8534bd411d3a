"""An invitation to hold a role, sent to an e-mail address. The link in the letter works once and for some days."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.models.organisation import Organisation
from partnerships.models.partnership import Partnership
from partnerships.models.role_at_place import ROLE_CHOICES, RoleAtPlace, held_at_its_level


class Invitation(RoleAtPlace, models.Model):
    """Only the hash of the link's secret is kept. It is open until it is accepted, withdrawn or expired."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail address")
    role_title = models.CharField(max_length=120)
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        help_text="Nobody where an operator's command invited.",
    )  # fmt: skip
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(
        null=True, help_text="When the letter left; empty where it could not be sent."
    )
    secret_sha256 = models.CharField(max_length=64, unique=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-invited_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(name="invited_to_a_role_at_its_level", condition=held_at_its_level()),
            models.CheckConstraint(
                name="invited_role_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="an_invitation_is_accepted_or_withdrawn_not_both",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_class.title} for {self.email}"

    def is_open(self, now: datetime | None = None) -> bool:
        return (
            self.accepted_at is None
            and self.withdrawn_at is None
            and (now or timezone.now()) < self.expires_at
        )
