"""Whole regions made by chance: signed area by area, corrected, frozen in between; then everything is attacked."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from django.db import transaction

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.publication_audit import Attack, attack
from scrutiny.returns.payload import SignedFigure
from tests.integration.disclosure.made import CHILDREN, POPULATION, five_areas, local, sign

BATCHES, EACH = 8, 4
SHARES = ("re-referrals", "referrals-no-further-action", "referrals-not-in-need")


def figures(rng: np.random.Generator) -> list[SignedFigure]:
    """A return: a total, and parts of it that an official publisher would print as c where they are small."""
    total = int(rng.poisson(rng.choice([4, 15, 80, 300])))
    status = str(rng.choice(["local", "local", "provisional", "official"]))
    whole = str(rng.choice([status, "official"])) if total > 5 or total == 0 else "local"
    repeats = rng.binomial(total, rng.choice([0.02, 0.1, 0.5, 0.95]))
    parts = rng.multinomial(total, rng.dirichlet([0.4, 0.4, 0.8]))[:2]
    made = [local("referrals-rate", total, POPULATION, whole)]
    for indicator, count in zip(SHARES, (repeats, *parts), strict=True):
        official = status == "official" and total > 5
        hidden = official and (1 <= count <= 5)
        small = official and (1 <= total - count <= 5)
        if total and not small and rng.random() < 0.9:
            stands = "official" if official else "local" if status == "official" else status
            made.append(local(indicator, None if hidden else int(count), total, stands))
    return made


def live_through(seed: int) -> Attack:
    """Sign, correct and freeze in an order drawn by chance; attack what is out in the end."""
    rng = np.random.default_rng(seed)
    partnerships = five_areas()
    years = [CHILDREN, CHILDREN + 1]
    deeds = [(place, year) for place in range(5) for year in years if rng.random() < 0.95]
    rng.shuffle(deeds)
    for _ in range(int(rng.integers(2, 6))):
        deeds.append(deeds[int(rng.integers(len(deeds)))])
    for number, (place, year) in enumerate(deeds):
        sign(partnerships[place], figures(rng), int(year), see=bool(rng.random() < 0.8))
        if number % 4 == 3:
            run_benchmark(year=None, by=None)
    run_benchmark(year=None, by=None)
    return attack(Run.objects.all())


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_attacker_recovers_nothing(region: object, batch: int) -> None:
    attacked = 0
    for seed in range(batch * EACH, (batch + 1) * EACH):
        with undone():
            found = live_through(seed)
            assert [str(weakness) for weakness in found.weaknesses] == [], seed
            attacked += found.attacked
    assert attacked > EACH * 5
