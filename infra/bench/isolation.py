"""Requests from threads over twenty partnerships: is a foreign row ever seen, and what do the walls cost?

    make bench          (or: python infra/bench/isolation.py --requests 100000)

Builds two databases beside the one that DATABASE_URL names (or on our own server), one for each mode of isolation,
and drops them afterwards. The same requests run against the isolating backend in both modes and against plain
django-tenants. Prints a table; exits non-zero for one foreign row, or where a request costs over 1.3 times plain.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import yaml
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
PARTNERSHIPS = 20
MODES = ("plain", "role", "login")
ALLOWED_RATIO = 1.3
SEED = 20_261_122


class Worker:
    """A process of its own for each mode: settings and connections are a process's."""

    def __init__(self, mode: str, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("isolation_worker.py")), mode],
            env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, **order: Any) -> dict[str, Any]:
        _pipe(self.process.stdin).write(json.dumps(order) + "\n")
        _pipe(self.process.stdin).flush()
        line = _pipe(self.process.stdout).readline()
        if not line:
            raise SystemExit("A worker ended by itself; what it said stands above.")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def end(self) -> None:
        _pipe(self.process.stdin).close()
        self.process.wait(30)


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder, databases(Path(folder)) as environments:
        for mode in ("role", "login"):
            _manage(environments[mode], "setup")
        workers = {mode: Worker(mode, environments[mode]) for mode in MODES}
        try:
            for mode in ("role", "login"):
                workers[mode].ask(what="fill")
            wrong = foreign_rows(workers, arguments.requests, arguments.threads)
            return 1 if wrong + too_slow(workers, arguments.rounds) else 0
        finally:
            for worker in workers.values():
                worker.end()


def foreign_rows(workers: dict[str, Worker], requests: int, threads: int) -> int:
    print(f"{requests:,} mixed requests from {threads} threads over {PARTNERSHIPS} partnerships")
    print("| mode | requests | rows looked at | foreign rows | errors | seconds | requests a second |")
    print("|---|---|---|---|---|---|---|")
    wrong = 0
    for mode in ("role", "login"):
        took = time.perf_counter()
        answer = workers[mode].ask(what="mixed", requests=requests, threads=threads, seed=SEED)
        took = time.perf_counter() - took
        wrong += answer["foreign"] + answer["errors"]
        print(
            f"| {mode} | {requests:,} | {answer['rows']:,} | {answer['foreign']} | {answer['errors']} | {took:.0f} |"
            f" {requests / took:,.0f} |",
            flush=True,
        )
    return wrong


def too_slow(workers: dict[str, Worker], rounds: int) -> int:
    """In turn and many times over, so that a busy moment of the machine meets all three alike."""
    print("\nOne thread, milliseconds of the median request, and as a ratio to plain django-tenants")
    print("| what | queries | " + " | ".join(MODES) + " | role / plain | login / plain |")
    print("|---|---|---|---|---|---|---|")
    slow = 0
    for what, number in (("small", 200), ("page", 40), ("scattered", 50)):
        times: dict[str, list[float]] = {mode: [] for mode in MODES}
        queries = 0
        for turn in range(rounds + 1):
            for mode in MODES:
                answer = workers[mode].ask(what=what, requests=number, seed=SEED + turn)
                queries = answer["queries"]
                if turn:  # the first warms up
                    times[mode] += [seconds * 1_000 for seconds in answer["times"]]
        middle = {mode: statistics.median(times[mode]) for mode in MODES}
        ratios = [middle[mode] / middle["plain"] for mode in ("role", "login")]
        if (
            what != "scattered"
        ):  # told, not judged: it opens a connection for nearly every request in login mode
            slow += sum(ratio > ALLOWED_RATIO for ratio in ratios)
        middles = " | ".join(f"{middle[mode]:.2f}" for mode in MODES)
        print(f"| {what} | {queries} | {middles} | {ratios[0]:.2f} | {ratios[1]:.2f} |", flush=True)
    return slow


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, dict[str, str]]]:
    """The environment of each mode's process. Plain works with the role mode's database, as its owner."""
    url, environments = _server_url(), {}
    region = folder / "region.yaml"
    region.write_text(_region(), encoding="utf-8")
    names = {mode: f"bench_isolation_{os.getpid()}_{mode}" for mode in ("role", "login")}
    for mode in MODES:
        place = urlsplit(url)._replace(path=f"/{names[mode if mode != 'plain' else 'role']}")
        environments[mode] = {
            **os.environ,
            "DATABASE_URL": urlunsplit(place),
            "DATABASE_ISOLATION": mode if mode != "plain" else "role",
            "DATABASE_LOGIN": "owner" if mode == "plain" else "web",
            "REGION_FILE": str(region),
            "SECRET_KEY": "only for measuring",
            "MODE": "demonstration",
        }
    try:
        yield environments
    finally:
        for name in names.values():
            _drop(url, name)


def _server_url() -> str:
    if url := os.environ.get("DATABASE_URL"):
        return url
    sys.path.insert(0, str(ROOT / "platform"))
    from local_postgres import ensure

    return str(ensure(ROOT / ".local" / "postgresql").url)


def _manage(environment: dict[str, str], command: str) -> None:
    owner = {**environment, "DATABASE_LOGIN": "owner"}
    subprocess.run(
        [sys.executable, "manage.py", command], cwd=ROOT, env=owner, check=True, stdout=subprocess.DEVNULL
    )


def _drop(url: str, name: str) -> None:
    server = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        for (role,) in connection.execute(
            "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", [f"{name}_"]
        ).fetchall():
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def _region() -> str:
    areas = [
        {
            "slug": f"area{n:02}", "name": f"Area {n:02}", "short_name": f"A{n:02}", "dfe_code": f"{900 + n}",
            "codes": [{"code": f"E06{900 + n:06}"}],
            "partnership": {
                "name": f"Partnership {n:02}", "short_name": f"P{n:02}", "schema_name": f"area{n:02}"
            },
        }
        for n in range(1, PARTNERSHIPS + 1)
    ]  # fmt: skip
    region = yaml.safe_load((ROOT / "tests/regions/threeshires.yaml").read_text(encoding="utf-8"))
    return yaml.safe_dump({**region, "areas": areas, "organisations": []}, sort_keys=False)


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=100_000, help="mixed requests in each mode")
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=15, help="rounds of measuring the cost")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
