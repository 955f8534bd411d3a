"""What partners see of each other by agreement, and that it costs nobody else."""

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.audiences import Audience
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.publication_audit import audit_publication
from benchmarking.benchmarks.selectors import frozen_benchmark
from tests.integration.disclosure.made import CHILDREN, five_areas, referrals, sign
from tests.worlds import World


def freeze(*repeats: int | None) -> Run:
    for partnership, count in zip(five_areas(), repeats, strict=True):
        sign(partnership, referrals(200, count, "official" if count is None else "local"))
    return run_benchmark(year=None, by=None)


def twin(run: Run, *named: str):
    found = frozen_benchmark(run, audience=Audience.PARTNERS, named=frozenset(named))
    return {(v.indicator, v.year, v.place): v for v in found.values}


def public(run: Run):
    return {(v.indicator, v.year, v.place): v for v in frozen_benchmark(run).values}


def test_the_twin_shows_those_who_agreed_and_is_otherwise_the_public_one(region: World) -> None:
    run = freeze(3, 4, 50, 60, 70)
    seen, stored = twin(run, "applefordshire"), public(run)
    key = "re-referrals", CHILDREN, "applefordshire"
    assert stored[key].value is None
    assert (seen[key].numerator, seen[key].denominator, str(seen[key].value)) == (3, 200, "1.5")
    assert seen[key].lower is not None
    assert list(seen) == list(stored)
    assert {k for k in seen if seen[k] != stored[k]} == {key}
    assert audit_publication(run, audience=Audience.PARTNERS, named={"applefordshire"}) == ()


def test_nobody_named_is_the_public_run(region: World) -> None:
    run = freeze(3, 3, 3, 60, 70)
    assert twin(run) == public(run)


def test_an_agreement_is_not_kept_at_the_cost_of_others(region: World) -> None:
    """Three hidden counts cover each other behind the total; two shown would give the third away."""
    run = freeze(3, 3, 3, 60, 70)
    assert public(run)["re-referrals", CHILDREN, "pooled"].numerator == 139
    two = ("applefordshire", "berrydale")
    seen, stored = twin(run, *two), public(run)
    assert {key for key in seen if seen[key] != stored[key]} == {("re-referrals", 2025, "berrydale")}
    assert audit_publication(run, audience=Audience.PARTNERS, named=two) == ()


def test_where_all_agreed_all_is_shown_with_the_total(region: World) -> None:
    run = freeze(3, 40, 50, 60, 70)
    assert public(run)["re-referrals", CHILDREN, "pooled"].symbol == "c"
    seen = twin(run, *(each.slug for each in five_areas()))
    assert seen["re-referrals", CHILDREN, "pooled"].numerator == 223
    assert seen["re-referrals", CHILDREN, "applefordshire"].numerator == 3


def test_what_a_publisher_hid_stays_hidden(region: World) -> None:
    run = freeze(None, 40, 50, 60, 70)
    seen = twin(run, *(each.slug for each in five_areas()))
    assert seen["re-referrals", CHILDREN, "applefordshire"].symbol == "c"
    assert seen["re-referrals", CHILDREN, "pooled"].symbol == "x"


def test_the_twin_does_not_change_with_what_is_signed_afterwards(region: World) -> None:
    run = freeze(3, 4, 50, 60, 70)
    before = twin(run, "applefordshire")
    sign(five_areas()[0], referrals(210, 7))
    sign(five_areas()[4], referrals(210, 2))
    assert twin(Run.objects.get(pk=run.pk), "applefordshire") == before
