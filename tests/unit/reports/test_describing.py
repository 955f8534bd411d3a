"""The words of tables and annexes: those of the pages, and nothing that is not so."""

import uuid

import pytest

from benchmarking.reports import describing
from benchmarking.reports.outputs.html_output import report_html
from benchmarking.reports.pdf import report_pdf
from benchmarking.reports.presenters import returns_table
from tests.oracles import pdf_reading
from tests.oracles.html_reading import read_page
from tests.unit.reports.made import (
    NATION,
    definition,
    differing,
    places,
    report,
    signed_return,
    standing,
    usual_report,
    value,
)

CAPTION = "Signed returns this report was calculated from"


def test_tables_have_the_columns_of_the_page_where_areas_are_compared():
    rate, share = usual_report().sections
    assert describing.newest_heads(share) == [
        "Area", "Per cent", "95% interval", "Counted", "Out of", "Against Albionia", "Average of neighbours",
        "Place in Albionia",
    ]  # fmt: skip
    assert describing.newest_heads(rate)[-1] == "Against Albionia"
    assert describing.newest_heads(rate)[1] == "Per 10,000 children"


@pytest.mark.parametrize(
    ("kind", "strong", "said"),
    [
        (("lower", "better"), True, "Clearly lower (better)"),
        (("lower", "better"), False, "Lower (better)"),
        (("higher", ""), True, "Clearly higher"),
        (("similar", ""), False, "Similar"),
    ],
)
def test_a_comparison_has_the_words_of_the_compare_page(kind, strong, said):
    of = places()
    made = report([differing(of.areas[0], *kind, strong=strong), value(of.pooled), value(NATION)], of=of)
    rows = {
        row[0]: row
        for row in (describing.newest_row(made.sections[0], p, v) for p, v in made.sections[0].newest)
    }
    assert rows[of.areas[0].name][-1] == said
    assert rows[NATION.name][-1] == rows[of.pooled.name][-1] == "Not compared"


def test_an_area_has_its_neighbours_and_its_place_and_a_symbol_where_it_has_none():
    [_, share] = usual_report().sections
    cells = {place.key: describing.newest_row(share, place, value)[-2:] for place, value in share.newest}
    assert cells["area-0"] == ["9.4%", "1st of 151"]
    assert cells["area-1"] == ["[c]", "[c]"]
    assert cells["area-2"] == ["[x]", "[x]"]
    assert cells["pooled"] == cells[NATION.key] == ["[z]", "[z]"]


def test_what_a_place_counts_from_is_said_by_direction():
    of = places()
    known = [standing(of.areas[0], neighbours_counted=8)]
    [section] = report([value(of.areas[0]), value(NATION)], of=of, standings=known).sections
    assert describing.about_standings(section) == (
        "Place: 1st is the lowest, the best; equal values share the better place. "
        "Neighbours with a published value: Appleford, 8 of 10."
    )
    assert describing.about_standings(usual_report().sections[0]) == ""


def small_numbers(of):
    return dict(describing.definition_rows(of))["Small numbers"]


def test_the_rule_for_small_numbers_names_what_it_spares():
    said = small_numbers(definition())
    assert said.startswith("Counts of 1 to 5 are hidden and become [c], except in figures of status official")
    assert said.endswith("as their publisher printed them, which has hidden small counts already")
    assert small_numbers(definition("rapid-reviews")) == "No rule: nothing is hidden"


def test_it_is_said_who_can_recompute_a_hash():
    page = " ".join(report_html(usual_report()).decode().split())
    assert "The partnership that signed it holds its text and can recompute the SHA-256 from it" in page
    assert "operator checks those of all returns with one command" in page.replace("&#x27;", "'")
    assert "Anyone can" not in page


def test_where_every_return_simply_stands_no_column_says_so():
    made = report([value(places().areas[0])], returns=[signed_return()])
    [heads, row] = read_page(report_html(made)).tables[CAPTION]
    assert "Standing" not in heads
    assert len(heads) == len(row) == 6
    [in_pdf] = [
        rows for rows in pdf_reading.tables(pdf_reading.read_pdf(report_pdf(made))) if rows[0][0] == "Period"
    ]
    assert in_pdf[0] == ["Period", "Signed", "Prepared by", "Approved by", "SHA-256"]


def test_a_return_superseded_since_is_named_on_the_page():
    one, other = signed_return(), signed_return(id=uuid.uuid4(), sha256="ef" * 32)
    made = report([value(places().areas[0])], returns=[one, other])
    table = returns_table(made, None, {other.id: "34" * 32})
    assert [row[-2] for row in table.rows] == ["Stands", f"Superseded by {'34' * 6}"]
