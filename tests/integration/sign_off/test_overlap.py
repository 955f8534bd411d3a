"""A hidden count cannot be had from two periods that overlap: 1,800 in two years less 900 in one."""

import pytest

from kernel.periods import Period
from tenants.sign_off.overlap import GivesAway
from tests.worlds import World, enter, sign

TWO_YEARS = "2023-04-01/2025-03-31"


def test_a_longer_period_over_a_hidden_count_is_refused(region: World) -> None:
    """Berrydale's 3 of 60 in 2025 is hidden; 58 of 290 in 2024 is shown."""
    enter("berrydale", f"re-referrals,{TWO_YEARS},90,350,local,,\n")
    with pytest.raises(GivesAway, match="overlaps with the period Year ending 31 March 2025"):
        sign("berrydale", Period.parse(TWO_YEARS))


def test_a_small_count_inside_a_period_signed_before_is_refused(region: World) -> None:
    enter("applefordshire", f"re-referrals,{TWO_YEARS},129,870,local,,\n")
    sign("applefordshire", Period.parse(TWO_YEARS))
    enter("applefordshire", "re-referrals,2025,4,450,local,,\n")
    with pytest.raises(GivesAway):
        sign("applefordshire", Period.reporting_year(2025), reason="Counted again")


def test_a_period_within_another_that_leaves_a_small_rest_is_refused(region: World) -> None:
    """80 in thirteen months and 77 in twelve of them: 3 in the month between."""
    enter("berrydale", "strategy-discussions,2024-01-01/2025-01-31,80,,local,,\n")
    sign("berrydale", Period.parse("2024-01-01/2025-01-31"))
    enter("berrydale", "children-reported-missing,2024-01-01/2025-01-31,40,,local,,\n")
    sign("berrydale", Period.parse("2024-01-01/2025-01-31"), reason="One more count")
    enter("berrydale", "children-reported-missing,2024-01-01/2024-12-31,37,,local,,\n")
    with pytest.raises(GivesAway, match="What is left between the two counts is too small to show"):
        sign("berrydale", Period.parse("2024-01-01/2024-12-31"))


def test_a_large_rest_and_periods_that_only_overlap_are_signed(region: World) -> None:
    enter("berrydale", "children-reported-missing,2024-01-01/2025-01-31,40,,local,,\n")
    sign("berrydale", Period.parse("2024-01-01/2025-01-31"))
    enter("berrydale", "children-reported-missing,2024-01-01/2024-12-31,30,,local,,\n")
    assert sign("berrydale", Period.parse("2024-01-01/2024-12-31"))
    enter("berrydale", "children-reported-missing,2024-02-01/2025-02-28,38,,local,,\n")
    assert sign("berrydale", Period.parse("2024-02-01/2025-02-28"))


def test_a_period_beside_it_and_another_indicator_are_signed(region: World) -> None:
    enter(
        "berrydale",
        "re-referrals,2021-04-01/2022-03-30,40,200,local,,\nstrategy-discussions,2024-01-01/2025-01-31,80,,local,,\n",
    )
    assert sign("berrydale", Period.parse("2021-04-01/2022-03-30"))
    assert sign("berrydale", Period.parse("2024-01-01/2025-01-31"))


def test_the_trail_holds_no_hash_that_a_small_count_could_be_guessed_from(region: World) -> None:
    from audit_trail.models import Event
    from partnerships.context import inside
    from tenants.sign_off.models import Submission

    with inside(region.berrydale):
        hashes = set(Submission.objects.values_list("content_sha256", flat=True))
    trail = " ".join(str(event.detail) for event in Event.objects.all())
    assert hashes
    assert not [each for each in hashes if each in trail]
