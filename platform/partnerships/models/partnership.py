"""The tenant: one local safeguarding children partnership."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django_tenants.models import TenantMixin

from kernel.access import READ, Access
from partnerships.models.area import Area


class Partnership(TenantMixin):  # type: ignore[misc]
    """A partnership and the schema that holds what it keeps to itself."""

    database_access: ClassVar = Access(region=READ, partnership=READ)
    """Which schema is whose decides what every wall keeps apart, so the owner alone writes it: setup does."""
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

    # django-tenants lets a partnership be entered by itself. Where to go back to is then kept on the class, where every
    # thread puts and takes: one request ended in another's partnership.
    _previous_tenant: ClassVar[tuple[()]] = ()

    def __enter__(self) -> NoReturn:
        raise _leaky("with partnership:")

    def __exit__(self, *error: Any) -> NoReturn:
        raise _leaky("with partnership:")

    def activate(self) -> NoReturn:
        raise _leaky("partnership.activate()")

    @classmethod
    def deactivate(cls) -> NoReturn:
        raise _leaky("Partnership.deactivate()")


def _leaky(form: str) -> TypeError:
    return TypeError(f"“{form}” leaks between threads. Write: with partnerships.context.inside(partnership):")
