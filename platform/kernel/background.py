"""Work that outlasts a request, in a thread of the web server's process.

Nothing of it may count before its last transaction: the process can be killed at any time, and nobody starts the
work again by itself. Where tests set WORK_IN_BACKGROUND to false, it is done at once.
"""

from collections.abc import Callable
from contextvars import copy_context
from threading import Thread

from django.conf import settings
from django.db import connection


def in_background(work: Callable[[], None]) -> None:
    """Do it in a thread with a database connection of its own; events of the audit trail keep the request's origin."""
    if not settings.WORK_IN_BACKGROUND:
        work()
        return
    context = copy_context()
    Thread(target=lambda: context.run(_on_its_own_connection, work), daemon=True).start()


def _on_its_own_connection(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connection.close()
