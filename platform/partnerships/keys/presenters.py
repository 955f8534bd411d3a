"""What the pages say of keys."""

from collections.abc import Iterable
from typing import Any

from django.template.defaultfilters import date as date_format
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from design_system.tables import Table
from partnerships.models import ApiKey

COLUMNS = ["Key", "Name", "Organisation", "May read", "Last used", "Expires", "State"]


def keys_table(keys: Iterable[ApiKey]) -> Table:
    return Table("Keys", COLUMNS, [_row(key) for key in keys], caption_hidden=True, compact=True)


def state_of(key: ApiKey) -> str:
    if key.revoked:
        return "Revoked"
    if key.has_expired:
        return "Expired"
    return "Ended" if key.organisation.has_ended else "In use"


def facts_of(key: ApiKey) -> list[tuple[str, str]]:
    return [
        ("Key", key.prefix),
        ("Name", key.name),
        ("Organisation", key.organisation.name),
        ("Last used", _last_used(key)),
        ("Expires", date_format(timezone.localtime(key.expiry_date), "j F Y")),
    ]


def _row(key: ApiKey) -> list[Any]:
    return [
        format_html("<code>{}</code>", key.prefix),
        key.name,
        key.organisation.name,
        ", ".join(key.scopes),
        _last_used(key),
        date_format(timezone.localtime(key.expiry_date), "j M Y"),
        _state(key),
    ]


def _state(key: ApiKey) -> Any:
    state = state_of(key)
    if state != "In use":
        return state
    return format_html(
        'In use<br><a class="govuk-link" href="{}">Revoke<span class="govuk-visually-hidden"> {}</span></a>',
        reverse("keys:revoke", args=[key.prefix]),
        key.prefix,
    )


def _last_used(key: ApiKey) -> str:
    if not hasattr(key, "use"):
        return "Never"
    return date_format(timezone.localtime(key.use.minute), "j M Y, H:i")
