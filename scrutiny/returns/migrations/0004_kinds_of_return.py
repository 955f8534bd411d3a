"""Returns of several kinds: a chain for each partnership, period and kind, and a text that says which kind it is.

What was lodged before are figures, as their texts say: the new check is held against every row that stands.
"""

from typing import ClassVar

from django.db import migrations, models

CHAIN = "a_correction_stays_in_its_chain"
SAYS = "a_return_says_what_its_columns_say"
COLUMNS = """
    payload::jsonb ->> 'submission' = submission::text
    AND (payload::jsonb #>> '{period,start}')::date = period_start
    AND (payload::jsonb #>> '{period,end}')::date = period_end
    AND payload::jsonb #>> '{prepared,person}' = prepared_by::text
    AND payload::jsonb #>> '{approved,person}' = approved_by::text
    AND (payload::jsonb #>> '{approved,at}')::timestamptz = lodged_at
    AND payload::jsonb ->> 'reason' = reason
"""
FIGURES = "jsonb_typeof(payload::jsonb -> 'figures') = 'array'"
BY_KIND = f"""
    split_part(payload::jsonb ->> 'format', '/', 1) = kind
    AND CASE kind
        WHEN 'figures' THEN {FIGURES}
        WHEN 'section-11' THEN jsonb_typeof(payload::jsonb -> 'agencies') = 'array'
            AND jsonb_typeof(payload::jsonb -> 'round') = 'string'
        ELSE false
    END
"""


def chain(columns: str) -> str:
    return (
        f"ALTER TABLE returns_return ADD CONSTRAINT {CHAIN} "
        f"FOREIGN KEY (supersedes_id, {columns}) REFERENCES returns_return (id, {columns})"
    )


def says(rule: str) -> str:
    # A missing key gives NULL, which a CHECK would let pass.
    return f"ALTER TABLE returns_return ADD CONSTRAINT {SAYS} CHECK (({rule}) IS TRUE)"


def drop(name: str) -> str:
    return f"ALTER TABLE returns_return DROP CONSTRAINT {name}"


PLACE = "partnership_id, period_start, period_end"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("returns", "0003_a_return_is_what_it_says")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="return",
            name="kind",
            field=models.SlugField(
                max_length=20, default="figures", choices=[("figures", "Figures"), ("section-11", "Section 11 audit")]
            ),
        ),
        migrations.RunSQL(sql=drop(CHAIN), reverse_sql=chain(PLACE)),
        migrations.RemoveConstraint(model_name="return", name="a_return_and_its_place"),
        migrations.RemoveConstraint(model_name="return", name="one_first_return_per_period"),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.UniqueConstraint(
                fields=("id", "partnership", "period_start", "period_end", "kind"), name="a_return_and_its_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.UniqueConstraint(
                fields=("partnership", "period_start", "period_end", "kind"),
                condition=models.Q(("supersedes__isnull", True)),
                name="one_first_return_per_period",
            ),
        ),
        migrations.RunSQL(sql=chain(f"{PLACE}, kind"), reverse_sql=drop(CHAIN)),
        migrations.RunSQL(sql=drop(SAYS), reverse_sql=says(f"{COLUMNS} AND {FIGURES}")),
        migrations.RunSQL(sql=says(f"{COLUMNS} AND {BY_KIND}"), reverse_sql=drop(SAYS)),
    ]
