from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarking.reports import describing, words
from benchmarking.reports.outputs.html_output import report_html
from benchmarking.reports.outputs.workbook_output import report_workbook
from benchmarking.reports.pdf import report_pdf
from tests.oracles import pdf_reading
from tests.oracles.workbook_reading import read_workbook
from tests.unit.reports.made import NATION, definition, places, usual_report, value


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(items, said):
    assert words.listed(items) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "the one area"), (2, "both areas"), (10, "all ten areas"), (1200, "all 1,200 areas")],
)
def test_all_of_so_many(count, said):
    assert words.all_of(count, "area") == said


def test_a_value_is_written_with_its_unit_and_its_thousands():
    assert words.decimal(Decimal("1234.50"), definition()) == "1,234.50%"
    assert words.decimal(Decimal("1234.5"), definition("referrals-rate")) == "1,234.5"


def test_nothing_is_ever_blank():
    gone = value(NATION, symbol="z")
    assert words.shown(gone, definition()) == words.interval(gone, definition()) == "[z]"
    assert words.count(gone.numerator, gone) == "[z]"
    assert words.count(0, value(NATION)) == "0"


def test_a_place_says_how_settled_its_value_is():
    first = places().areas[0]
    assert words.named(first, value(first)) == first.name
    assert words.named(first, replace(value(first), status="provisional")) == f"{first.name} (provisional)"
    assert words.named(first, replace(value(first), status="local")) == f"{first.name} (local)"


def test_page_paper_and_workbook_mark_a_value_that_is_not_official():
    made = usual_report()
    section = made.sections[0]
    place, shown = section.newest[0]
    changed = replace(section, values=tuple(
        replace(each, status="provisional") if each is shown else each for each in section.values
    ))  # fmt: skip
    row = describing.newest_row(changed, place, replace(shown, status="provisional"))
    assert row[0] == f"{place.name} (provisional)"
    [topic] = made.topics
    report = replace(made, topics=(replace(topic, sections=(changed, *topic.sections[1:])),))
    marked = f"{place.name} (provisional)"
    assert marked in report_html(report).decode()
    in_pdf = pdf_reading.tables(pdf_reading.read_pdf(report_pdf(report)))
    assert marked in [" ".join(row[0].split()) for rows in in_pdf for row in rows]
    assert any(marked in row for row in read_workbook(report_workbook(report))[topic.name])
