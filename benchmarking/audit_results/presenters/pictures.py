"""The picture as pages show it: drawn for a desk and for a telephone."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from benchmarking.audit_results.drawing import Picture, picture_of
from benchmarking.audit_results.results import Results, Variant


def picture_shown(results: Results, variant: Variant) -> dict[str, Any] | None:
    drawn = picture_of(results, variant)
    return {"svg": both_widths(drawn), "title": drawn.title} if drawn else None


def both_widths(drawn: Picture) -> SafeString:
    return format_html(
        '<div class="app-chart-wide">{}</div><div class="app-chart-narrow">{}</div>',
        mark_safe(drawn.svg),  # noqa: S308 - charts escape their own text
        mark_safe(drawn.narrow),  # noqa: S308
    )
