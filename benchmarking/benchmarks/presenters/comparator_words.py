"""What stands beside comparisons: what areas are held against, what that means, and what chance alone would do."""

from collections.abc import Iterable

from benchmarking.benchmarks.against import Contrast, Target, false_flags
from benchmarking.benchmarks.choice import Against
from benchmarking.statistics.differences import METHODS


def explanation(target: Target | None, kinds: Iterable[str]) -> str:
    """How to read the comparison. kinds: proportion, rate, count: those of the indicators shown."""
    if target is None:
        return "This region names no such comparator, so nothing is compared."
    if target.is_area:
        return _of_area(target, kinds)
    if target.kind is Against.NEIGHBOURS:
        return (
            "Each area’s 95% interval is compared with the plain average of the published values of its own "
            "statistical neighbours. Publishers print no counts for them, so the average is taken as it stands, "
            "without an interval of its own: higher or lower says that the area’s interval leaves that average out."
        )
    if target.kind is Against.POOLED:
        return (
            f"Each area’s 95% interval is compared with the value of the {target.name}. That value contains the area "
            "itself and is pulled towards it, so areas are flagged less often than they differ, and nothing is called "
            "better or worse."
        )
    said = f"Each area’s 95% interval is compared with the value of {target.name}, which is taken as exact."
    if target.kind is Against.REGION:
        said += " It contains these areas among others, which makes differences show a little less often."
    return said


def _of_area(target: Target, kinds: Iterable[str]) -> str:
    methods = [METHODS[kind] for kind in dict.fromkeys(kinds) if kind in METHODS]
    if not methods:
        return "Plain counts of areas of different size are not compared."
    return (
        f"Each area is compared with {target.name} by testing the difference between the two, not by looking whether "
        f"their intervals overlap ({'; '.join(methods)})."
    )


def chance(contrasts: Iterable[Contrast]) -> str:
    """How many comparisons are shown, and how many flags to expect if no area truly differed."""
    number, inner, outer = false_flags(list(contrasts))
    if not number:
        return ""
    shown = "1 comparison is" if number == 1 else f"{number} comparisons are"
    return (
        f"{shown} shown. If no area truly differed, chance alone would still call about {_about(inner)} of them higher "
        f"or lower at 95%, and {_about(outer)} clearly so (99.8%)."
    )


def _about(number: float) -> str:
    if number >= 9.5:
        return f"{number:.0f}"
    return f"{number:.1f}" if number >= 0.05 else "fewer than 0.1"
