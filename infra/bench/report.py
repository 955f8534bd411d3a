"""How long one whole issue of the report takes, file by file: python infra/bench/report.py

The demonstration region: five partnerships' published figures are signed as returns, the benchmark of the newest year
is calculated and frozen, and every output of its report is built. Exits non-zero where an issue takes over 60 seconds.
"""

import io
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from infra.bench.made_anew import ROOT, region  # sets Django up, so it comes first

# isort: split
from django.core.management import call_command

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.reports.building import build_report
from benchmarking.reports.outputs import OUTPUTS

LIMIT = 60
T = TypeVar("T")


def main() -> int:
    with region(ROOT / "infra/regions/avon-and-somerset.yaml"):
        call_command("load_demonstration", stdout=io.StringIO())
        print(f"{'part':32}{'seconds':>9}{'cpu s':>8}{'KB':>9}")
        clock = time.perf_counter()
        run = timed("calculated and frozen", lambda: run_benchmark(year=None, by=None))
        report = timed("report made of it, with charts", lambda: build_report(run))
        for output in OUTPUTS:
            timed(output.file_name(report.basis), lambda build=output.build: build(report))
        whole = time.perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{f'one issue (limit {LIMIT} s)':32}{whole:9.2f}; {peak:,.0f} MB of memory at most, the whole process"
    )
    return int(whole > LIMIT)


def timed(name: str, deed: Callable[[], T]) -> T:
    clock, processor = time.perf_counter(), time.process_time()
    made = deed()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    size = f"{len(made) / 1024:,.0f}" if isinstance(made, bytes) else ""
    print(f"{name:32}{clock:9.2f}{processor:8.2f}{size:>9}")
    return made


if __name__ == "__main__":
    sys.exit(main())
