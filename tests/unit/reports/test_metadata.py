"""CSV and metadata against the rules that the Department for Education publishes for its own files."""

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarking.reports.outputs.csv_output import report_csv
from benchmarking.reports.outputs.metadata_output import metadata_csv
from tests.oracles.dfe_screening import faults, read
from tests.unit.reports.made import usual_report
from tests.unit.reports.reports_made_up import reports

NAMES = ("benchmark-2025.csv", "benchmark-2025.meta.csv")
OURS = {"symbol is not in the metadata", "status is not in the metadata", "return_id is not in the metadata",
        "geographic level Pooled areas"}  # fmt: skip
"""What the service's files have beyond the Department's: the pooled areas, and three columns of its own."""
BLANKS = {f"{name}: blank" for name in ("numerator", "denominator", "value", "lower_95", "upper_95")}


def test_the_file_breaks_no_rule_but_those_it_means_to():
    made = usual_report()
    found = set(faults(NAMES, read(report_csv(made)), read(metadata_csv(made))))
    assert found == OURS | BLANKS


def test_a_cell_is_blank_only_where_a_symbol_says_why_or_nothing_applies():
    for row in read(report_csv(usual_report())):
        assert bool(row["value"]) != bool(row["symbol"])
        assert (
            bool(row["lower_95"])
            == bool(row["upper_95"])
            == (bool(row["value"]) and bool(row["denominator"]))
        )


@given(made=reports())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_with_symbols_in_the_cells_and_without_the_pooled_areas_no_rule_is_broken(made):
    assert faults(NAMES, as_the_department_would(read(report_csv(made))), read(metadata_csv(made))) == []


def as_the_department_would(rows):
    """The symbol stands in the cells that have no number, and our own level and columns are left out."""
    measures = ("numerator", "denominator", "value", "lower_95", "upper_95")
    kept = [row for row in rows if row["geographic_level"] != "Pooled areas"]
    filled = [row | {name: row[name] or row["symbol"] or "z" for name in measures} for row in kept]
    return [{k: v for k, v in row.items() if k not in ("symbol", "status", "return_id")} for row in filled]


def test_the_columns_are_described():
    rows = {row["col_name"]: row for row in read(metadata_csv(usual_report()))}
    assert list(rows) == ["indicator", "numerator", "denominator", "value", "lower_95", "upper_95"]
    assert rows["value"]["indicator_dp"] == "1"
    assert rows["value"]["indicator_unit"] == ""  # rates and percentages share the column
    assert (
        "re-referrals: Referrals within 12 months of an earlier referral, %"
        in rows["indicator"]["filter_hint"]
    )


@pytest.mark.parametrize(
    ("where", "column", "cell", "fault"),
    [
        ("data", "time_period", "202425", "time period 202425 Reporting year"),
        ("data", "time_identifier", "Calendar year", "more than one kind of period"),
        ("data", "geographic_level", "Ward", "geographic level Ward"),
        ("data", "la_name", "", "Local authority: la_name is missing"),
        ("data", "value", "..", "the cell .."),
        ("data", "value", "", "value: blank"),
        ("data", "numerator", "NA", "the cell NA"),
        ("data", "indicator", "", "filter indicator has a blank"),
        ("meta", "col_type", "Measure", "col_type Measure"),
        ("meta", "label", "Counted", "a label or column name is missing or given twice"),
        ("meta", "col_name", "Indicator Name", "Indicator Name is not in the data"),
        ("meta", "indicator_dp", "1.5", "indicator: indicator_dp belongs to indicators"),
    ],
)
def test_each_rule_finds_what_breaks_it(where, column, cell, fault):
    made = usual_report()
    data, meta = as_the_department_would(read(report_csv(made))), read(metadata_csv(made))
    (data if where == "data" else meta)[0][column] = cell
    assert fault in faults(NAMES, data, meta)


def test_a_row_given_twice_and_names_that_do_not_match_are_found():
    made = usual_report()
    data, meta = as_the_department_would(read(report_csv(made))), read(metadata_csv(made))
    assert faults(NAMES, [*data, data[0]], meta) == ["rows are given twice"]
    assert faults((NAMES[0], "meta.csv"), data, meta) == ["the names do not match"]
