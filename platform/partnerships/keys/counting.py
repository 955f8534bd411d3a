"""How often a key was used in this minute: counted in the database, so that every process counts the same."""

from django.db import connection

from partnerships.models import ApiKey

COUNT = """
INSERT INTO partnerships_apikeyuse AS used (key_id, minute, requests)
VALUES (%s, date_trunc('minute', statement_timestamp()), 1)
ON CONFLICT (key_id) DO UPDATE SET
    requests = CASE WHEN used.minute < excluded.minute THEN 1 ELSE used.requests + 1 END,
    minute = greatest(used.minute, excluded.minute)
WHERE used.minute < excluded.minute OR used.requests < %s
RETURNING requests
"""


def count_request(key: ApiKey, *, most: int) -> bool:
    """Count one request and say whether it is within the limit. A request that is not is not written either.

    One statement, which holds the key's row for its own duration alone: threads and processes cannot both take
    the last place.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key.pk, most])
        return cursor.fetchone() is not None
