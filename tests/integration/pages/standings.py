"""Standings of the world's areas: round numbers in place of the calculated ones, or none at all."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarking.benchmarks import selectors
from benchmarking.benchmarks.presenters import theme as theme_presenter
from benchmarking.benchmarks.selectors import Benchmark
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.views import area, compare, indicator
from benchmarking.comparators.models import AuthorityValue, Neighbour

REAL: Callable[..., Benchmark] = selectors.live_benchmark

SPREAD = [Decimal(number) for number in ("1.0", "9.0", "20.0", "25.0", "40.0")]
MADE = (
    Standing("re-referrals", 2024, "applefordshire", Decimal("22.2"), 10, 10, 20, 151, *SPREAD),
    Standing("re-referrals", 2025, "applefordshire", Decimal("20.5"), 9, 10, 12, 151, *SPREAD),
    # Of one whose value is not shown: whoever fills standings must not, and if they do it is not shown either.
    Standing("re-referrals", 2025, "berrydale", Decimal("77.7"), 10, 10, 143, 151, *SPREAD),
)


def with_standings(monkeypatch: pytest.MonkeyPatch) -> None:
    def live(indicators: Iterable[str] | None = None) -> Benchmark:
        return replace(REAL(indicators), standings=MADE)

    for module in (area, compare, indicator, theme_presenter):
        monkeypatch.setattr(module, "live_benchmark", live)


def without_standings() -> None:
    """As where nothing was published of other authorities and nobody named neighbours."""
    AuthorityValue.objects.all().delete()
    Neighbour.objects.all().delete()
