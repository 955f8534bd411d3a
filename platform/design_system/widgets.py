"""Widgets that Django does not have."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms

PARTS = ("day", "month", "year")


class DateParts(forms.Widget):
    """Three boxes for day, month and year. What a person typed comes back to them, wrong or not."""

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        day, month, year = (str(data.get(f"{name}_{part}") or "").strip() for part in PARTS)
        return f"{year}-{month}-{day}" if day or month or year else ""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in PARTS)

    def parts(self, value: Any) -> dict[str, str]:
        """The text of each box."""
        if isinstance(value, datetime.date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        year, month, day = (*str(value or "").split("-", 2), "", "")[:3]
        return {"day": day, "month": month, "year": year}

    def missing(self, value: Any) -> list[str]:
        """The boxes left empty, when at least one was filled."""
        parts = self.parts(value)
        empty = [name for name in PARTS if not parts[name]]
        return empty if len(empty) < len(PARTS) else []

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}-day"
