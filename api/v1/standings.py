"""Where areas stand: beside their statistical neighbours, and among all English authorities."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from api.v1.benchmarks import RUN, OfOneRun
from api.v1.documented import documented
from api.v1.query import Query, Several
from api.v1.resource import Listing
from api.v1.values import AreaSlugs, Number, ReportingYear
from benchmarking.benchmarks.selectors import frozen_benchmark, live_benchmark
from benchmarking.benchmarks.standing import Standing as AreaStanding
from benchmarking.benchmarks.tidy import csv_text
from benchmarking.indicators.catalogue import catalogue
from kernel.periods import Period
from partnerships.keys.scopes import Scope

CSV_COLUMNS = (
    "time_period", "time_identifier", "area", "indicator", "neighbours_average", "neighbours_counted",
    "neighbours_expected", "rank", "authorities", "lowest", "lower_quartile", "median", "upper_quartile", "highest",
)  # fmt: skip
EXAMPLE = {
    "time_period": "2025", "time_identifier": "Reporting year", "area": "north-somerset",
    "indicator": "re-referrals", "neighbours_average": 22.6, "neighbours_counted": 10, "neighbours_expected": 10,
    "rank": 18, "authorities": 153, "lowest": 0.0, "lower_quartile": 16.9, "median": 20.0, "upper_quartile": 23.0,
    "highest": 46.7,
}  # fmt: skip
WHAT = (
    "One row an area, reporting year and indicator, where the area's own value is shown and values of other "
    "authorities were published. An area counts with its own signed value; one that is hidden counts nowhere. "
    "Neighbours are averaged plainly, since no counts are published for them. Ordered by indicator, year and area."
)


class StandingQuery(Query):
    area = AreaSlugs(required=False, help_text="An area's slug. May be repeated.")
    time_period_from = ReportingYear(help_text="From this reporting year on.")
    time_period_to = ReportingYear(help_text="Up to this reporting year.")

    def get_fields(self) -> dict[str, Any]:
        """The indicators are read from their files when the first request comes, not when this module loads."""
        words = "An indicator's slug. May be repeated."
        return {"indicator": Several(catalogue().slugs, help_text=words), **super().get_fields()}


@extend_schema_serializer(examples=[OpenApiExample("A standing", EXAMPLE, response_only=True)])
class Standing(serializers.Serializer[Any]):
    """Numbers in the indicator's unit, with its decimals."""

    time_period = serializers.CharField(help_text="2025 is the year ending 31 March 2025.")
    time_identifier = serializers.ChoiceField(["Reporting year"])
    area = serializers.SlugField(help_text="The area's slug, for joining with /api/v1/areas/.")
    indicator = serializers.SlugField(help_text="See /api/v1/indicators/.")
    neighbours_average = Number(
        allow_null=True,
        help_text="Plain average of its statistical neighbours. Empty where none has a value.",
    )
    neighbours_counted = serializers.IntegerField(help_text="Of how many neighbours the average is.")
    neighbours_expected = serializers.IntegerField(help_text="How many neighbours the area has.")
    rank = serializers.IntegerField(
        allow_null=True,
        help_text="1 is the best where the indicator has a polarity, else the lowest. Equal values share the better place.",
    )
    authorities = serializers.IntegerField(help_text="Among how many, the area's own value included.")
    lowest = Number(allow_null=True)
    lower_quartile = Number(
        allow_null=True, help_text="Empty where fewer than eight authorities have a value."
    )
    median = Number(allow_null=True)
    upper_quartile = Number(
        allow_null=True, help_text="Empty where fewer than eight authorities have a value."
    )
    highest = Number(allow_null=True)


class StandingRows(Listing):
    serializer_class = Standing
    query = StandingQuery
    csv_columns = CSV_COLUMNS

    def present(self, items: Iterable[AreaStanding]) -> Iterator[dict[str, Any]]:
        for item in items:
            period = Period.reporting_year(item.year)
            yield {
                "time_period": period.time_period,
                "time_identifier": period.time_identifier,
                "area": item.place,
                "indicator": item.indicator,
                "neighbours_average": item.neighbours,
                **{name: getattr(item, name) for name in CSV_COLUMNS[5:]},
            }


@documented(
    "list_standings",
    summary="Where areas stand today",
    description=WHAT,
    csv_example=csv_text([EXAMPLE], CSV_COLUMNS),
    parameters=[StandingQuery],
    answer=Standing(many=True),
)
class Standings(StandingRows):
    scope = Scope.FIGURES

    def items(self) -> list[AreaStanding]:
        return that_fit(live_benchmark(self.asked.get("indicator")).standings, self.asked)


@documented(
    "list_benchmark_standings",
    summary="Where areas stood in a frozen benchmark",
    description=f"{WHAT} Exactly as they were calculated then; runs of earlier versions have none.",
    csv_example=csv_text([EXAMPLE], CSV_COLUMNS),
    parameters=[RUN, StandingQuery],
    answer=Standing(many=True),
    may_be_missing=True,
)
class StandingsOfARun(OfOneRun, StandingRows):
    def items(self) -> list[AreaStanding]:
        return that_fit(frozen_benchmark(self.run).standings, self.asked)


def that_fit(standings: Iterable[AreaStanding], asked: Mapping[str, Any]) -> list[AreaStanding]:
    """Those of the indicators, areas and years asked for, in their order."""
    return [
        each
        for each in standings
        if each.indicator in asked.get("indicator", (each.indicator,))
        and each.place in asked.get("area", (each.place,))
        and asked.get("time_period_from", each.year) <= each.year <= asked.get("time_period_to", each.year)
    ]


urls = [
    path("standings/", Standings.as_view(), name="standings"),
    path("benchmarks/<uuid:id>/standings/", StandingsOfARun.as_view(), name="benchmark_standings"),
]
