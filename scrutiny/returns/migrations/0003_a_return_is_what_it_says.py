"""The database itself holds a return's text, its hash and its columns together, whoever writes it.

Who signed and when stays the site's word: the database knows roles, not people.
"""

from typing import ClassVar

from django.db import migrations

CHECKS = {
    "a_return_is_hashed": "sha256 = encode(sha256(convert_to(payload, 'UTF8')), 'hex')",
    "a_return_says_what_its_columns_say": """
        payload::jsonb ->> 'submission' = submission::text
        AND (payload::jsonb #>> '{period,start}')::date = period_start
        AND (payload::jsonb #>> '{period,end}')::date = period_end
        AND payload::jsonb #>> '{prepared,person}' = prepared_by::text
        AND payload::jsonb #>> '{approved,person}' = approved_by::text
        AND (payload::jsonb #>> '{approved,at}')::timestamptz = lodged_at
        AND payload::jsonb ->> 'reason' = reason
        AND jsonb_typeof(payload::jsonb -> 'figures') = 'array'
    """,
}


class Migration(migrations.Migration):
    dependencies: ClassVar = [("returns", "0002_corrections_stay_in_their_chain")]

    operations: ClassVar = [
        migrations.RunSQL(
            # A missing key gives NULL, which a CHECK would let pass.
            sql=f"ALTER TABLE returns_return ADD CONSTRAINT {name} CHECK (({rule}) IS TRUE)",
            reverse_sql=f"ALTER TABLE returns_return DROP CONSTRAINT {name}",
        )
        for name, rule in CHECKS.items()
    ]
