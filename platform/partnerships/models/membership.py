"""Which role a person holds where, and from when to when."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.roles import ROLES, Level, Role
from partnerships.models.partnership import Partnership


class Membership(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=[(role.key, role.title) for role in ROLES.values()])
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, related_name="memberships"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="role_is_held_at_its_level",
                condition=Q(
                    role__in=[r.key for r in ROLES.values() if r.level == Level.PARTNERSHIP],
                    partnership__isnull=False,
                )
                | Q(
                    role__in=[r.key for r in ROLES.values() if r.level == Level.REGION],
                    partnership__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "partnership"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="a_role_is_held_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_class.title}, {self.partnership or 'region'}"

    @property
    def role_class(self) -> type[Role]:
        return ROLES[self.role]
