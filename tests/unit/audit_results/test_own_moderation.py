"""A partnership takes from the region's sums what it recorded itself: what is left must be of more than one agency."""

from random import Random

import pytest

from benchmarking.audit_results.computing import compute
from benchmarking.audit_results.results import Results
from benchmarking.audit_results.rows import Level, Measure
from scrutiny.returns.audit_payload import AuditedAgency, PractitionersView
from tests.unit.audit_results.making import agency, edition, inputs, signed

STATEMENTS = "abcdef"
CONTENT = edition({"one": list(STATEMENTS)})
SEEDS = range(6)


def a_region(seed: int, looked_at_in_the_south: int) -> Results:
    """Four agencies in each of two areas; three of the north are moderated and surveyed, and so many of the south."""
    random = Random(seed)

    def some(place: str, looked_at: int) -> list[AuditedAgency]:
        found = []
        for number in range(4):
            grades = {each: random.randrange(4) for each in STATEMENTS}
            moved = {
                each: min(3, max(0, grade + random.choice((-1, 0, 1)))) for each, grade in grades.items()
            }
            replies = [random.randrange(1, 4) for _ in range(5)]
            view = PractitionersView(sum(replies), {"one": replies})
            is_looked_at = number < looked_at
            found.append(
                agency(
                    f"{place}{number}", CONTENT, grades,
                    moderated=moved if is_looked_at else None, view=view if is_looked_at else None,
                )
            )  # fmt: skip
        return found

    lodged = [signed("north", *some("n", 3)), signed("south", *some("s", looked_at_in_the_south))]
    return compute(inputs(lodged, CONTENT))


def shown(results: Results, measure: Measure) -> bool:
    return bool(results.cell("full", "one", measure, Level.REGION, "region").counts)


@pytest.mark.parametrize("measure", [Measure.MODERATION, Measure.PRACTITIONERS])
def test_nothing_is_left_of_one_agency(measure: Measure) -> None:
    assert not any(shown(a_region(seed, 1), measure) for seed in SEEDS)


def test_where_more_are_left_it_is_shown() -> None:
    """Else the test above would hold of a region that never shows anything."""
    assert any(shown(a_region(seed, 3), Measure.MODERATION) for seed in SEEDS)
