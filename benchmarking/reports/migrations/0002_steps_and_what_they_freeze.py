"""The database itself takes only legal steps, one at a time, and nothing that an issue's state no longer takes.

Roles hold SELECT and INSERT on these tables, so that nothing is changed or deleted; these triggers look at what is added.
They run under the owner's rights: a partnership that replies cannot read the issue, and need not. All of a year's issues
wait for one another: a correction is published against the issue that stands.
"""

from typing import ClassVar

from django.db import migrations

HEAD = """
CREATE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    of_issue record;
    before text;
    last_one integer;
BEGIN
    SELECT i.id, i.year, i.corrects_id INTO of_issue FROM public.reports_issue AS i WHERE i.id = NEW.issue_id;
    PERFORM pg_advisory_xact_lock(20414, of_issue.year);
    SELECT s.state, s.sequence INTO before, last_one FROM public.reports_step AS s
        WHERE s.issue_id = NEW.issue_id ORDER BY s.sequence DESC LIMIT 1;
    before := coalesce(before, 'draft');
    last_one := coalesce(last_one, 0);
"""
TAIL = """
    RETURN NEW;
END
$$
"""
REFUSED = "USING ERRCODE = 'check_violation'"

STEP = f"""
    IF NEW.sequence <> last_one + 1 THEN
        RAISE EXCEPTION 'the next step of this issue is number %', last_one + 1 {REFUSED};
    END IF;
    IF (before, NEW.state) NOT IN (
        ('draft', 'factual check'), ('factual check', 'draft'), ('factual check', 'final'), ('final', 'draft'),
        ('final', 'published')
    ) THEN
        RAISE EXCEPTION 'no step leads from % to %', before, NEW.state {REFUSED};
    END IF;
    IF NEW.state = 'published' THEN
        IF of_issue.corrects_id IS DISTINCT FROM (
            SELECT i.id FROM public.reports_issue AS i
                JOIN public.reports_step AS s ON s.issue_id = i.id AND s.state = 'published'
            WHERE i.year = of_issue.year AND NOT EXISTS (
                SELECT FROM public.reports_issue AS later
                    JOIN public.reports_step AS p ON p.issue_id = later.id AND p.state = 'published'
                WHERE later.corrects_id = i.id)
        ) THEN
            RAISE EXCEPTION 'this issue does not correct the one that stands' {REFUSED};
        END IF;
        IF NOT EXISTS (SELECT FROM public.reports_output AS o WHERE o.issue_id = NEW.issue_id AND o.audience = 'public')
        THEN
            RAISE EXCEPTION 'an issue is published together with its files' {REFUSED};
        END IF;
    END IF;
"""
OUTPUT = f"""
    IF before <> 'final' THEN
        RAISE EXCEPTION 'files are kept with a final issue, not with one that is %', before {REFUSED};
    END IF;
"""
COMMENTARY = f"""
    IF before NOT IN ('draft', 'factual check') THEN
        RAISE EXCEPTION 'commentary is frozen: this issue is %', before {REFUSED};
    END IF;
    SELECT max(c.version) INTO last_one FROM public.reports_commentary AS c
        WHERE c.issue_id = NEW.issue_id AND c.about = NEW.about;
    IF NEW.version <> coalesce(last_one, 0) + 1 THEN
        RAISE EXCEPTION 'the next version is number %', coalesce(last_one, 0) + 1 {REFUSED};
    END IF;
"""
REPLY = f"""
    IF before NOT IN ('factual check', 'final') THEN
        RAISE EXCEPTION 'replies are not taken: this issue is %', before {REFUSED};
    END IF;
    SELECT max(r.version) INTO last_one FROM public.reports_reply AS r
        WHERE r.issue_id = NEW.issue_id AND r.about = NEW.about AND r.partnership_id = NEW.partnership_id;
    IF NEW.version <> coalesce(last_one, 0) + 1 THEN
        RAISE EXCEPTION 'the next version is number %', coalesce(last_one, 0) + 1 {REFUSED};
    END IF;
"""
GUARDS = {"step": STEP, "output": OUTPUT, "commentary": COMMENTARY, "reply": REPLY}

CHECKS = {
    ("reports_output", "a_file_is_hashed"): "CHECK ((sha256 = encode(sha256(content), 'hex')) IS TRUE)",
    ("reports_issue", "a_correction_is_of_the_same_year"): (
        "FOREIGN KEY (corrects_id, year) REFERENCES reports_issue (id, year)"
    ),
    ("reports_answer", "only_a_party_answers"): (
        "FOREIGN KEY (agreement_id, partnership_id) REFERENCES reports_party (agreement_id, partnership_id)"
    ),
}


def guard(table: str, rule: str) -> migrations.RunSQL:
    name = f"reports_guard_{table}"
    return migrations.RunSQL(
        [
            HEAD.format(name=name) + rule + TAIL,
            f"REVOKE ALL ON FUNCTION public.{name}() FROM PUBLIC",
            f"CREATE TRIGGER {name} BEFORE INSERT ON public.reports_{table} "
            f"FOR EACH ROW EXECUTE FUNCTION public.{name}()",
        ],
        [f"DROP TRIGGER {name} ON public.reports_{table}", f"DROP FUNCTION public.{name}()"],
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("reports", "0001_initial")]

    operations: ClassVar = [
        *(guard(table, rule) for table, rule in GUARDS.items()),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}",
                f"ALTER TABLE {table} DROP CONSTRAINT {name}",
            )
            for (table, name), rule in CHECKS.items()
        ),
    ]
