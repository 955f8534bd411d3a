"""Answers as JSON and as CSV, and how one of them is chosen."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from rest_framework.exceptions import ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.utils.encoders import JSONEncoder

from benchmarking.benchmarks.tidy import csv_text


class NumberEncoder(JSONEncoder):
    def default(self, obj: Any) -> Any:
        """A decimal is a JSON number: 16.3, and 906 where it has no decimals."""
        if isinstance(obj, Decimal):
            return int(obj) if obj.as_tuple().exponent == 0 else float(obj)
        return super().default(obj)


class NumbersAsJSON(JSONRenderer):
    encoder_class: ClassVar[type[json.JSONEncoder]] = NumberEncoder


class TidyCSV(BaseRenderer):
    """One line a row, with the columns that the resource names, also where there is no row."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        resource = (renderer_context or {})["view"]
        items: Iterable[Any] = data["results"] if "results" in data and "count" in data else [data]
        rows = [row for item in items for row in resource.csv_rows(item)]
        return csv_text(rows, resource.csv_columns).encode()


class FormatOrAccept(DefaultContentNegotiation):
    def select_renderer(self, request: Any, renderers: Any, format_suffix: str | None = None) -> Any:
        """What ?format= names, or else what the caller accepts. A name that is empty names none."""
        if request.query_params.get("format") == "":
            self.filter_renderers(renderers, "")
        return super().select_renderer(request, renderers, format_suffix)

    def filter_renderers(self, renderers: Any, format: str) -> Any:  # noqa: A002 - DRF's own name
        """Those that ?format= names. Raises ValidationError where there is none."""
        if found := [renderer for renderer in renderers if renderer.format == format]:
            return found
        allowed = ", ".join(dict.fromkeys(str(renderer.format) for renderer in renderers))
        message = f"“{format}” is not a format of this address. Allowed: {allowed}."
        raise ValidationError({"format": [message]}, code="invalid_choice")
