import numpy as np
import pandas as pd
import pytest

from benchmarking.disclosure import DFE, NHS, BadTable, Relation, audit
from tests.unit.disclosure.tables import frame, grid, hiding


def bounds(found):
    return {cell: (low, high) for cell, low, high in found.itertuples(index=False)}


def test_handbook_example_3():
    """SDC Handbook 4.2.2, example 3 (Geurts 1992, table 10): cell (1,1) lies between 3 and 6."""
    cells, relations = grid(
        ["1", "2", "3", "T"], ["1", "2", "T"], [[5, 2, 7], [1, 2, 3], [3, 3, 6], [9, 7, 16]]
    )
    found = bounds(audit(cells, relations, hiding(cells, ["1-1", "1-2", "2-1", "2-2"])))
    assert found == {"1-1": (3, 6), "1-2": (1, 4), "2-1": (0, 3), "2-2": (0, 3)}


def test_a_relation_may_be_a_plain_total_and_its_parts():
    cells = frame({"all": 12, "a": 3, "b": 9})
    statuses = {"all": "published", "a": "primary", "b": "published"}
    said = audit(cells, [("all", ["a", "b"])], statuses)
    assert bounds(said) == bounds(audit(cells, [Relation("all", ("a", "b"))], statuses)) == {"a": (3, 3)}


def test_fischetti_and_salazar_example():
    """Fischetti and Salazar (2000), investment of enterprises: activity II in region C lies between 5 and 30."""
    cells, relations = grid(
        ["I", "II", "III", "T"],
        "ABCT",
        [[20, 50, 10, 80], [8, 19, 22, 49], [17, 32, 12, 61], [45, 101, 44, 190]],
    )
    found = bounds(audit(cells, relations, hiding(cells, ["II-A", "II-C", "III-A", "III-C"])))
    assert found["II-C"] == (5, 30)


def five_by_five():
    rows = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]]
    body = [[*row, sum(row)] for row in rows]
    return grid("wxyzT", "abcdT", [*body, [sum(column) for column in zip(*body, strict=True)]])


@pytest.mark.parametrize(("extra", "expected"), [([], (47, 47)), (["x-d"], (0, 78)), (["x-b"], (0, 141))])
def test_two_hidden_cells_in_every_line_are_not_enough(extra, expected):
    """sdcTable, tests/testthat/test-simpleheuristic.R: w/b is exactly 47 until one more cell is hidden."""
    cells, relations = five_by_five()
    hidden = ["w-a", "w-b", "w-c", "x-a", "x-c", "y-b", "y-d", "z-b", "z-d"]
    assert bounds(audit(cells, relations, hiding(cells, hidden + extra)))["w-b"] == expected


def linked():
    """sdcTable, tests/testthat/test-linked-tables.r: two tables over the same eight regions."""
    parts = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
    groups = {"county-1": "ABIJ", "county-2": "KLMN", "big": "LM", "small": "ABIJKN"}
    cells = parts | {group: sum(parts[p] for p in members) for group, members in groups.items()}
    cells["total"] = 36
    relations = [Relation(group, tuple(members)) for group, members in groups.items()]
    return (
        frame(cells),
        [*relations[:2], Relation("total", ("county-1", "county-2"))],
        [*relations[2:], Relation("total", ("big", "small"))],
    )


def test_linked_tables_are_attacked_together():
    """Each table alone leaves K open; together, small less county-1 is K and N, and N is published."""
    cells, counties, groups = linked()
    statuses = hiding(cells, list("ABKLM"))
    for alone in (counties, groups):
        low, high = bounds(audit(cells, alone, statuses))["K"]
        assert low < high
    assert bounds(audit(cells, counties + groups, statuses))["K"] == (3, 3)
    low, high = bounds(audit(cells, counties + groups, statuses | {"N": "secondary"}))["K"]
    assert low < high


def row(values):
    cells = {f"area-{i}": value for i, value in enumerate(values, 1)}
    return frame(cells | {"all": sum(values)}), [Relation("all", tuple(cells))]


def test_the_pooled_total_less_four_areas_is_the_fifth():
    cells, relations = row([3, 20, 30, 40, 50])
    assert bounds(audit(cells, relations, hiding(cells, ["area-1"]))) == {"area-1": (3, 3)}
    assert bounds(audit(cells, relations, hiding(cells, ["area-1", "all"])))["area-1"] == (0, np.inf)


def test_an_insider_subtracts_itself():
    cells, relations = row([3, 20, 30, 40, 50])
    statuses = hiding(cells, ["area-1", "area-2"])
    assert bounds(audit(cells, relations, statuses))["area-1"] == (0, 23)
    assert bounds(audit(cells, relations, statuses, known=["area-2"])) == {"area-1": (3, 3)}


def test_the_range_of_the_rule_is_knowledge_too():
    cells, relations = row([5, 5, 30])
    statuses = hiding(cells, ["area-1", "area-2"])
    assert bounds(audit(cells, relations, statuses))["area-1"] == (0, 10)
    assert bounds(audit(cells, relations, statuses, rule=DFE))["area-1"] == (5, 5)


def test_rounded_figures_leave_room():
    """NHS: 12 and 42 are read as 10 and 40, that is 8 to 12 and 38 to 42; the pooled 57 as 53 to 57."""
    cells, relations = row([3, 12, 42])
    statuses = hiding(cells, ["area-1"])
    assert bounds(audit(cells, relations, statuses)) == {"area-1": (3, 3)}
    assert bounds(audit(cells, relations, statuses, rule=NHS)) == {"area-1": (1, 7)}
    assert bounds(audit(cells.assign(symbol="c"), relations, statuses, rule=NHS)) == {"area-1": (0, 11)}


