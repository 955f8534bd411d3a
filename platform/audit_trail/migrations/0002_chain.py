"""Events become rows of hash chains, written by one function alone. Those of before are carried over."""

import json

from django.db import migrations, models

from kernel.canonical import canonical_json

START = "0" * 64
BEFORE = "carried over: written before entries were chained"

HASH = r"""
CREATE FUNCTION public.audit_trail_hash(
    previous text, chain text, sequence bigint, at timestamptz, actor text, role text, action text, subject text,
    detail text, origin text
) RETURNS text LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(convert_to(
        string_agg(octet_length(convert_to(part, 'UTF8')) || ':' || part || ',', '' ORDER BY place), 'UTF8'
    )), 'hex')
    FROM unnest(ARRAY[
        'trail/1', previous, chain, sequence::text,
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        actor, role, action, subject, detail, origin
    ]) WITH ORDINALITY AS parts (part, place)
$$
"""

# The names of roles are those of partnerships/database/roles.py. The owner of this function is <prefix>_owner, so
# the prefix is read off it: a copy of the database under another prefix needs no other function.
WRITABLE = r"""
CREATE FUNCTION public.audit_trail_may_write(caller text, of_chain text) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    prefix text := left(current_user, -length('owner'));
    role_of_chain text;
BEGIN
    IF of_chain <> '' THEN
        SELECT prefix || p.schema_name INTO role_of_chain
            FROM public.partnerships_partnership AS p WHERE p.slug = of_chain;
        IF NOT FOUND THEN
            RETURN false;
        END IF;
    END IF;
    RETURN caller = role_of_chain OR caller = prefix || 'region' OR pg_has_role(caller, current_user, 'MEMBER');
END
$$
"""

APPEND = r"""
CREATE FUNCTION public.audit_trail_append(
    of_chain text, by_actor text, in_role text, did text, to_subject text, with_detail text, from_origin text,
    OUT sequence bigint, OUT hash text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    caller text := current_setting('role');
    head record;
    moment timestamptz;
BEGIN
    -- Who calls: the role in force before this function took its owner's. Without one, whoever signed in.
    IF caller = 'none' THEN
        caller := session_user;
    END IF;
    IF (public.audit_trail_may_write(caller, of_chain)) IS NOT TRUE THEN
        RAISE EXCEPTION 'role % writes no entry of chain "%"', caller, of_chain USING ERRCODE = '42501';
    END IF;

    -- One writer at a time in each chain, until its transaction ends: no gap, no fork.
    SELECT * INTO head FROM public.audit_trail_head AS h WHERE h.chain = of_chain FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO public.audit_trail_head VALUES (of_chain, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM public.audit_trail_head AS h WHERE h.chain = of_chain FOR UPDATE;
    END IF;

    -- A clock that is set back does not turn the order of entries.
    SELECT greatest(clock_timestamp(), max(e.at)) INTO moment FROM public.audit_trail_event AS e
        WHERE e.chain = of_chain AND e.sequence = head.sequence;
    sequence := head.sequence + 1;
    hash := public.audit_trail_hash(
        head.hash, of_chain, sequence, moment, by_actor, in_role, did, to_subject, with_detail, from_origin);
    INSERT INTO public.audit_trail_event
        (chain, sequence, at, actor, role, action, subject, detail, origin, previous, hash)
        VALUES (of_chain, sequence, moment, by_actor, in_role, did, to_subject, with_detail, from_origin, head.hash, hash);
    UPDATE public.audit_trail_head AS h SET sequence = audit_trail_append.sequence, hash = audit_trail_append.hash
        WHERE h.chain = of_chain;
END
$$
"""

FUNCTIONS = {
    "audit_trail_hash(text, text, bigint, timestamptz, text, text, text, text, text, text)": HASH,
    "audit_trail_may_write(text, text)": WRITABLE,
    "audit_trail_append(text, text, text, text, text, text, text)": APPEND,
}

CARRY = """
INSERT INTO public.audit_trail_event
    (chain, sequence, at, actor, role, action, subject, detail, origin, previous, hash)
SELECT chain, sequence, at, actor, '', action, subject, detail, origin, previous,
    public.audit_trail_hash(previous, chain, sequence, at, actor, '', action, subject, detail, origin)
FROM (VALUES (%s, %s::bigint, %s::timestamptz, %s, %s, %s, %s, %s, %s))
    AS v (chain, sequence, at, actor, action, subject, detail, origin, previous)
RETURNING hash
"""


def carry_over(apps, schema_editor):
    """Their time and their words stay; their origin says that nothing held them together until now."""
    heads = {}
    with schema_editor.connection.cursor() as cursor:
        old = apps.get_model("audit_trail", "UnchainedEvent").objects.order_by("at", "id")
        for event in old.iterator():
            sequence, previous = heads.get(event.partnership, (0, START))
            detail = canonical_json(json.loads(json.dumps(event.detail), parse_float=str))
            cursor.execute(
                CARRY,
                [event.partnership, sequence + 1, event.at, event.actor, event.action, event.subject, detail,
                 BEFORE, previous],
            )
            heads[event.partnership] = sequence + 1, cursor.fetchone()[0]
        for chain, (sequence, last) in heads.items():
            cursor.execute("INSERT INTO public.audit_trail_head VALUES (%s, %s, %s)", [chain, sequence, last])


class Migration(migrations.Migration):
    dependencies = [
        ("audit_trail", "0001_initial"),
    ]

    operations = [
        migrations.RenameModel("Event", "UnchainedEvent"),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("pk", models.CompositePrimaryKey("chain", "sequence", blank=True, editable=False, primary_key=True, serialize=False)),
                ("chain", models.TextField(help_text="The partnership's slug, or empty for the region.")),
                ("sequence", models.BigIntegerField(help_text="1, 2, 3 … without a gap in each chain.")),
                ("at", models.DateTimeField(help_text="By the database's clock.")),
                ("actor", models.TextField(help_text="Role title and person id, or the platform's operator.")),
                ("role", models.TextField(help_text="In which role they acted; empty where none was needed.")),
                ("action", models.TextField()),
                ("subject", models.TextField(help_text="Which object.")),
                ("detail", models.TextField(help_text="Canonical JSON.")),
                ("origin", models.TextField(help_text="Where from: the client's address, or the command.")),
                ("previous", models.TextField(help_text="The hash of the entry before.")),
                ("hash", models.TextField()),
            ],
            options={"ordering": ["chain", "sequence"]},
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("chain", models.TextField(primary_key=True, serialize=False)),
                ("sequence", models.BigIntegerField()),
                ("hash", models.TextField()),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
        migrations.AddIndex("Event", models.Index("at", "chain", "sequence", name="trail_by_time")),
        migrations.AddIndex("Event", models.Index("chain", "action", "sequence", name="trail_by_action")),
        *[
            migrations.RunSQL(
                [definition, f"REVOKE ALL ON FUNCTION public.{signature} FROM PUBLIC"],
                f"DROP FUNCTION public.{signature}",
            )
            for signature, definition in FUNCTIONS.items()
        ],
        migrations.RunPython(carry_over),  # a trail is not turned back
        migrations.DeleteModel("UnchainedEvent"),
    ]
