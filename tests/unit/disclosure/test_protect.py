import numpy as np
import pytest

from benchmarking.disclosure import (
    DFE,
    NHS,
    BadTable,
    Relation,
    Rule,
    Status,
    Unprotectable,
    audit,
    cost,
    protect,
    weaknesses,
)
from tests.unit.disclosure.tables import AREAS, frame, grid, hiding, with_margins


def row(*values, **columns):
    cells = dict(zip(AREAS, values, strict=False))
    return frame(cells | {"all": sum(values)}).assign(**columns), [Relation("all", tuple(cells))]


def hidden(statuses, kind=None):
    return {
        cell for cell, status in statuses.items() if status != Status.PUBLISHED and kind in (None, status)
    }


def test_nothing_small_hides_nothing():
    cells, relations = row(20, 30, 40)
    assert set(protect(cells, relations).values()) == {"published"}


def test_zero_is_shown_and_one_to_five_is_not():
    cells, _ = row(0, 1, 5, 6)
    assert protect(cells, [], insiders={}) == {
        "bath": "published", "bristol": "primary", "north": "primary", "south": "published", "all": "published"
    }  # fmt: skip


def test_a_lone_small_cell_takes_the_cheapest_other_against_outsiders():
    cells, relations = row(3, 20, 30, 40, 50)
    assert hidden(protect(cells, relations, insiders={}), "secondary") == {"bristol"}


def test_against_insiders_it_takes_two():
    """Bristol would subtract itself from what it and Bath make together."""
    cells, relations = row(3, 20, 30, 40, 50)
    assert hidden(protect(cells, relations), "secondary") == {"bristol", "north"}


def test_the_weight_decides():
    cells, relations = row(3, 20, 30, 40, 50, weight=[1, 9, 9, 9, 9, 1])
    statuses = protect(cells, relations)
    assert hidden(statuses, "secondary") == {"all"}
    assert cost(cells, statuses) == 1


def test_a_weight_of_nothing_hides_nothing_for_nothing():
    cells, relations = row(20, 30, 40, weight=0)
    assert set(protect(cells, relations).values()) == {"published"}
    cells, relations = row(3, 30, 40, weight=0)
    assert len(hidden(protect(cells, relations))) == 2


def test_two_small_cells_do_not_hide_each_other_when_told_apart():
    """3 and 4 make 7: one who knows that both are at most 5 knows that the first is at least 2."""
    cells, relations = row(3, 4, 30, 40)
    statuses = protect(cells, relations, insiders={})
    assert hidden(statuses, "secondary")
    found = audit(cells, relations, statuses, rule=DFE).set_index("cell")
    assert found.loc[["bath", "bristol"], "lower"].tolist() == [1, 1]
    assert found.loc[["bath", "bristol"], "upper"].tolist() == [5, 5]


def test_where_all_is_small_what_is_told_apart_cannot_be_hidden_but_one_symbol_hides_it():
    """Five ones make a total of 5: all six are primary, and only who is told so can work them out."""
    cells, relations = row(1, 1, 1, 1, 1)
    statuses = protect(cells, relations)
    assert set(statuses.values()) == {"primary"}
    assert (audit(cells, relations, statuses)["upper"] == np.inf).all()


def test_one_who_is_not_told_may_know_more_than_the_range_allows():
    """a and b are 1 and make 2; who is told that all three are small never gives a more than 4 (b is public as 1
    or more). Hiding x leaves them at most 5, enough for that reader; not for one who must allow a = 5.
    """
    cells = frame({"a": 1, "b": 1, "two": 2, "x": 23, "all": 25}).assign(lower=[0, 1, 0, 20, 0])
    relations = [Relation("two", ("a", "b")), Relation("all", ("two", "x"))]
    assert hidden(protect(cells, relations, insiders={}), "secondary") == {"all"}
    loose = cells.assign(lower=[0, 0, 0, 20, 0])
    assert hidden(protect(loose, relations, insiders={}), "secondary") == {"x"}