def test_north_somerset_2024():
    """Initial conferences in 2024: total 200, bands c, 188, c and 8. Two hidden bands make 4."""
    cells = frame({"total": 200, "band-1": 3, "band-2": 188, "band-3": 1, "band-4": 8})
    relations = [Relation("total", tuple(f"band-{i}" for i in (1, 2, 3, 4)))]
    statuses = hiding(cells, ["band-1", "band-3"])
    assert bounds(audit(cells, relations, statuses)) == {"band-1": (0, 4), "band-3": (0, 4)}
    told = cells.assign(lower=[0, 3, 0, 0, 0], upper=[np.inf, 3, np.inf, np.inf, np.inf])
    assert bounds(audit(told, relations, statuses)) == {"band-1": (3, 3), "band-3": (1, 1)}


def test_rolling_years_differ_by_two_quarters():
    """The year to June less the year to March is one quarter less another; an x cell states it."""
    cells = frame(
        {"year-to-march": 40, "year-to-june": 41, "old-quarter": 9, "new-quarter": 10, "both": np.nan}
    )
    relations = [
        Relation("both", ("year-to-march", "new-quarter")),
        Relation("both", ("year-to-june", "old-quarter")),
    ]
    found = bounds(audit(cells, relations, hiding(cells, ["new-quarter"])))
    assert found == {"new-quarter": (10, 10)}


def test_whole_numbers_tell_more_than_the_line_through_them():
    """a + b and b + c are 3, so a is c; their sum is known to be 2 or 3. A line allows a = 1.5, children do not."""
    cells = frame({"a": 1, "b": 2, "c": 1, "ab": 3, "bc": 3, "ac": 2})
    pairs = [Relation("ab", ("a", "b")), Relation("bc", ("b", "c")), Relation("ac", ("a", "c"))]
    bounded = cells.assign(lower=[0, 0, 0, 0, 0, 2], upper=[9, 9, 9, 9, 9, 3])
    assert bounds(audit(bounded, pairs, hiding(cells, ["a", "b", "c", "ac"])))["a"] == (1, 1)


def test_the_order_of_the_frame_is_kept_and_known_cells_are_left_out():
    cells, relations = row([3, 2, 30])
    shuffled = cells.iloc[[2, 1, 0, 3]]
    found = audit(shuffled, relations, hiding(cells, ["area-1", "area-2", "all"]), known=["area-2"])
    assert found.columns.tolist() == ["cell", "lower", "upper"]
    assert found["cell"].tolist() == ["area-1", "all"]


def test_nothing_hidden_is_an_empty_answer():
    cells, relations = row([3, 2, 30])
    assert audit(cells, relations, hiding(cells, [])).empty


BAD = {
    "no column": (lambda c: c.drop(columns="value"), {}, "no column value"),
    "nameless": (lambda c: c.assign(cell=["area-1", None, "area-3", "all"]), {}, "name is a text"),
    "twice": (lambda c: pd.concat([c, c.iloc[:1]]), {}, "more than once: area-1"),
    "negative": (lambda c: c.assign(value=[-3, 26, 30, 53]), {}, "below zero: area-1"),
    "fraction": (lambda c: c.assign(value=[2.5, 20.5, 30, 53]), {}, "not whole numbers: area-1, area-2"),
    "sum": (lambda c: c.assign(value=[3, 20, 30, 54]), {}, "not the sum of its parts: the row"),
    "bounds": (lambda c: c.assign(upper=[2, 99, 99, 99]), {}, "outside their public bounds: area-1"),
    "crossed": (lambda c: c.assign(value=np.nan, lower=5, upper=4), {}, "contradict each other"),
    "weight": (lambda c: c.assign(weight=[1, 1, -1, 1]), {}, "weights below zero or without end: area-3"),
    "word": (lambda c: c.assign(value=["three", 20, 30, 53]), {}, "no number"),
    "status missing": (lambda c: c, {"all": None}, "no status: all"),
    "status unknown": (lambda c: c, {"all": "secret"}, "a status is published"),
    "stranger": (lambda c: c, {"area-9": "published"}, "no such cell: area-9"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_tables_are_refused(case):
    change, statuses, message = BAD[case]
    cells, relations = row([3, 20, 30])
    relations = [Relation("all", relations[0].parts, "the row")]
    given = {c: s for c, s in (hiding(cells, ["area-1"]) | statuses).items() if s}
    with pytest.raises(BadTable, match=message):
        audit(change(cells), relations, given)


def test_bad_relations_and_strangers_are_refused():
    cells, relations = row([3, 20, 30])
    statuses = hiding(cells, ["area-1"])
    for total, parts in (("all", ()), ("all", ("area-1", "area-1")), ("all", ("all", "area-1"))):
        with pytest.raises(BadTable, match="a total needs parts"):
            Relation(total, parts)
    with pytest.raises(BadTable, match="area-7, which is no cell"):
        audit(cells, [Relation("all", ("area-1", "area-7"))], statuses)
    with pytest.raises(BadTable, match="no such cell: area-8"):
        audit(cells, relations, statuses, known=["area-8"])


@pytest.mark.parametrize(("lower", "upper"), [(0, 5), (5, 5)])
def test_published_figures_that_contradict_each_other(lower, upper):
    """Hidden values may be missing to the attacker; 30 less 20 is still more than 5."""
    cells = frame({"a": np.nan, "b": 20, "all": 30}).assign(lower=[lower, 0, 0], upper=[upper, 99, 99])
    with pytest.raises(BadTable, match="contradict each other"):
        audit(cells, [Relation("all", ("a", "b"))], hiding(cells, ["a", "all"]) | {"all": "published"})
