"""The picture as the page shows it: drawn for a desk and for a telephone."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from benchmarking.audit_results import drawing
from benchmarking.audit_results.results import Results, Variant


def picture_of(results: Results, variant: Variant) -> dict[str, Any] | None:
    drawn = drawing.picture_of(results, variant)
    if drawn is None:
        return None
    svg = format_html(
        '<div class="app-chart-wide">{}</div><div class="app-chart-narrow">{}</div>',
        mark_safe(drawn.svg),  # noqa: S308 - charts escape their own text
        mark_safe(drawn.narrow),  # noqa: S308
    )
    return {"svg": svg, "title": drawn.title}