def test_the_owner_column_says_who_knows_what():
    cells, relations = with_margins([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    statuses = protect(cells, relations)
    for area in AREAS[:3]:
        own = cells.loc[cells["owner"] == area, "cell"]
        assert not weaknesses(cells, relations, statuses, insiders={area: own})
    assert cost(cells, statuses) > cost(cells, protect(cells, relations, insiders={}))


def test_an_owner_of_two_cells_subtracts_both():
    cells = frame({"bath": 3, "bristol-1": 20, "bristol-2": 21, "north": 60, "all": 104})
    relations = [Relation("all", ("bath", "bristol-1", "bristol-2", "north"))]
    assert hidden(protect(cells, relations), "secondary") == {"bristol-1", "bristol-2"}
    owned = cells.assign(owner=["Bath", "Bristol", "Bristol", "North", None])
    assert hidden(protect(owned, relations), "secondary") == {"bristol-1", "north"}


def test_what_only_whole_numbers_give_away_is_protected_too():
    """x and y are equal, so p is even, and it is at least 9: a is not 2, though a line through it allows that."""
    values = {"a": 1, "p": 10, "P": 11, "x": 5, "y": 5, "w": 30, "W": 35, "V": 35}
    relations = [
        Relation("P", ("a", "p")),
        Relation("p", ("x", "y")),
        Relation("W", ("x", "w")),
        Relation("V", ("y", "w")),
    ]
    cells = frame(values).assign(lower=[0, 9, 0, 0, 0, 0, 0, 0])
    statuses = protect(cells, relations, rule=Rule("pairs", 1, 2), insiders={}, already=["p", "x", "y", "w"])
    assert hidden(statuses) == {"a", "p", "x", "y", "w", "P"}


def test_the_table_of_sdctable_is_made_safe():
    """Four rows by four columns (sdcTable, test-simpleheuristic.R), eight cells hidden before; x/c (5) is small."""
    rows = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]]
    body = [[*line, sum(line)] for line in rows]
    cells, relations = grid("wxyzT", "abcdT", [*body, [sum(column) for column in zip(*body, strict=True)]])
    already = ["w-a", "w-b", "w-c", "x-a", "y-b", "y-d", "z-b", "z-d"]
    statuses = protect(cells.assign(weight=cells["value"]), relations, already=already, insiders={})
    assert hidden(statuses, "primary") == {"x-c"}
    found = audit(cells, relations, statuses).set_index("cell")
    assert found.loc["x-c", "lower"] <= 1
    assert found.loc["x-c", "upper"] >= 5


def test_rounding_to_five_is_protection_of_its_own():
    cells, relations = row(3, 12, 42)
    assert hidden(protect(cells, relations, rule=NHS), "secondary") == set()
    assert hidden(protect(cells, relations, rule=Rule("unrounded", 1, 7)), "secondary")


def test_threshold_and_rule():
    cells, _ = row(6, 7, 8, 9, 10)
    assert hidden(protect(cells, [], threshold=7)) == {"bath", "bristol"}
    assert hidden(protect(cells, [], rule=NHS)) == {"bath", "bristol"}
    for wrong in (dict(smallest=0), dict(smallest=5, largest=5), dict(base=0), dict(base=10)):
        with pytest.raises(ValueError, match=r"the rule reads|odd number"):
            Rule("wrong", **wrong)


def test_what_a_rounded_figure_may_have_been():
    lower, upper = NHS.shown(np.array([0.0, 1, 7, 8, 12, 13, 57, np.nan]))
    assert lower.tolist()[:-1] == [0, 1, 1, 8, 8, 13, 53]
    assert upper.tolist()[:-1] == [0, 7, 7, 12, 12, 17, 57]
    assert DFE.shown(np.array([7.0]))[0].tolist() == [7]
    assert Rule("to eight", 1, 8, base=5).shown(np.array([9.0]))[0].tolist() == [9]


def test_the_order_of_the_input_does_not_matter():
    cells, relations = with_margins([[3, 20, 30], [20, 4, 60], [20, 30, 2], [9, 9, 9]])
    first = protect(cells, relations)
    turned = [Relation(r.total, r.parts[::-1]) for r in relations[::-1]]
    again = protect(cells.sample(frac=1, random_state=7), turned)
    assert again == first
    assert protect(cells, relations) == first
    assert list(first) == cells["cell"].tolist()


