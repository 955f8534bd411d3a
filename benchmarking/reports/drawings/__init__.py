"""The charts of a report, as SVG text for page and PDF alike."""

from benchmarking.reports.drawings.dots import draw_dots
from benchmarking.reports.drawings.funnels import draw_funnel
from benchmarking.reports.drawings.panels import draw_panels
from benchmarking.reports.drawings.spines import draw_spine
from benchmarking.reports.drawings.trends import draw_trend

__all__ = ["draw_dots", "draw_funnel", "draw_panels", "draw_spine", "draw_trend"]
