"""Under which category of a sum something that was said is counted. Pure."""

from functools import cache

from benchmarking.audit_results.gathering import MOVES, Said, grade_of, move_of
from benchmarking.audit_results.rows import Counts, Measure, one_of
from scrutiny.frameworks.content import NUMBER_OF_GRADES

ASKED_OF_PRACTITIONERS = NUMBER_OF_GRADES + 1
"""The grades, and how many could not say."""
MOVED = frozenset({Measure.MODERATION, Measure.CHANGE})


@cache
def sorted_as(measure: Measure, said: Said) -> Counts:
    """What it adds to each category. Practitioners' replies are counts already."""
    if measure is Measure.PRACTITIONERS:
        return said
    if measure in MOVED:
        return one_of(move_of(said), MOVES)
    return one_of(grade_of(said), NUMBER_OF_GRADES)


@cache
def moved_between(measure: Measure, then: Said, now: Said) -> tuple[tuple[int, int], ...]:
    """Which categories gain or lose, had this been said instead of that."""
    pairs = zip(sorted_as(measure, then), sorted_as(measure, now), strict=True)
    return tuple(
        (category, after - before) for category, (before, after) in enumerate(pairs) if before != after
    )


def categories(measure: Measure) -> int:
    if measure is Measure.PRACTITIONERS:
        return ASKED_OF_PRACTITIONERS
    return MOVES if measure in MOVED else NUMBER_OF_GRADES
