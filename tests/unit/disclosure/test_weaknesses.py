import numpy as np
import pytest

from benchmarking.disclosure import (
    BadTable,
    Disclosive,
    Output,
    Relation,
    Rule,
    Status,
    audit,
    count_bounds,
    protect,
    require_safe,
    together,
    weaknesses,
)
from tests.unit.disclosure.tables import frame, hiding

ROW = frame({"bath": 3, "bristol": 20, "north": 30, "all": 53})
TOTAL = [Relation("all", ("bath", "bristol", "north"), "the pooled total")]


def test_it_says_which_cell_by_whom_from_what_and_what_to_merge():
    (found,) = weaknesses(ROW, TOTAL, hiding(ROW, ["bath"]))
    assert (found.cell, found.who, found.lower, found.upper) == ("bath", "", 3, 3)
    assert found.relations == tuple(TOTAL)
    assert str(found) == (
        "bath could be worked out exactly by any reader, from “the pooled total”. Instead, merge it with bristol."
    )


def test_only_the_relations_that_give_it_away_are_named_and_a_merger_that_is_enough():
    cells = frame({"bath": 3, "bristol": 1, "north": 30, "all": 34, "later": 50, "both": 84})
    two = [
        Relation("all", ("bath", "bristol", "north"), "pooled"),
        Relation("both", ("all", "later"), "years"),
    ]
    statuses = hiding(cells, ["bath"])
    (found,) = weaknesses(cells, two, statuses)
    assert [str(relation) for relation in found.relations] == ["pooled"]
    assert found.merge == ("north",)
    (found,) = weaknesses(cells, two, statuses | {"all": "secondary"})
    assert [str(relation) for relation in found.relations] == ["pooled", "years"]


def test_the_same_relation_under_two_names_is_one():
    twice = [Relation("all", ("north", "bath", "bristol"), "another name"), *TOTAL]
    for relations in (twice, twice[::-1]):
        (found,) = weaknesses(ROW, relations, hiding(ROW, ["bath"]))
        assert [str(relation) for relation in found.relations] == ["the pooled total"]


def test_an_insider_is_named():
    found = weaknesses(ROW, TOTAL, hiding(ROW, ["bath", "bristol"]), insiders={"Bristol": ["bristol"]})
    assert [str(weakness) for weakness in found] == [
        "bath could be worked out exactly by Bristol, which knows its own figures, from “the pooled total”. "
        "Instead, merge it with bristol."
    ]


def test_narrowed_is_said_apart_from_exact_and_no_value_is_printed():
    cells = frame({"bath": 3, "bristol": 0, "all": 3})
    statuses = {"bath": "primary", "bristol": "secondary", "all": "published"}
    found = weaknesses(cells, [Relation("all", ("bath", "bristol"))], statuses, insiders={})
    assert [(w.cell, w.lower, w.upper) for w in found] == [("bath", 0, 3)]
    assert "could be narrowed down by any reader, from “all = bath + bristol”" in str(found[0])
    assert str(found[0]).endswith("Instead, leave out the total, or the row.")


def test_what_is_public_by_itself_has_no_relation_to_blame():
    cells = frame({"bath": 3}).assign(lower=3, upper=3)
    (found,) = weaknesses(cells, [], hiding(cells, ["bath"]))
    assert "from what is public about it already" in str(found)


def test_a_safe_table_passes_and_an_unsafe_one_is_refused_with_the_words():
    statuses = protect(ROW, TOTAL)
    require_safe(ROW, TOTAL, statuses)
    with pytest.raises(Disclosive, match="bath could be worked out exactly by any reader") as refused:
        require_safe(ROW, TOTAL, hiding(ROW, ["bath"]))
    assert [weakness.cell for weakness in refused.value.weaknesses] == ["bath"]


def test_a_cell_the_publisher_hid_is_named_only_where_it_is_exact():
    cells = frame({"a": np.nan, "b": np.nan, "all": 4}).assign(symbol=["c", "c", ""])
    both = [Relation("all", ("a", "b"))]
    assert weaknesses(cells, both, hiding(cells, ["a", "b"]), insiders={}) == ()
    told = cells.assign(lower=[3, 0, 0], upper=[3, 9, 9])
    assert {w.cell for w in weaknesses(told, both, hiding(cells, ["a", "b"]), insiders={})} == {"a", "b"}


def test_the_rule_sets_the_range_that_must_stay_open():
    cells = frame({"bath": 3, "bristol": 2, "all": 5})
    statuses = hiding(cells, ["bath", "bristol"])
    both = [Relation("all", ("bath", "bristol"))]
    assert weaknesses(cells, both, statuses, insiders={}) == ()
    assert weaknesses(cells, both, statuses, insiders={}, rule=Rule("to seven", 1, 7))


def test_a_rate_at_one_decimal_is_a_count():
    """statistics: a rate per 10,000 at one decimal gives the count exactly below 100,000 children."""
    assert count_bounds(10.0, 60_000, multiplier=10_000) == (60, 60)
    lower, upper = count_bounds([2.5, 33.3, np.nan, 5.0], [200_000, 12, 9, np.nan], multiplier=100)
    assert lower.tolist() == [4900, 4, 0, 0]
    assert upper.tolist() == [5100, 4, np.inf, np.inf]
    assert count_bounds(0, 60, decimals=0) == (0, 0)


def test_half_is_a_half_in_decimal():
    """16.3 % of 1,120 may be 16.25 %, which is 182."""
    assert count_bounds(16.3, 1120) == (182, 183)


def test_impossible_rates_are_refused():
    with pytest.raises(ValueError, match="no whole count"):
        count_bounds(50.0, 3)
    with pytest.raises(ValueError, match="below 0"):
        count_bounds(50.0, -3)


def outputs():
    page = Output(ROW, tuple(TOTAL), hiding(ROW, ["bath", "bristol"]))
    other = frame({"bristol": 20, "somerset": 9})
    return page, Output(other, (), hiding(other, []))


def test_several_outputs_are_one_publication():
    page, _ = outputs()
    low, high = audit(page.cells, page.relations, page.statuses).loc[0, ["lower", "upper"]]
    assert low < high
    everything = together(outputs())
    found = audit(everything.cells, everything.relations, everything.statuses).set_index("cell")
    assert found.loc["bath"].tolist() == [3, 3]
    assert everything.statuses["bristol"] is Status.PUBLISHED


def test_primary_outranks_secondary_and_relations_are_not_doubled():
    page, _ = outputs()
    milder = Output(ROW, tuple(TOTAL), page.statuses | {"bath": "secondary"})
    both = together([milder, page])
    assert both.statuses["bath"] is Status.PRIMARY
    assert both.relations == tuple(TOTAL)
    assert both.cells["cell"].tolist() == ROW["cell"].tolist()


def test_outputs_that_disagree_are_refused():
    page, _ = outputs()
    with pytest.raises(BadTable, match="values differ between outputs: bath"):
        together([page, Output(ROW.assign(value=[4, 20, 30, 54]).iloc[:1], (), {"bath": "primary"})])
    with pytest.raises(BadTable, match="no output"):
        together([])
