"""Entering and leaving a partnership's schema. The only place that does.

Never `with partnership:` and never `@schema_context(...)`: both keep their state where threads share it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django_tenants.utils import get_public_schema_name, schema_context

from partnerships.database.roles import Rights
from partnerships.models import Partnership


@contextmanager
def inside(partnership: Partnership) -> Iterator[None]:
    """Work with one partnership's own tables, under its own database role."""
    with schema_context(partnership.schema_name):
        yield


@contextmanager
def in_region() -> Iterator[None]:
    """Work with the shared schema, under the regional role."""
    with schema_context(get_public_schema_name()):
        yield


@contextmanager
def owner_rights() -> Iterator[None]:
    """Create or change schemas and tables. Works only where the database login may become the owner."""
    with _rights(Rights.OWNER):
        yield


@contextmanager
def administrator_rights() -> Iterator[None]:
    """Create roles, with whatever rights the database login has of its own."""
    with _rights(Rights.ADMINISTRATOR):
        yield


@contextmanager
def _rights(rights: Rights) -> Iterator[None]:
    wrapper: Any = connection
    before, wrapper.rights = wrapper.rights, rights
    try:
        yield
    finally:
        wrapper.rights = before


def current_schema() -> str:
    """The schema in force: a partnership's, or the shared one."""
    wrapper: Any = connection
    return str(wrapper.schema_name)


def current_partnership() -> Partnership | None:
    """The partnership whose schema is in force, or None in the region."""
    schema = current_schema()
    if schema == get_public_schema_name():
        return None
    partnership: Partnership = Partnership.objects.select_related("area").get(schema_name=schema)
    return partnership
