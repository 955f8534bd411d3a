"""Figures: the values that stand today, of areas, pooled areas and comparators, with where each came from."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import path, reverse
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from api.v1.documented import documented
from api.v1.resource import Listing
from api.v1.values import Dated, ValueQuery, ValueRow, that_fit
from benchmarking.benchmarks.places import Level, Places
from benchmarking.benchmarks.selectors import live_benchmark, uncompared_values
from benchmarking.benchmarks.tidy import COLUMNS, csv_text, tidy_row
from benchmarking.indicators.catalogue import catalogue
from kernel.periods import Period
from partnerships.keys.scopes import Scope

CSV_COLUMNS = (*COLUMNS, "area", "figure_id", "url")
SHOWN = {
    "time_period": "2025", "time_identifier": "Reporting year", "geographic_level": "Local authority",
    "country_code": "E92000001", "country_name": "England", "region_code": "E12000009",
    "region_name": "South West", "old_la_code": "802", "new_la_code": "E06000024", "la_name": "North Somerset",
    "indicator": "re-referrals", "numerator": 390, "denominator": 2032, "value": 19.2, "lower_95": 17.5,
    "upper_95": 21.0, "symbol": None, "status": "official", "return_id": "0f6a3a5e-6a52-4f5b-9d8e-0d6a3c1b7e21",
    "area": "north-somerset", "figure_id": "5b0f2d0e-3c55-5d0f-8f0c-6a1f0f0f7c31",
    "url": "https://scrutiny.example/figures/5b0f2d0e-3c55-5d0f-8f0c-6a1f0f0f7c31/",
}  # fmt: skip
HIDDEN = SHOWN | {
    "numerator": None, "value": None, "lower_95": None, "upper_95": None, "symbol": "c", "status": "local"
}  # fmt: skip


@extend_schema_serializer(
    examples=[
        OpenApiExample("A value", SHOWN, response_only=True),
        OpenApiExample("A small count, hidden", HIDDEN, response_only=True),
    ]
)
class Figure(ValueRow):
    area = serializers.SlugField(
        allow_null=True, help_text="The area's slug, for joining with /api/v1/areas/."
    )
    figure_id = serializers.UUIDField(allow_null=True, help_text="An area's figure; others have none.")
    url = serializers.URLField(allow_null=True, help_text="The page that says where the figure comes from.")


@documented(
    "list_figures",
    summary="Figures of today",
    description=(
        "One row an area, period and indicator. Small counts are hidden, values rounded and intervals "
        "calculated exactly as on the pages. Beside the areas stand the areas pooled and the published "
        "figures of wider places, told apart by geographic_level. A figure of another length of time is a row "
        "with the time_identifier “Other period”: never compare it with a year. Ordered by indicator, period "
        "and place."
    ),
    csv_example=csv_text([SHOWN, HIDDEN], CSV_COLUMNS),
    parameters=[ValueQuery],
    answer=Figure(many=True),
)
class Figures(Listing):
    serializer_class = Figure
    scope = Scope.FIGURES
    query = ValueQuery
    csv_columns = CSV_COLUMNS
    places: Places

    def items(self) -> list[Dated]:
        indicators = self.asked.get("indicator")
        benchmark = live_benchmark(indicators)
        self.places = benchmark.places
        yearly = [(Period.reporting_year(value.year), value) for value in benchmark.values]
        return in_order(
            that_fit([*yearly, *uncompared_values(benchmark.places, indicators)], self.asked), self.places
        )

    def present(self, items: Iterable[Dated]) -> Iterator[dict[str, Any]]:
        for period, value in items:
            page = reverse("indicators:figure", args=[value.figure_id]) if value.figure_id else None
            yield {
                **tidy_row(value, self.places, period),
                "area": value.place if value.level == Level.AREA else None,
                "figure_id": value.figure_id,
                "url": self.request.build_absolute_uri(page) if page else None,
            }


def in_order(values: Iterable[Dated], places: Places) -> list[Dated]:
    """By indicator as the catalogue orders them, then by the period's end, then by place."""
    indicator_at = {slug: i for i, slug in enumerate(catalogue().slugs)}
    place_at = {place.key: i for i, place in enumerate(places)}
    return sorted(
        values,
        key=lambda dated: (
            indicator_at[dated[1].indicator], dated[0].end, dated[0].start, place_at[dated[1].place]
        ),
    )  # fmt: skip


urls = [path("figures/", Figures.as_view(), name="figures")]
