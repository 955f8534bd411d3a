import csv
import io

from benchmarking.reports.outputs.csv_output import report_csv
from tests.unit.reports.made import NAMES, places, report, usual_report, value

COLUMNS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name,indicator,numerator,denominator,value,lower_95,upper_95,symbol,status,return_id"
)


def rows_of(made):
    return list(csv.DictReader(io.StringIO(report_csv(made).decode())))


def test_the_columns_are_those_promised_in_their_order():
    content = report_csv(usual_report())
    assert content.split(b"\n", 1)[0].decode() == COLUMNS
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.startswith(b"\xef\xbb\xbf")


def test_there_is_one_row_for_each_indicator_year_and_place():
    made = usual_report()
    rows = rows_of(made)
    keys = [
        (
            r["indicator"],
            r["time_period"],
            r["geographic_level"],
            r["la_name"],
            r["region_code"],
            r["country_code"],
        )
        for r in rows
    ]
    assert len(rows) == 2 * 3 * 6
    assert len(set(keys)) == len(keys)


def test_a_value_is_empty_exactly_where_a_symbol_is_given():
    rows = rows_of(usual_report())
    assert all((row["value"] == "") == (row["symbol"] != "") for row in rows)
    assert {row["symbol"] for row in rows} == {"", "c", "x", "low"}
    assert all(row["lower_95"] == row["upper_95"] == "" for row in rows if row["symbol"])


def test_numbers_keep_the_decimals_of_their_definition():
    of = places()
    made = report([value(of.areas[0], "10.0"), value(of.areas[1], "7.50")], of=of)
    assert [row["value"] for row in rows_of(made)[:2]] == ["10.0", "7.50"]


def test_each_level_says_where_it_is():
    rows = {row["geographic_level"]: row for row in rows_of(usual_report())}
    where = ["country_code", "region_code", "old_la_code", "new_la_code", "la_name"]
    assert {level: [row[name] for name in where] for level, row in rows.items()} == {
        "Local authority": ["E92000999", "E12000999", "992", "E0600992", "Cobblewick"],
        "Pooled areas": ["E92000999", "E12000999", "", "", "Threeshires, 3 areas pooled"],
        "Regional": ["E92000999", "E12000999", "", "", ""],
        "National": ["E92000999", "", "", "", ""],
    }


def test_the_same_report_gives_the_same_bytes():
    assert report_csv(usual_report()) == report_csv(usual_report())


def test_a_name_that_looks_like_a_formula_is_taken_as_text():
    of = places(1, names=("=HYPERLINK(1)", *NAMES))
    [row, *_] = rows_of(report([value(of.areas[0])], of=of))
    assert row["la_name"] == "'=HYPERLINK(1)"
