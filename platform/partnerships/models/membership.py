"""Which role a person holds where, and from when to when."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partnerships.models.organisation import Organisation
from partnerships.models.partnership import Partnership
from partnerships.models.role_at_place import ROLE_CHOICES, RoleAtPlace, held_at_its_level


class Membership(RoleAtPlace, models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="memberships"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="The last day on which the role is held.")
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        help_text="Nobody where an operator's command gave it.",
    )  # fmt: skip
    ended_at = models.DateTimeField(
        null=True, help_text="Set where somebody ended it: from this moment on it allows nothing."
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(name="role_is_held_at_its_level", condition=held_at_its_level()),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "partnership", "organisation"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="a_role_is_held_once_at_a_time",
            ),
            models.CheckConstraint(
                name="a_role_that_was_ended_has_a_last_day",
                condition=Q(ended_at__isnull=True) | Q(ends_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_class.title}, {self.place or 'region'}"

    def is_held_on(self, day: date) -> bool:
        """Whether it allows anything that day. What was ended allows nothing, not for the rest of its last day."""
        return self.starts_on <= day and not self.is_over_on(day)

    def is_over_on(self, day: date) -> bool:
        return self.ended_at is not None or (self.ends_on is not None and self.ends_on < day)
