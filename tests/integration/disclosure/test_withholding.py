"""What is withheld when small counts are signed, and what readers see of it."""

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.publication_audit import attack, audit_publication
from benchmarking.benchmarks.selectors import live_benchmark
from benchmarking.indicators.models import Withheld
from tests.integration.disclosure.made import CHILDREN, five_areas, local, referrals, sign


def live(indicator, place, year=CHILDREN):
    return next(v for v in live_benchmark([indicator]).of(indicator, year) if v.place == place)


def nothing_recovered():
    found = attack(Run.objects.all())
    assert [str(each) for each in found.weaknesses] == []
    return found.attacked


def test_a_total_is_withheld_when_four_areas_are_out_already(region):
    first, *others = five_areas()
    sign(first, referrals(200, 3))
    for each in others:
        sign(each, referrals(200, 50))
    assert live("re-referrals", first.area.slug).symbol == "c"
    assert live("re-referrals", others[0].area.slug).value is not None
    pooled = live("re-referrals", "pooled")
    assert (pooled.value, pooled.numerator, pooled.symbol) == (None, None, "c")
    assert (live("re-referrals", "pooled").denominator, live("referrals-rate", "pooled").numerator) == (
        1000,
        1000,
    )
    assert nothing_recovered() >= 1
    run = run_benchmark(year=CHILDREN, by=None)
    assert audit_publication(run) == ()


def test_a_total_is_shown_where_hidden_parts_cover_each_other(region):
    for partnership, repeats in zip(five_areas(), (3, 3, 3, 50, 60), strict=True):
        sign(partnership, referrals(200, repeats))
    assert live("re-referrals", "pooled").numerator == 119
    assert live("re-referrals", "applefordshire").symbol == "c"
    assert nothing_recovered() >= 3


def test_the_hidden_whole_is_hidden_in_every_indicator_that_prints_it(region):
    first, *_ = five_areas()
    sign(first, [local("referrals-rate", 4, 10_000), local("re-referrals", 1, 4)])
    assert live("referrals-rate", first.area.slug).symbol == "c"
    shown = live("re-referrals", first.area.slug)
    assert (shown.numerator, shown.denominator, shown.value) == (None, None, None)
    nothing_recovered()


def test_a_correction_stays_hidden_and_gives_nothing_away(region):
    first, *others = five_areas()
    sign(first, referrals(200, 30))
    for each in others:
        sign(each, referrals(200, 50))
    assert live("re-referrals", "pooled").numerator == 230
    run_benchmark(year=CHILDREN, by=None)
    sign(first, referrals(200, 3))
    assert live("re-referrals", "pooled").symbol == "c"
    run_benchmark(year=CHILDREN, by=None)
    sign(first, referrals(200, 40))
    assert live("re-referrals", first.area.slug).symbol == "c"
    run_benchmark(year=CHILDREN, by=None)
    nothing_recovered()


def test_official_figures_cost_no_decision(region, django_assert_max_num_queries):
    for partnership in five_areas():
        sign(partnership, referrals(200, 50, "official"), see=False)
    before = Withheld.objects.count()
    from benchmarking.indicators.actions import project_new_returns

    project_new_returns()
    assert Withheld.objects.count() == before
    assert live("re-referrals", "pooled").numerator == 250
