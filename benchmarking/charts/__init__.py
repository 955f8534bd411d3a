"""Charts as SVG text, drawn once for the page and the PDF. No Django, nothing but what they are handed."""

from benchmarking.charts.dot_and_interval import dot_and_interval
from benchmarking.charts.marks import Mark, OtherPeriodRefused, PlaceKind, Point, Row, Series
from benchmarking.charts.sparkline import sparkline
from benchmarking.charts.trend import trend

__all__ = [
    "Mark",
    "OtherPeriodRefused",
    "PlaceKind",
    "Point",
    "Row",
    "Series",
    "dot_and_interval",
    "sparkline",
    "trend",
]
