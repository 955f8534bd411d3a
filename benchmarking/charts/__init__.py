"""Charts as SVG text, drawn once for the page and the PDF. No Django, nothing but what they are handed."""

from benchmarking.charts.control import Limits, control
from benchmarking.charts.dot_and_interval import dot_and_interval
from benchmarking.charts.funnel import Lines, Sized, funnel
from benchmarking.charts.marks import Mark, OtherPeriodRefused, PlaceKind, Point, Row, Series
from benchmarking.charts.small_multiples import small_multiples
from benchmarking.charts.sparkline import sparkline
from benchmarking.charts.spine import spine
from benchmarking.charts.spine_rows import Spine
from benchmarking.charts.stacked import Stack, stacked
from benchmarking.charts.trend import trend

__all__ = [
    "Limits",
    "Lines",
    "Mark",
    "OtherPeriodRefused",
    "PlaceKind",
    "Point",
    "Row",
    "Series",
    "Sized",
    "Spine",
    "Stack",
    "control",
    "dot_and_interval",
    "funnel",
    "small_multiples",
    "sparkline",
    "spine",
    "stacked",
    "trend",
]
