"""What is shown of practitioners' replies: worked examples, a naive second counting, and the threshold as a property."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny.returns.audit_payload import FEWEST_REPLIES, PractitionersView
from tenants.challenge.practitioners import together

GRADES = 4
STANDARDS = ("leadership", "policy", "recruitment")
Reply = Mapping[str, int | None]


def alike(number: int, grade: int | None) -> list[Reply]:
    return [dict.fromkeys(STANDARDS, grade) for _ in range(number)]


def naive(replies: list[Reply]) -> dict[str, list[int]]:
    """Counted one standard and one grade at a time."""
    found = {}
    for standard in STANDARDS:
        given = [reply[standard] for reply in replies if standard in reply]
        graded = [each for each in given if each is not None]
        if len(graded) >= FEWEST_REPLIES:
            found[standard] = [*(given.count(grade) for grade in range(GRADES)), given.count(None)]
    return found


def test_worked_by_hand() -> None:
    view = together([*alike(3, 2), *alike(2, 0), *alike(2, None)], GRADES)
    assert view == PractitionersView(7, {each: [2, 0, 3, 0, 2] for each in sorted(STANDARDS)})


@pytest.mark.parametrize("number", range(FEWEST_REPLIES))
def test_too_few_give_nothing(number: int) -> None:
    assert together(alike(number, 3), GRADES) is None


def test_replies_that_cannot_say_hide_nobody() -> None:
    """One practitioner and many who could not say: the one is not shown."""
    view = together([*alike(9, None), *alike(1, 0)], GRADES)
    assert view == PractitionersView(10, {})


replies_of = st.lists(
    st.fixed_dictionaries({each: st.none() | st.integers(0, GRADES - 1) for each in STANDARDS}), max_size=12
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(replies_of)
def test_counted_as_naively_and_never_from_fewer_than_five(replies: list[Reply]) -> None:
    view = together(replies, GRADES)
    if len(replies) < FEWEST_REPLIES:
        assert view is None
        return
    assert view is not None
    assert view.replies == len(replies)
    assert view.grades == naive(replies)
    for row in view.grades.values():
        assert sum(row) == view.replies
        assert sum(row[:-1]) >= FEWEST_REPLIES


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(replies_of, st.randoms())
def test_the_order_in_which_they_came_says_nothing(replies: list[Reply], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(replies)
    random.shuffle(shuffled)
    assert together(shuffled, GRADES) == together(replies, GRADES)
