"""How fast figures are read out of PostgreSQL into arrays: python infra/bench/reading.py [rows]

3.04 million figures (152 areas x 500 indicators x 40 quarters) by benchmarking.benchmarks.reading, beside a
`COPY ... TO STDOUT (FORMAT binary)` of the same columns that is thrown away as fast as libpq hands it over, taken in
turn in one run. Exits non-zero where reading takes more than twice as long, or a sum differs from the database's.
"""

import resource
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from infra.bench.made_anew import ROOT, region  # sets Django up, so it comes first

# isort: split
import numpy as np
from django.db import connection
from psycopg import sql

from benchmarking.benchmarks.reading import KINDS, read_figures
from benchmarking.indicators.models import Figure
from partnerships.context import owner_rights

AREAS, INDICATORS, QUARTERS = 152, 500, 40
MOST = 2.0
ROUNDS = 5
TABLE = Figure._meta.db_table
# Every constraint and index goes: the rows are of returns that nobody signed, and only reading is measured.
BARE = """
DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND contype IN ('f', 'u', 'p') LOOP
        EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I', found.conname);
    END LOOP;
    FOR found IN SELECT indexrelid::regclass AS name FROM pg_index WHERE indrelid = '{table}'::regclass LOOP
        EXECUTE format('DROP INDEX %s', found.name);
    END LOOP;
END $$
"""
FILL = """
INSERT INTO {table} (id, source_id, partnership_id, indicator, definition_version, area_code, period_start, period_end,
    year, numerator, denominator, symbol, status, note, is_current)
SELECT gen_random_uuid(), '{nobody}', {partnership}, 'indicator-number-' || (n %% {indicators}), 1,
    'E06' || lpad((n %% {areas})::text, 6, '0'), '2024-04-01', '2025-03-31', 2015 + n %% 10,
    CASE WHEN n %% 50 <> 0 THEN n %% 4001 END, 20 + n %% 60000, CASE WHEN n %% 50 = 0 THEN 'c' ELSE '' END,
    'official', '', true
FROM generate_series(1, %s) n
"""
COUNTED = """
SELECT count(*), sum(numerator), sum(denominator), count(*) FILTER (WHERE symbol = 'c'), count(DISTINCT indicator),
    count(DISTINCT area_code), sum(year) FROM {table}
"""


def main(rows: int = AREAS * INDICATORS * QUARTERS) -> int:
    with region(ROOT / "tests/regions/threeshires.yaml"):
        fill(rows)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = read_figures()
        peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        if not agrees(found):
            print("What was read is not what the database holds.")
            return 1
        print(
            f"{len(found):,} figures, {len(KINDS)} columns, read into {size(found):,.0f} MB; {peak:,.0f} MB more at most"
        )
        return compare()


def fill(rows: int) -> None:
    with owner_rights(), connection.cursor() as cursor:
        cursor.execute(BARE.format(table=TABLE))
        cursor.execute("SELECT id FROM partnerships_partnership LIMIT 1")
        names = {
            "table": TABLE, "partnership": repr(str(cursor.fetchone()[0])), "indicators": INDICATORS, "areas": AREAS,
            "nobody": "00000000-0000-4000-8000-000000000000",
        }  # fmt: skip
        cursor.execute(FILL.format(**names), [rows])
        cursor.execute(f"ANALYZE {TABLE}")


def agrees(found: Any) -> bool:
    """Sums and counts as PostgreSQL works them out itself."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(table=TABLE))
        expected = cursor.fetchone()
    hidden = found.symbol.codes == found.symbol.names.index("c")
    ours = (
        len(found), np.nansum(found.numerator), np.nansum(found.denominator), hidden.sum(),
        len(found.indicator.names), len(found.area_code.names), found.year.sum(),
    )  # fmt: skip
    return all(int(a) == int(b) for a, b in zip(ours, expected, strict=True)) and bool(
        np.isnan(found.numerator[hidden]).all()
    )


def size(found: Any) -> float:
    columns = [getattr(found, name) for name in KINDS]
    return sum(getattr(column, "codes", column).nbytes for column in columns) / 1e6


def compare() -> int:
    deeds: dict[str, Callable[[], object]] = {
        "COPY, thrown away": thrown_away,
        "COPY, thrown away row by row through psycopg": thrown_away_by_psycopg,
        "read into arrays": read_figures,
    }
    taken: dict[str, list[float]] = {name: [] for name in deeds}
    for _ in range(ROUNDS):
        for name, deed in deeds.items():
            started = time.perf_counter()
            deed()
            taken[name].append(time.perf_counter() - started)
    floor = min(taken["COPY, thrown away"])
    print(f"{f'best of {ROUNDS}, in turn':46}{'seconds':>8}{'ratio':>7}")
    for name, seconds in taken.items():
        print(f"{name:46}{min(seconds):8.2f}{min(seconds) / floor:7.2f}")
    return int(min(taken["read into arrays"]) / floor > MOST)


def copying() -> AbstractContextManager[Any]:
    query = sql.SQL(
        "COPY (SELECT {} FROM {} WHERE is_current AND year IS NOT NULL) TO STDOUT (FORMAT binary)"
    ).format(sql.SQL(", ").join(map(sql.Identifier, KINDS)), sql.Identifier(TABLE))
    return connection.cursor().copy(query)


def thrown_away() -> None:
    with copying() as copy:
        arrived = copy.connection.pgconn.get_copy_data
        while message := copy.read():
            length = len(message)
            while length > 2:  # the trailer has two bytes, and its end is psycopg's to see
                length, message = arrived(1)


def thrown_away_by_psycopg() -> None:
    with copying() as copy:
        for _ in copy:
            pass


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
