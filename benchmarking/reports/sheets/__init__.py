"""The report as the sheets of a workbook. Both workbooks, Excel's and OpenDocument's, are drawn from this one value."""

from benchmarking.reports.sheets.book import report_book
from benchmarking.reports.sheets.sheet import INSTRUCTION, Book, Cell, Sheet, decimals, lines_in

__all__ = ["INSTRUCTION", "Book", "Cell", "Sheet", "decimals", "lines_in", "report_book"]
