"""How fast the statistics are: 152 areas x 500 indicators x 40 quarters, 3.04 million rows, in one run.

    python infra/bench/speed_of_statistics.py

Value, interval, pooled benchmark and comparison, by the library and by the same arithmetic written directly on
numpy arrays. Prints the best of five of each, their ratio (to stay at 3 or below), the peak memory of each on
top of its inputs, and what one report of five areas takes (to stay below 50 ms). Times are of the processor, on
one core, so that a busy machine counts for little.
"""

import json
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])
for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[threads] = "1"

import numpy as np
from scipy.stats import chi2

from benchmarking.statistics import (
    agreement,
    compare,
    difference,
    funnel_flags,
    funnel_limits,
    over_dispersion,
    pooled,
    proportion,
    rank,
    rate,
    recent_trend,
    xmr,
)

AREAS, INDICATORS, QUARTERS = 152, 500, 40
MOST = 3.0
REPORT_MS = 50
Z = 1.959963984540054


def main() -> None:
    x, n = figures()
    print(f"{x.size:,} rows")
    result = {}
    for name, by_library, direct in (
        ("proportion", lambda: library_proportion(x, n), lambda: direct_proportion(x, n)),
        ("rate", lambda: library_rate(x, n), lambda: direct_rate(x, n)),
    ):
        for ours, theirs in zip(by_library(), direct(), strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9)
        first, second = best_of_both(by_library, direct)
        result[name] = {
            "library_ms": round(first * 1e3, 1),
            "direct_ms": round(second * 1e3, 1),
            "ratio": round(first / second, 2),
            "library_peak_mb": peak_mb(by_library),
            "direct_peak_mb": peak_mb(direct),
        }
    result["one_report_ms"] = {name: round(best(deed) * 1e3, 2) for name, deed in report().items()}
    result["one_report_ms"]["all"] = round(sum(result["one_report_ms"].values()), 2)
    print(json.dumps(result, indent=2))
    slow = [name for name in ("proportion", "rate") if result[name]["ratio"] > MOST]
    if slow or result["one_report_ms"]["all"] > REPORT_MS:
        sys.exit(f"too slow: {', '.join(slow) or 'one report'}")


def figures() -> tuple[np.ndarray, np.ndarray]:
    """Counts with zeros, small numbers and one figure in fifty missing, as (indicator x quarter, area)."""
    generator = np.random.default_rng(20)
    shape = INDICATORS * QUARTERS, AREAS
    n = generator.integers(20, 60_000, shape).astype(float)
    x = generator.binomial(n.astype(np.int64), generator.choice([0.0002, 0.02, 0.3], (shape[0], 1))).astype(
        float
    )
    x[generator.random(shape) < 0.02] = np.nan
    return x, n


def library_proportion(x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, ...]:
    return by_library(proportion, x, n)


def library_rate(x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, ...]:
    return by_library(rate, x, n)


def by_library(estimate: Callable, x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, ...]:
    found = estimate(x, n)
    pool = pooled(np.nan_to_num(x), np.where(np.isnan(x), 0, n))
    benchmark = estimate(pool.numerator, pool.denominator).value
    compared = compare(found, benchmark[:, np.newaxis], polarity="high")
    return found.value, found.lower, found.upper, compared.position


def direct_proportion(x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, ...]:
    """Wilson's limits as they are printed, nothing checked."""
    p = x / n
    root = Z * np.sqrt(Z * Z + 4 * x * (1 - p))
    middle, below = 2 * x + Z * Z, 2 * (n + Z * Z)
    lower, upper = (middle - root) / below * 100, (middle + root) / below * 100
    return p * 100, lower, upper, *direct_comparison(x, n, lower, upper, 100)


def direct_rate(x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, ...]:
    """Byar's limits, exact ones below ten events, nothing checked."""
    per, y = 10_000 / n, x + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = x * (1 - 1 / (9 * x) - Z / (3 * np.sqrt(x))) ** 3
    upper = y * (1 - 1 / (9 * y) + Z / (3 * np.sqrt(y))) ** 3
    few = np.arange(10)
    low = np.concatenate([[0], chi2.ppf(0.025, 2 * few[1:]) / 2])
    high = chi2.ppf(0.975, 2 * few + 2) / 2
    small = x < 10
    which = x[small].astype(np.int64)
    lower[small], upper[small] = low[which], high[which]
    lower, upper = lower * per, upper * per
    return x * per, lower, upper, *direct_comparison(x, n, lower, upper, 10_000)


def direct_comparison(
    x: np.ndarray, n: np.ndarray, lower: np.ndarray, upper: np.ndarray, multiplier: float
) -> tuple[np.ndarray, ...]:
    gone = np.isnan(x)
    benchmark = np.where(gone, 0, x).sum(-1) / np.where(gone, 0, n).sum(-1) * multiplier
    benchmark = benchmark[:, np.newaxis]
    return ((lower > benchmark).astype(np.int8) - (upper < benchmark).astype(np.int8),)


def report() -> dict[str, Callable[[], object]]:
    """What one report asks for: five areas, five hundred indicators, one quarter; charts of its highlights."""
    generator = np.random.default_rng(5)
    n = generator.integers(200, 6_000, (INDICATORS, 5)).astype(float)
    x = generator.binomial(n.astype(np.int64), 0.2).astype(float)
    england_n = generator.integers(200, 6_000, (20, AREAS)).astype(float)
    england_x = generator.binomial(england_n.astype(np.int64), 0.2).astype(float)
    history = generator.normal(100, 10, (100, QUARTERS))
    grades = generator.integers(1, 5, (2, 60))
    two = proportion(x, n, confidence=(0.95, 0.998))
    return {
        "values at two levels": lambda: proportion(x, n, confidence=(0.95, 0.998)),
        "rates at two levels": lambda: rate(x, n, confidence=(0.95, 0.998)),
        "comparisons": lambda: compare(two, 20.0, polarity="high"),
        "250 differences": lambda: difference(proportion(x[:50], n[:50]), proportion(x[50:100], n[50:100])),
        "20 funnels": lambda: funnel_flags(
            england_x,
            funnel_limits(
                england_n,
                kind="rate",
                baseline=2000,
                spread=over_dispersion(england_x, england_n, kind="rate"),
            ),
        ),
        "100 XmR charts": lambda: xmr(history, rebase=[20]),
        "500 trends": lambda: recent_trend(proportion(x, n), polarity="high"),
        "500 rankings": lambda: rank(two.value),
        "1 agreement": lambda: agreement(grades[0], grades[1], grades=4),
    }


def best_of_both(
    first: Callable[[], object], second: Callable[[], object], times: int = 5
) -> tuple[float, float]:
    """Best of so many of each, in turn, so that a busy machine slows both."""
    taken = [(once(first), once(second)) for _ in range(times)]
    return min(a for a, _ in taken), min(b for _, b in taken)


def best(deed: Callable[[], object], times: int = 5) -> float:
    return min(once(deed) for _ in range(times))


def once(deed: Callable[[], object]) -> float:
    start = time.process_time()
    deed()
    return time.process_time() - start


def peak_mb(deed: Callable[[], object]) -> int:
    """Most memory the deed holds at once beside what was there before, its results included."""
    tracemalloc.start()
    deed()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return round(peak / 1e6)


if __name__ == "__main__":
    main()
