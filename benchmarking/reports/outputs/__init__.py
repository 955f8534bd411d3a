"""The files of a report, and what each is called and sent as."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarking.reports.outputs.csv_output import report_csv
from benchmarking.reports.outputs.html_output import report_html
from benchmarking.reports.outputs.metadata_output import metadata_csv
from benchmarking.reports.outputs.ods_output import report_ods
from benchmarking.reports.outputs.workbook_output import report_workbook
from benchmarking.reports.pdf import report_pdf
from benchmarking.reports.report import Basis, Report


@dataclass(frozen=True)
class Output:
    ending: str
    title: str
    content_type: str
    build: Callable[[Report], bytes]

    def file_name(self, basis: Basis) -> str:
        return f"{basis.stem}.{self.ending}"


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OUTPUTS = (
    Output("pdf", "PDF, to print or send", "application/pdf", report_pdf),
    Output("csv", "CSV, every figure of every year", "text/csv; charset=utf-8", report_csv),
    Output("meta.csv", "CSV, what the columns of the other mean", "text/csv; charset=utf-8", metadata_csv),
    Output("xlsx", "Excel workbook, a table a sheet", XLSX, report_workbook),
    Output("ods", "OpenDocument spreadsheet, the same sheets", ODS, report_ods),
    Output("html", "Web page in one file, to keep", "text/html; charset=utf-8", report_html),
)
