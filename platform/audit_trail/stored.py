"""Every entry as it is stored, for checking: read in one statement, so that a working site does not disturb it."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from audit_trail.chain import Link
from audit_trail.verification import Row

BATCH = 5_000
# The moment is asked for as text, so that no value somebody may have put there can stop the walk.
EVERYTHING = """
SELECT e.chain, e.sequence,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || CASE WHEN extract(year FROM e.at) < 1 THEN ' BC' ELSE '' END AS moment,
    e.actor, e.role, e.action, e.subject, e.detail, e.origin, e.previous, e.hash, h.chain, h.sequence, h.hash
FROM public.audit_trail_event AS e FULL JOIN public.audit_trail_head AS h ON h.chain = e.chain
ORDER BY coalesce(e.chain, h.chain) COLLATE "C", e.sequence
"""


def rows() -> Iterator[Row]:
    """Chain by chain, each by number; a head without entries comes as a row of its own."""
    wrapper: Any = connection
    with transaction.atomic(), wrapper.chunked_cursor() as cursor:
        cursor.execute(EVERYTHING)
        while batch := cursor.fetchmany(BATCH):
            for values in batch:
                yield Row(_link(values[:11]), *values[11:])


def _link(values: tuple[Any, ...]) -> Link | None:
    if values[0] is None:
        return None
    chain, sequence, *texts = values
    # What the database can hold nowhere stands for NULL, so that nothing stored is taken for it.
    return Link(chain, sequence, *(text if text is not None else "\0" for text in texts))
