"""Provisioning commands wait for one another, and for nobody for ever."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from psycopg import errors

PATIENCE = "30s"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Inside a transaction. Whoever holds what is needed for longer makes this an error that says so.

    The lock is on a table that only its owner may lock so: an advisory lock could be taken by anybody signed in. The
    first setup, which comes before that table, waits for nobody.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            cursor.execute("SELECT to_regclass('public.django_migrations')")
            if cursor.fetchone()[0] is not None:
                cursor.execute("LOCK TABLE public.django_migrations IN SHARE UPDATE EXCLUSIVE MODE")
        yield
    except OperationalError as error:
        if not isinstance(error.__cause__, errors.LockNotAvailable):
            raise
        raise OperationalError(
            f"Waited {PATIENCE} for another session of the database: a provisioning command at work, or one that holds "
            "a role or a table. pg_stat_activity names it. Nothing was changed; try again when it has ended."
        ) from error
