"""Three areas on paper: every number of one standard worked out by hand."""

from decimal import Decimal

from benchmarking.audit_results.answers import Signed, table_of
from benchmarking.audit_results.computing import compute
from benchmarking.audit_results.laying_out import Sheet
from benchmarking.audit_results.measuring import cells_of
from benchmarking.audit_results.results import Results
from benchmarking.audit_results.rows import Level, Measure, Row
from kernel.symbols import Symbol
from scrutiny.returns.audit_payload import PractitionersView
from tests.unit.audit_results.making import agency, edition, inputs, signed, statement

CONTENT = edition({"one": ["a", "b", statement("c", area_specific=True)]})


def grades(a: int, b: int, c: int) -> dict[str, int]:
    return {"a": a, "b": b, "c": c}


def view(*counts: int) -> PractitionersView:
    return PractitionersView(sum(counts), {"one": list(counts)})


def _returns() -> list[Signed]:
    """Police works in both areas: a 3, b 1 for both, c 2 in north and 0 in south. South moderated its b to 2."""
    police = {"kind": "police", "several_areas": True}
    north = signed(
        "north",
        agency("police", CONTENT, grades(3, 1, 2), view=view(1, 1, 2, 1, 1), **police),
        agency("n1", CONTENT, grades(2, 2, 1), kind="health", view=view(0, 2, 2, 1, 0)),
        agency("n2", CONTENT, grades(3, 0, 2), kind="health"),
        agency("n3", CONTENT, grades(1, 2, 3), kind="charity", view=view(1, 0, 3, 2, 2)),
        agency("n4", CONTENT, {}, signed=False),
    )
    south = signed(
        "south",
        agency("police", CONTENT, grades(3, 1, 0), moderated={"b": 2}, **police),
        agency("s1", CONTENT, grades(0, 2, 2), kind="charity", moderated={"a": 1}),
        agency("s2", CONTENT, grades(2, 3, 1), kind="health", moderated={"b": 2}),
        agency("s3", CONTENT, grades(1, 1, 3), kind="police"),
    )
    return [north, south]


THE_RETURNS = _returns()


def the_region() -> Results:
    return compute(inputs(THE_RETURNS, CONTENT))


def the_sums() -> list[Row]:
    """All sums of the region, whether or not they are shown."""
    table = table_of(THE_RETURNS, {CONTENT.fingerprint: CONTENT})
    return Sheet("full", "one", table, dict.fromkeys(table["agency"], "all"), {}, None, {}).rows(
        whole_region=True
    )


def cell(measure: Measure, level: Level, group: str = "region"):  # type: ignore[no-untyped-def]
    return the_region().cell("full", "one", measure, level, group)


def test_an_area() -> None:
    found = cell(Measure.COUNTED, Level.AREA, "north")
    # Police 3 1 2, n1 2 2 1, n2 3 0 2, n3 1 2 3: one 0, three 1, five 2, three 3.
    assert found.counts == (1, 3, 5, 3)
    assert found.agencies == 4
    assert found.total == 12
    assert found.share is not None
    assert found.share.percent == Decimal("66.7")
    assert (found.share.lower, found.share.upper) == (Decimal("39.1"), Decimal("86.2"))
    assert found.median == 2


def test_a_moderated_grade_counts_where_there_is_one() -> None:
    # Police 3 2 0, s1 1 2 2, s2 2 2 1, s3 1 1 3.
    assert cell(Measure.COUNTED, Level.AREA, "south").counts == (1, 4, 5, 2)


def test_the_region_counts_police_once_and_by_its_lowest() -> None:
    # Police: a 3; b 1 in north and 2 in south: 1; c 2 and 0: 0. With n1 to n3 and s1 to s3.
    (row,) = (
        row for row in the_sums() if (row.key.measure, row.key.level) == (Measure.COUNTED, Level.REGION)
    )
    assert len(row.agencies) == 7
    assert row.counts == (2, 7, 8, 4)


def test_the_region_is_hidden_where_it_would_single_police_out() -> None:
    """Both areas added, less the region, would be what police gave twice: nobody else stands in both."""
    assert cell(Measure.COUNTED, Level.REGION).symbol is Symbol.CONFIDENTIAL


