"""Page, PDF and CSV say the same, cell by cell. Each is read by an independent reader."""

import csv
import io
from decimal import Decimal

import pytest

from benchmarking.reports.outputs.csv_output import report_csv
from benchmarking.reports.outputs.html_output import report_html
from benchmarking.reports.pdf import report_pdf
from kernel.symbols import Symbol
from tests.oracles import pdf_reading
from tests.oracles.html_reading import read_page
from tests.unit.reports.made import long_report, usual_report


@pytest.fixture(scope="module")
def made():
    return usual_report()


@pytest.fixture(scope="module")
def csv_rows(made):
    return list(csv.DictReader(io.StringIO(report_csv(made).decode())))


@pytest.fixture(scope="module")
def page(made):
    return read_page(report_html(made))


@pytest.fixture(scope="module")
def pdf(made):
    return pdf_reading.read_pdf(report_pdf(made))


def expected_rows(csv_rows, slug, year):
    """What a table has to say, from the CSV's text alone."""
    per_cent = "%" if slug == "re-referrals" else ""
    for row in csv_rows:
        if (row["indicator"], row["time_period"]) != (slug, str(year)):
            continue
        gone = f"[{row['symbol']}]"
        name = row["la_name"] or (
            row["region_name"] if row["geographic_level"] == "Regional" else row["country_name"]
        )
        yield [
            name,
            row["value"] + per_cent if row["value"] else gone,
            f"{row['lower_95']}{per_cent} to {row['upper_95']}{per_cent}" if row["lower_95"] else gone,
            f"{int(row['numerator']):,}" if row["numerator"] else gone,
            f"{int(row['denominator']):,}" if row["denominator"] else gone,
        ]


@pytest.mark.parametrize("slug", ["referrals-rate", "re-referrals"])
def test_the_newest_year_is_the_same_in_all_three(made, csv_rows, page, pdf, slug):
    [section] = [each for each in made.sections if each.definition.slug == slug]
    expected = list(expected_rows(csv_rows, slug, 2025))
    assert len(expected) == 6
    [on_page] = [rows for caption, rows in page.tables.items()
                 if caption.startswith(f"{section.definition.short_name},") and "2025" in caption]  # fmt: skip
    assert [_without_meanings(row[:5]) for row in on_page[1:]] == expected
    of_pdf = [rows for rows in pdf_reading.tables(pdf) if rows[0][2:3] == ["95% interval"]]
    in_pdf = of_pdf[made.sections.index(section)]
    assert [row[:5] for row in in_pdf[1:]] == expected
    assert [_without_meanings(row) for row in on_page] == in_pdf


BESIDE = {
    "change and trend": "By a test",
    "limits for the size of each area": "95% limits",
    "every indicator": "Last five years",
}
"""Tables beside the other charts: what their captions say on the page, and a column that only they have."""


@pytest.mark.parametrize("build", [usual_report, long_report])
@pytest.mark.parametrize("caption", BESIDE)
def test_the_tables_beside_the_other_charts_are_the_same_on_page_and_paper(build, caption):
    made = build()
    on_page = [rows for said, rows in read_page(report_html(made)).tables.items() if caption in said]
    in_pdf = [
        rows
        for rows in pdf_reading.tables(pdf_reading.read_pdf(report_pdf(made)))
        if BESIDE[caption] in rows[0] and (("Indicator" in rows[0]) == (caption == "every indicator"))
    ]
    assert len(on_page) == (3 if caption == "every indicator" else len(made.sections))
    assert [[_without_meanings(row) for row in rows] for rows in on_page] == in_pdf


@pytest.mark.parametrize("slug", ["referrals-rate", "re-referrals"])
def test_change_is_what_the_csv_gives_by_subtraction(made, csv_rows, page, slug):
    [section] = [each for each in made.sections if each.definition.slug == slug]
    [moved] = [rows for said, rows in page.tables.items()
               if said.startswith(f"{section.definition.short_name}, change")]  # fmt: skip
    newest, before = (
        {row[0]: row[1] for row in expected_rows(csv_rows, slug, year)} for year in (2025, 2024)
    )
    for row in moved[1:]:
        cells = _without_meanings(row)
        assert cells[1:3] == [before[cells[0]], newest[cells[0]]]
        gone = next((text for text in (before[cells[0]], newest[cells[0]]) if text.startswith("[")), None)
        if gone:
            assert cells[3] == gone
        else:
            change = Decimal(newest[cells[0]].rstrip("%")) - Decimal(before[cells[0]].rstrip("%"))
            assert Decimal(cells[3].replace("\N{MINUS SIGN}", "-")) == change
    assert [row[0] for row in moved[1:]] == [place.name for place in [*made.places.areas, made.places.pooled]]


@pytest.mark.parametrize("slug", ["referrals-rate", "re-referrals"])
def test_the_history_on_the_page_is_that_of_the_csv(made, csv_rows, page, slug):
    [section] = [each for each in made.sections if each.definition.slug == slug]
    [history] = [rows for caption, rows in page.tables.items()
                 if caption.startswith(f"{section.definition.short_name}, all years")]  # fmt: skip
    for row in history[1:]:
        expected = [cells[1] for cells in expected_rows(csv_rows, slug, row[0])]
        assert _without_meanings(row[1:]) == expected
    assert [row[0] for row in history[1:]] == ["2025", "2024", "2023"]


def test_the_summary_is_the_same_on_page_and_paper(made, pdf):
    said = [text for passage in made.summary for text in passage.texts]
    bullets = [node.text.removeprefix("•").strip() for node in pdf.all("LBody")]
    assert bullets[: len(said)] == said
    as_page = " ".join(_text_of(report_html(made)).split())
    assert all(text in as_page for text in said)


def test_a_symbol_is_never_a_blank_or_a_nought(made, page, pdf):
    for caption, rows in page.tables.items():
        for row in rows[1:]:
            assert all(row), caption
    for rows in pdf_reading.tables(pdf):
        assert all(cell for row in rows for cell in row)


def test_every_return_is_in_both_annexes(made, page, pdf):
    on_page = page.tables["Signed returns this report was calculated from"][1:]
    assert [row[-1] for row in on_page] == [each.sha256 for each in made.returns]
    [in_pdf] = [rows for rows in pdf_reading.tables(pdf) if rows[0][0] == "Period"]
    assert ["".join(row[-1].split()) for row in in_pdf[1:]] == [each.sha256 for each in made.returns]
    standing = f"Stands; supersedes {'12' * 6}"  # why is told to those who may read the return
    assert on_page[1][-2] == standing
    assert "".join(in_pdf[2][-2].split()) == "".join(standing.split())


def _without_meanings(cells):
    """On the page a symbol is followed by its meaning, for those who hear it."""
    for symbol in Symbol:
        cells = [f"[{symbol}]" if cell.startswith(f"[{symbol}]") else cell for cell in cells]
    return cells


def _text_of(content):
    import html
    import re

    return html.unescape(re.sub(r"<[^>]+>", "", content.decode()))
