"""Whether the database still keeps the partnerships apart as declared. Names each thing that does not hold."""

from collections.abc import Iterator

from django.db import connection, transaction

from partnerships.context import owner_rights
from partnerships.isolation_check import catalogue, constraints, functions, ownership, rights, roles, rows
from partnerships.models import Partnership


def open_schemas() -> list[str]:
    """The schemas of every partnership that can be entered."""
    opened = Partnership.objects.filter(opened_at__isnull=False).order_by("schema_name")
    return list(opened.values_list("schema_name", flat=True))


def problems() -> list[str]:
    """What is wrong, a sentence each; nothing where all holds. Needs a login that may become the owner."""
    with owner_rights(), transaction.atomic():
        found = list(_problems(open_schemas()))
        transaction.set_rollback(
            True
        )  # nothing is changed: rows.py and functions.py make things to compare with
    return found


def _problems(schemas: list[str]) -> Iterator[str]:
    with connection.cursor() as cursor:
        yield from roles.problems(cursor, schemas)
        yield from ownership.problems(cursor, schemas)
        yield from rights.problems(cursor, schemas)
        yield from rows.problems(cursor)
        yield from functions.problems(cursor)
        yield from constraints.problems(cursor, schemas)
        yield from catalogue.problems(cursor)
