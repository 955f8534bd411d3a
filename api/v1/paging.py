"""Pages by limit and offset. CSV without a limit is everything, so that one call fills a table."""

import re
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request

EVERYTHING = 10**9


class Pages(LimitOffsetPagination):
    default_limit = 100
    max_limit = 1000

    @classmethod
    def check(cls, request: Request) -> None:
        """Raises ValidationError that names what is wrong with limit and offset."""
        cls().get_limit(request)
        cls().get_offset(request)

    def get_limit(self, request: Request) -> int:
        everything = getattr(request, "accepted_renderer", None) and request.accepted_renderer.format == "csv"
        default = EVERYTHING if everything else self.default_limit
        return _whole_number(request, "limit", default, smallest=1, largest=self.max_limit)

    def get_offset(self, request: Request) -> int:
        return _whole_number(request, "offset", 0, smallest=0, largest=EVERYTHING)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "How many rows there are in all.",
                    "example": 1905,
                },
                "next": {
                    **link,
                    "description": "The next page.",
                    "example": "https://scrutiny.example/api/v1/figures/?limit=100&offset=200",
                },
                "previous": {
                    **link,
                    "description": "The page before.",
                    "example": "https://scrutiny.example/api/v1/figures/?limit=100",
                },
                "results": schema,
            },
        }


def _whole_number(request: Request, name: str, default: int, *, smallest: int, largest: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    if not re.fullmatch(r"[0-9]{1,10}", text) or not smallest <= int(text) <= largest:
        message = f"“{text}” is not a whole number from {smallest} to {largest:,}."
        raise ValidationError({name: [message]}, code="invalid")
    return int(text)
