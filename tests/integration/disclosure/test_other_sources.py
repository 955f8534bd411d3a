"""What stands elsewhere counts too: a publisher's rate for our area, the page of a superseded figure."""

import time
from decimal import Decimal

from benchmarking.benchmarks.publication_audit import attack
from benchmarking.comparators.models import PublishedFigure
from benchmarking.indicators.models import Figure, Withheld
from benchmarking.indicators.shown import show, show_all
from tests.integration.disclosure.made import CHILDREN, POPULATION, five_areas, local, referrals, sign
from tests.worlds import World


def test_a_rate_that_a_publisher_prints_for_our_area_gives_the_count_away(region: World) -> None:
    first, *_ = five_areas()
    sign(first, [local("section-47-rate", 4, POPULATION)])
    assert attack([]).weaknesses == ()
    code = first.area.codes.all()[0].code
    PublishedFigure.objects.create(
        code=code,
        indicator="section-47-rate",
        year=CHILDREN,
        published_value=Decimal("4.0"),
        source="made up",
    )
    [weakness] = attack([]).weaknesses
    assert weakness.cell == "section 47 enquiries, Applefordshire, year ending 31 March 2031"


def test_a_published_rate_of_something_else_is_no_knowledge_of_ours(region: World) -> None:
    """Nine of ten thousand is not the four that the partnership counted."""
    first, *_ = five_areas()
    sign(first, [local("section-47-rate", 4, POPULATION)])
    code = first.area.codes.all()[0].code
    PublishedFigure.objects.create(
        code=code,
        indicator="section-47-rate",
        year=CHILDREN,
        published_value=Decimal("9.0"),
        source="made up",
    )
    assert attack([]).weaknesses == ()


def test_superseded_pages_hide_what_was_withheld_later(region: World) -> None:
    first, *_ = five_areas()
    sign(first, referrals(200, 30))
    old = Figure.objects.get(partnership=first, indicator="re-referrals", period_end__year=CHILDREN)
    assert show(old).numerator == 30
    sign(first, referrals(200, 3))
    old.refresh_from_db()
    assert (show(old).numerator, show(old).value, show(old).symbol) == (None, None, "c")
    both = show_all(
        Figure.objects.filter(partnership=first, indicator="re-referrals", period_end__year=CHILDREN)
    )
    assert {str(each.symbol) for each in both} == {"c"}
    assert attack([]).weaknesses == ()


def test_five_areas_are_decided_about_and_attacked_in_half_a_second(region: World) -> None:
    """One group and year, every share of referrals; seconds of the processor."""
    partnerships = five_areas()
    for number, each in enumerate(partnerships):
        shares = [
            local("referrals-no-further-action", 2 + number, 120),
            local("referrals-not-in-need", 40, 120),
        ]
        sign(each, [*referrals(120, 1 + number * 9), *shares], see=False)
    from benchmarking.indicators.actions import project_new_returns

    before = time.process_time()
    project_new_returns()
    assert (time.process_time() - before) / len(partnerships) < 0.5
    assert Withheld.objects.filter(period_end__year=CHILDREN).count() > 5
    assert attack([]).weaknesses == ()
