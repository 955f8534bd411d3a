"""The files of a report, and what each is called and sent as."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarking.reports.csv_output import report_csv
from benchmarking.reports.html_output import report_html
from benchmarking.reports.pdf import report_pdf
from benchmarking.reports.report import Report


@dataclass(frozen=True)
class Output:
    ending: str
    title: str
    content_type: str
    build: Callable[[Report], bytes]

    def file_name(self, report: Report) -> str:
        return f"{report.stem}.{self.ending}"


OUTPUTS = (
    Output("pdf", "PDF, to print or send", "application/pdf", report_pdf),
    Output("csv", "CSV, every figure of every year", "text/csv; charset=utf-8", report_csv),
    Output("html", "Web page, one file that opens anywhere", "text/html; charset=utf-8", report_html),
)


def output_of(ending: str) -> Output | None:
    return next((output for output in OUTPUTS if output.ending == ending), None)
