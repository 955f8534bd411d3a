"""The report as a tagged PDF: real headings, table headers, alternative texts, bookmarks, embedded fonts."""

from benchmarking.reports.pdf.document import report_pdf

__all__ = ["report_pdf"]
