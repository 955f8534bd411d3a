"""The same numbers by a plain second way, over generated regions; and what must hold of them whatever they are."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarking.audit_results.answers import Signed
from benchmarking.audit_results.computing import compute
from benchmarking.audit_results.measuring import middle
from benchmarking.audit_results.results import Results
from benchmarking.audit_results.rows import Level, Measure
from tests.unit.audit_results.making import edition, generated, inputs, statement

CONTENT = edition({"one": ["a", "b", "c"], "two": ["f", statement("g", area_specific=True), "h"]})
Grades = dict[tuple[str, str, str], int]


def naive(standing: list[Signed]) -> tuple[Grades, Grades]:
    """By area, agency and statement: the grade that counts, and the agency's own."""
    counts, own = {}, {}
    for each in standing:
        for agency in each.agencies:
            for grade in agency.grades:
                key = each.area, agency.organisation, grade.statement
                own[key] = grade.self_grade
                counts[key] = grade.self_grade if grade.moderated is None else grade.moderated
    return counts, own


def tally(grades: list[int]) -> tuple[int, ...]:
    return tuple(grades.count(each) for each in range(4))


def lowest(grades: Grades) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (_, agency, statement_), grade in grades.items():
        found[agency, statement_].append(grade)
    return {key: min(values) for key, values in found.items()}


@pytest.mark.parametrize("seed", range(25))
def test_a_plain_second_way_gives_the_same(seed: int) -> None:
    lodged = generated(seed, CONTENT, corrections=seed % 2)
    results = compute(inputs(lodged, CONTENT))
    standing = {each.area: each for each in lodged}
    counts, own = naive(list(standing.values()))
    for cell in results.cells:
        if (
            cell.symbol
            or cell.key.measure not in (Measure.COUNTED, Measure.SELF)
            or cell.key.level is Level.KIND
        ):
            continue
        grades = counts if cell.key.measure is Measure.COUNTED else own
        mine = {
            key: grade
            for key, grade in grades.items()
            if CONTENT.placed[key[2]].standard.id == cell.key.standard
        }
        if cell.key.level is Level.AREA:
            given_ = {key[1:]: grade for key, grade in mine.items() if key[0] == cell.key.group}
        else:
            given_ = lowest(mine)
        assert cell.counts == tally(list(given_.values()))
        assert cell.agencies == len({agency for agency, _ in given_})
        exact = Fraction(100 * sum(grade >= 2 for grade in given_.values()), len(given_))
        assert cell.share is not None
        assert cell.share.percent == _half_up(exact)
        assert cell.median == sorted(given_.values())[(len(given_) - 1) // 2]


def _half_up(value: Fraction) -> Decimal:
    tenths = (value.numerator * 20 + value.denominator) // (2 * value.denominator)
    return (Decimal(tenths) / 10).quantize(Decimal("0.1"), ROUND_HALF_UP)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_what_must_hold_of_every_region(seed: int) -> None:
    results = compute(inputs(generated(seed, CONTENT), CONTENT))
    assert Results.from_json(results.as_json()) == results
    for cell in results.cells:
        assert (cell.symbol is None) == (cell.counts is not None)
        if cell.symbol is None:
            assert cell.agencies is not None
            assert cell.agencies >= 3
        if cell.share:
            assert 0 <= cell.share.lower <= cell.share.percent <= cell.share.upper <= 100
        if cell.kappa:
            assert cell.total is not None
            assert cell.total >= 30


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.randoms())
def test_the_order_of_agencies_does_not_matter(seed: int, random: object) -> None:
    lodged = generated(seed, CONTENT)
    shuffled = []
    for each in lodged:
        agencies = list(each.agencies)
        random.shuffle(agencies)  # type: ignore[attr-defined]
        shuffled.append(Signed(each.id, each.area, each.sha256, tuple(agencies)))
    assert compute(inputs(lodged, CONTENT)) == compute(inputs(shuffled, CONTENT))


@given(st.lists(st.integers(0, 3), min_size=1))
def test_the_middle_grade_is_one_that_was_given(grades: list[int]) -> None:
    assert middle(tally(grades)) == sorted(grades)[(len(grades) - 1) // 2]
