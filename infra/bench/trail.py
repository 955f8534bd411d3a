"""What an entry of the audit trail costs, and how fast the trail is verified: python infra/bench/trail.py [entries]

Works in a database of its own, made from the one DATABASE_URL names the server of, and drops it. Numbers depend on
the machine; the ratios matter: an entry against a bare INSERT of the same row, both in a transaction of their own.
"""

import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from audit_trail import stored
from audit_trail.actions import record
from audit_trail.verification import Walk, breaks
from partnerships.context import owner_rights
from tests import databases, worlds

ROUNDS = 5
# Committed as it goes: within one transaction the row of each head would grow a version an entry.
FILL = """
DO $$ BEGIN
    FOR n IN 1..{} LOOP
        PERFORM audit_trail_append((ARRAY['', 'berrydale', 'cobblewick'])[1 + n % 3], 'Data officer (7)', 'Data officer',
            'save figure', 'Referrals for year ending 31 March 2025', '{{"version":' || n || '}}', '192.0.2.1');
        IF n % 50 = 0 THEN
            COMMIT;
        END IF;
    END LOOP;
END $$
"""
BARE = (
    "INSERT INTO bare SELECT chain, 1, now(), actor, role, action, subject, detail, origin, previous, hash "
    "FROM audit_trail_event WHERE chain = '' AND sequence = 1"
)


def milliseconds(deed: Callable[[], object], times: int) -> float:
    started = time.perf_counter()
    for _ in range(times):
        deed()
    return (time.perf_counter() - started) / times * 1000


def main(entries: int) -> None:
    with databases.run():
        databases.point_at(databases.template("role"))
        databases.drop(databases.template("role"))
        call_command("setup", region=worlds.REGION_FILE, verbosity=0, stdout=io.StringIO())
        with owner_rights(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bare (LIKE audit_trail_event)")
            cost_of_an_entry(cursor)
            started = time.perf_counter()
            cursor.execute(FILL.format(entries))
            filled = time.perf_counter() - started
        print(
            f"{entries:,} entries written inside the database: {filled:.1f} s, {entries / filled:,.0f} a second"
        )
        speed_of_verifying()
        connection.close()


def cost_of_an_entry(cursor: object) -> None:
    def bare() -> None:
        cursor.execute(BARE)  # type: ignore[attr-defined]

    def entry() -> None:
        record(
            by=None,
            action="save figure",
            subject="Referrals for year ending 31 March 2025",
            detail={"version": 1},
        )

    rounds = [(milliseconds(bare, 300), milliseconds(entry, 300)) for _ in range(ROUNDS)]
    plain, chained = median(r[0] for r in rounds), median(r[1] for r in rounds)
    print(f"a bare row {plain:.2f} ms, an entry {chained:.2f} ms: {chained / plain:.2f} times")


def speed_of_verifying() -> None:
    walk = Walk()
    started = time.perf_counter()
    broken = list(breaks(stored.rows(), (), walk))
    took = time.perf_counter() - started
    if broken:
        sys.exit(f"The trail is broken: {broken[0]}")
    print(
        f"{walk.entries:,} entries in {walk.chains} chains verified: {took:.2f} s, {walk.entries / took:,.0f} a second"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
