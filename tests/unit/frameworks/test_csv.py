"""An edition as CSV: one row a statement, and nothing that a spreadsheet would run."""

import csv
import io

from scrutiny.frameworks.csv_output import edition_csv
from scrutiny.frameworks.keys import free_key
from scrutiny.frameworks.shipped import shipped
from tests.unit.frameworks.making import edition, statement


def test_every_statement_is_a_row_with_its_four_grades() -> None:
    for content in shipped():
        rows = list(csv.DictReader(io.StringIO(edition_csv(content))))
        assert [row["id"] for row in rows] == list(content.placed)
        for row in rows:
            placed = content.placed[row["id"]]
            grades = [row[f"grade_{grade.slug.replace('-', '_')}"] for grade in content.grades]
            assert grades == [placed.statement.grades[grade.slug] for grade in content.grades]
            assert (row["number"], row["statement"]) == (placed.number, placed.statement.text)
            assert row["fingerprint"] == content.fingerprint


def test_a_formula_is_disarmed() -> None:
    evil = '=HYPERLINK("http://bad.example","x")'
    content = edition(statement("a", text=evil, guidance="@SUM(1)", evidence=["-1+1", "fine"]))
    row = next(csv.DictReader(io.StringIO(edition_csv(content))))
    assert row["statement"] == f"'{evil}"
    assert row["guidance"] == "'@SUM(1)"
    assert row["evidence"] == "'-1+1; fine"
    assert (row["area_specific"], row["for_whom"], row["change"]) == ("false", "", "")


def test_ids_are_readable_and_free() -> None:
    assert (
        free_key("Our board receives a report each term, aloud.", set()) == "our-board-receives-a-report-each"
    )
    assert free_key("One", {"one", "one-2"}) == "one-3"
    assert free_key("…", set()) == "statement"
    assert len(free_key("word" * 40, set())) <= 50
