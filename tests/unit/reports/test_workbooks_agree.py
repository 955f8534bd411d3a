"""Whatever the report: every cell of workbook and OpenDocument spreadsheet is that of CSV, page and PDF."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from benchmarking.reports.outputs.csv_output import report_csv
from benchmarking.reports.outputs.html_output import report_html
from benchmarking.reports.outputs.ods_output import report_ods
from benchmarking.reports.outputs.workbook_output import report_workbook
from benchmarking.reports.pdf import report_pdf
from kernel.symbols import Symbol
from tests.oracles import pdf_reading
from tests.oracles.html_reading import read_page
from tests.oracles.workbook_reading import read_workbook, table_of
from tests.unit.reports.made import usual_report
from tests.unit.reports.reports_made_up import reports

NUMBERS = ("numerator", "denominator", "value", "lower_95", "upper_95")
FEW = settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@pytest.mark.parametrize("write", [report_workbook, report_ods])
@given(made=reports())
@FEW
def test_every_figure_is_that_of_the_csv(write, made):
    assert_figures_agree(made, write(made))


@pytest.mark.parametrize("write", [report_workbook, report_ods])
def test_a_figure_that_differs_is_found(write):
    made = usual_report()
    other = usual_report()
    object.__setattr__(other.sections[0].values[7], "value", Decimal("10.4"))
    with pytest.raises(AssertionError):
        assert_figures_agree(other, write(made))


def assert_figures_agree(made, content):
    rows = list(csv.DictReader(io.StringIO(report_csv(made).decode())))
    heads, *cells = table_of(read_workbook(content)["All figures"])
    assert heads == [name for name in rows[0] if name != "symbol"]
    assert cells == [[_expected(row, name) for name in heads] for row in rows]


def _expected(row, name):
    """What the workbook has to say where the CSV says this."""
    if row[name] == "":
        return f"[{row['symbol'] or 'z'}]" if name in NUMBERS else "[z]"
    return float(row[name]) if name in NUMBERS else row[name]


@given(made=reports())
@settings(FEW, phases=[Phase.generate])  # making a report smaller draws a PDF each time
def test_the_newest_year_is_the_same_on_page_on_paper_and_in_both_workbooks(made):
    page, pdf = read_page(report_html(made)), pdf_reading.read_pdf(report_pdf(made))
    on_paper = [
        rows for rows in pdf_reading.tables(pdf) if rows[0][0] == "Area" and "95% interval" in rows[0]
    ]
    workbook, ods = read_workbook(report_workbook(made)), read_workbook(report_ods(made))
    assert workbook == ods
    for section, in_pdf in zip(made.sections, on_paper, strict=True):
        definition = section.definition
        [shown] = [
            rows for caption, rows in page.tables.items()
            if caption.startswith(f"{definition.short_name},") and "95% interval" in rows[0]
        ]  # fmt: skip
        per_cent = "%" if definition.unit == "%" else ""
        kept = [
            dict(zip(workbook[definition.topic][_head(workbook[definition.topic])], row, strict=True))
            for row in table_of(workbook[definition.topic])[1:]
            if row[0] == definition.name
        ]
        expected = [_in_words(row, per_cent, definition) for row in kept]
        assert [[row[0], *_without_meanings(row[1:])] for row in shown[1:]] == expected
        assert [[" ".join(cell.split()) for cell in row] for row in in_pdf[1:]] == expected


def _head(rows):
    return next(position for position, row in enumerate(rows) if len(row) > 1)


def _in_words(row, per_cent, definition):
    """The row of the workbook as page and PDF say it."""

    def said(cell, places):
        return (
            cell if isinstance(cell, str) else f"{cell:,.{places}f}{per_cent if places is not None else ''}"
        )

    def counted(cell):
        return cell if isinstance(cell, str) else f"{cell:,}"

    low, high = (row[f"{end} 95% limit"] for end in ("Lower", "Upper"))
    interval = (
        low
        if isinstance(low, str)
        else f"{said(low, definition.decimals)} to {said(high, definition.decimals)}"
    )
    name = row["Area"].removeprefix("'") if row["Area"][:2] in ("'=", "'-") else row["Area"]
    return [
        name,
        said(row["Value"], definition.decimals),
        interval,
        counted(row["Counted"]),
        *([] if definition.denominator is None else [counted(row["Out of"])]),
        row["Against Albionia"],
    ]


def _without_meanings(cells):
    for symbol in Symbol:
        cells = [f"[{symbol}]" if cell.startswith(f"[{symbol}]") else cell for cell in cells]
    return cells