def test_own_grades_and_moderation_of_the_region() -> None:
    own, moved = (
        next(row for row in the_sums() if row.key.measure is measure and row.key.level is Level.REGION)
        for measure in (Measure.SELF, Measure.MODERATION)
    )
    # Police 3 1 0, n1 2 2 1, n2 3 0 2, n3 1 2 3, s1 0 2 2, s2 2 3 1, s3 1 1 3.
    # 0: police c, n2 b, s1 a. 3: police a, n2 a, n3 c, s2 b, s3 c. 1: six, 2: seven.
    assert own.counts == (3, 6, 7, 5)
    # Police b raised, s1 a raised, s2 b lowered. No kappa of three pairs.
    (found,) = cells_of([moved], [True])
    assert (found.counts, found.kappa) == ((1, 0, 2), None)


def test_practitioners_leave_out_those_who_could_not_say() -> None:
    found = cell(Measure.PRACTITIONERS, Level.REGION)
    assert found.counts == (2, 3, 7, 4, 3)
    assert found.share is not None
    assert found.share.percent == Decimal("68.8")


def test_who_answered() -> None:
    results = the_region()
    assert [(area.expected, area.silent) for area in results.areas] == [(5, 1), (4, 0)]
    assert (results.expected, results.silent) == (8, 1)


def test_too_few_agencies_are_hidden() -> None:
    pair = signed("north", agency("n1", CONTENT, grades(0, 1, 2)), agency("n2", CONTENT, grades(1, 2, 3)))
    found = compute(inputs([pair], CONTENT)).cell("full", "one", Measure.COUNTED, Level.AREA, "north")
    assert found.symbol is Symbol.CONFIDENTIAL
    assert found.counts is None
    assert found.agencies == 2


def test_a_cell_in_which_all_gave_the_same_is_hidden() -> None:
    same = signed("north", *(agency(f"n{i}", CONTENT, grades(2, 2, 2)) for i in range(5)))
    found = compute(inputs([same], CONTENT)).cell("full", "one", Measure.COUNTED, Level.AREA, "north")
    assert found.symbol is Symbol.CONFIDENTIAL


def test_the_region_waits_for_everybody() -> None:
    north = signed("north", *(agency(f"n{i}", CONTENT, grades(i % 4, 2, 1)) for i in range(5)))
    results = compute(inputs([north], CONTENT, areas=("north", "south")))
    assert not results.is_whole
    assert results.cell("full", "one", Measure.COUNTED, Level.AREA, "north").share
    assert results.cell("full", "one", Measure.COUNTED, Level.REGION, "region").symbol is Symbol.NOT_AVAILABLE
    assert results.cell("full", "one", Measure.COUNTED, Level.AREA, "south").symbol is Symbol.NOT_AVAILABLE


def test_a_correction_of_one_agency_is_not_shown() -> None:
    """The difference of what was shown before and after would be that agency's change."""
    first = [agency(f"n{i}", CONTENT, grades(i % 4, 2, 1)) for i in range(5)]
    corrected = [agency("n0", CONTENT, grades(3, 2, 1)), *first[1:]]
    before = compute(inputs([signed("north", *first)], CONTENT))
    after = compute(inputs([signed("north", *first), signed("north", *corrected, number=2)], CONTENT))
    assert before.cell("full", "one", Measure.COUNTED, Level.AREA, "north").share
    assert after.cell("full", "one", Measure.COUNTED, Level.AREA, "north").symbol is Symbol.CONFIDENTIAL


def test_beside_the_last_round() -> None:
    old = edition({"one": ["a", "x", "y", "z"]}, label="2024")
    new = edition(
        {
            "one": [
                statement("a", change={"kind": "unchanged", "earlier": ["a"]}),
                statement("m", change={"kind": "merged", "earlier": ["x", "y"]}),
                statement("w", change={"kind": "reworded", "earlier": ["z"]}),
                statement("n", change={"kind": "new"}),
            ]
        },
        follows="2024",
    )
    then = [(0, 1, 2), (1, 2, 2), (2, 3, 1), (3, 0, 3)]
    now = [(1, 1), (1, 1), (1, 3), (3, 0)]
    before = signed(
        "north", *(agency(f"n{i}", old, dict(zip("axyz", (*t, 0), strict=True))) for i, t in enumerate(then))
    )
    lodged = signed(
        "north", *(agency(f"n{i}", new, {"a": a, "m": m, "w": 2, "n": 3}) for i, (a, m) in enumerate(now))
    )
    results = compute(inputs([lodged], new, old, before=[before]))
    (variant,) = results.variants
    assert (variant.compared, variant.statements) == (2, 4)
    # a: higher, same, lower, same. m beside the lowest of x and y (1, 2, 1, 0): same, lower, higher, same.
    assert results.cell("full", "one", Measure.CHANGE, Level.AREA, "north").counts == (2, 4, 2)