def test_once_hidden_always_hidden():
    cells, relations = row(3, 20, 30, 40, 50)
    first = protect(cells, relations)
    grown, _ = row(12, 20, 30, 40, 50)
    later = protect(grown, relations, already=first)
    assert hidden(later) == hidden(first)
    assert hidden(later, "primary") == set()
    assert hidden(protect(grown, relations, already=["south"])) == {"south"}


def test_issues_that_follow_each_other_stay_stable_and_safe():
    """A year is added each time; what was hidden stays so, and what was published cannot be called back."""
    rng = np.random.default_rng(11)
    statuses, values, relations = {}, {}, []
    for year in range(4):
        fresh = {f"{area}-{year}": int(rng.integers(0, 25)) for area in AREAS}
        values |= fresh | {f"all-{year}": sum(fresh.values())}
        relations.append(Relation(f"all-{year}", tuple(fresh)))
        cells = frame(values)
        released = [cell for cell, status in statuses.items() if status == "published"]
        later = protect(cells, relations, already=statuses, released=released)
        assert statuses.items() <= later.items()
        assert not weaknesses(cells, relations, later)
        statuses = later


def test_what_is_out_already_is_not_hidden_again():
    cells, relations = row(3, 20, 30, 40, 50)
    statuses = protect(cells, relations, released=["bristol"])
    assert hidden(statuses, "secondary") == {"north", "south"}
    with pytest.raises(Unprotectable) as refused:
        protect(cells, relations, released=["bristol", "north", "south", "somerset", "all"])
    assert refused.value.cells == ("bath",)
    with pytest.raises(Unprotectable, match="Cannot be protected, even with everything else hidden: bath"):
        protect(cells, relations, released=["bath"])
    with pytest.raises(Unprotectable, match="north"):
        protect(cells.assign(symbol=["", "", "c", "", "", ""]), relations, released=["north"])


def test_what_a_rate_elsewhere_gives_away_cannot_be_protected():
    cells, relations = row(3, 20, 30, lower=[3, 0, 0, 0], upper=[3, 99, 99, 99])
    with pytest.raises(Unprotectable, match="bath"):
        protect(cells, relations)


def test_a_cell_its_publisher_hid_is_hidden_without_knowing_it():
    cells, relations = row(3, 20, 30, 40)
    cells["value"] = [np.nan, 20, 30, 40, 93]
    statuses = protect(cells.assign(symbol=["c", "", "", "", ""]), relations)
    assert statuses["bath"] == "primary"
    assert len(hidden(statuses, "secondary")) == 2


def test_a_missing_figure_is_not_hidden_and_keeps_its_total_from_telling():
    cells, relations = row(3, 20, 30)
    cells["value"] = [3, np.nan, 30, np.nan]
    statuses = protect(cells.assign(symbol=["", "x", "", "x"]), relations)
    assert hidden(statuses) == {"bath"}


def test_overlapping_relations_are_protected_together():
    """Area by year, part of whole and pooled totals at once."""
    values, relations, owner = {}, [], {}
    for area, (part, whole) in zip(AREAS, [(3, 40), (30, 60), (25, 70), (40, 90), (8, 44)], strict=True):
        values |= {f"{area}-part": part, f"{area}-rest": whole - part, f"{area}-whole": whole}
        relations.append(Relation(f"{area}-whole", (f"{area}-part", f"{area}-rest")))
        owner |= {f"{area}-{kind}": area for kind in ("part", "rest", "whole")}
    for kind in ("part", "rest", "whole"):
        values[f"all-{kind}"] = sum(values[f"{area}-{kind}"] for area in AREAS)
        relations.append(Relation(f"all-{kind}", tuple(f"{area}-{kind}" for area in AREAS)))
    relations.append(Relation("all-whole", ("all-part", "all-rest")))
    cells = frame(values)
    cells["owner"] = cells["cell"].map(owner)
    statuses = protect(cells, relations)
    assert not weaknesses(cells, relations, statuses)
    assert weaknesses(cells, relations, hiding(cells, ["bath-part"]))


def test_a_bad_table_is_refused_before_anything_else():
    cells, relations = row(3, 20, 30)
    with pytest.raises(BadTable, match="no such cell: nowhere"):
        protect(cells, relations, already=["nowhere"])
    with pytest.raises(BadTable, match="not the sum"):
        protect(cells.assign(value=[3, 20, 30, 99]), relations)
