"""Benchmarks: frozen runs, what each stands on, and its results exactly as they were calculated then."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from api.v1.documented import documented
from api.v1.resource import Listing, Resource, Single
from api.v1.values import Dated, ValueQuery, ValueRow, that_fit
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.places import Level
from benchmarking.benchmarks.selectors import frozen_benchmark, runs_with_inputs
from benchmarking.benchmarks.tidy import COLUMNS, tidy_row
from benchmarking.reports.selectors import public_runs
from kernel.periods import Period
from partnerships.keys.scopes import Scope

A_DAY = {"private": True, "max_age": 86_400}
RUN = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The run's id.")


class UsedReturn(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    sha256 = serializers.CharField()


class UsedDefinition(serializers.Serializer[Any]):
    slug = serializers.SlugField()
    version = serializers.IntegerField()
    fingerprint = serializers.CharField()


class Inputs(serializers.Serializer[Any]):
    calculation = serializers.CharField(help_text="Version of the software and of its calculation.")
    published_figures_sha256 = serializers.CharField(help_text="Hash of the published figures compared with.")
    authority_values_sha256 = serializers.CharField(
        allow_null=True, help_text="Hash of the other authorities' values. Empty in runs of earlier versions."
    )
    neighbours_sha256 = serializers.CharField(
        allow_null=True, help_text="Hash of the lists of neighbours. Empty in runs of earlier versions."
    )
    returns = UsedReturn(many=True, help_text="The signed returns, each with its hash.")
    definitions = UsedDefinition(many=True, help_text="The definitions as they were then.")


class Benchmark(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    year = serializers.IntegerField(help_text="The newest reporting year in it.")
    inputs_sha256 = serializers.CharField(help_text="The same inputs are the same run.")
    created_at = serializers.DateTimeField()
    results = serializers.SerializerMethodField(help_text="Where its results are.")
    standings = serializers.SerializerMethodField(help_text="Where it says how areas stand among others.")
    inputs = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_results(self, run: Run) -> str:
        return str(self.context["request"].build_absolute_uri(reverse("api:results", args=[run.pk])))

    @extend_schema_field(OpenApiTypes.URI)
    def get_standings(self, run: Run) -> str:
        address = reverse("api:benchmark_standings", args=[run.pk])
        return str(self.context["request"].build_absolute_uri(address))

    @extend_schema_field(Inputs)
    def get_inputs(self, run: Run) -> Any:
        based_on = run.based_on
        return Inputs(
            {
                "calculation": based_on["calculation"],
                "published_figures_sha256": based_on["published_figures"],
                "authority_values_sha256": based_on.get("authority_values"),
                "neighbours_sha256": based_on.get("neighbours"),
                "returns": [{"id": pk, "sha256": sha256} for pk, sha256 in based_on["returns"]],
                "definitions": list(run.definitions.values()),
            }
        ).data


class RunRows(Resource):
    """CSV of a run: one row, with how many returns and definitions it stands on."""

    scope = Scope.BENCHMARKS
    serializer_class = Benchmark
    csv_columns = (
        "id", "year", "inputs_sha256", "created_at", "results", "standings", "calculation",
        "published_figures_sha256", "authority_values_sha256", "neighbours_sha256", "returns", "definitions",
    )  # fmt: skip

    def csv_rows(self, item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        inputs = item["inputs"]
        counts = {"returns": len(inputs["returns"]), "definitions": len(inputs["definitions"])}
        yield {**item, **inputs, **counts}


@documented(
    "list_benchmarks",
    summary="Frozen benchmarks",
    description="Every run whose report is published, newest first. The CSV gives the numbers of returns and definitions alone.",
    answer=Benchmark(many=True),
)
class Benchmarks(RunRows, Listing):
    def items(self) -> QuerySet[Run]:
        return public()


def public() -> QuerySet[Run]:
    """Runs of which an issue is published and no embargo holds. Nothing tells of any other."""
    return runs_with_inputs().filter(pk__in=public_runs(timezone.now()))


class OfOneRun(Resource):
    """What belongs to one run."""

    scope = Scope.BENCHMARKS
    caching = A_DAY  # frozen: it never changes

    @cached_property
    def run(self) -> Run:
        run = public().filter(pk=self.kwargs["id"]).first()
        if run is None:
            raise NotFound("There is no benchmark with that id.")
        return run


@documented(
    "get_benchmark",
    summary="One frozen benchmark",
    description="What it stands on: returns and definitions with their hashes.",
    parameters=[RUN],
    answer=Benchmark,
    may_be_missing=True,
)
class OneBenchmark(OfOneRun, RunRows, Single):
    lookup_field = "id"

    def item(self) -> Run:
        return self.run


class Result(ValueRow):
    area = serializers.SlugField(allow_null=True, help_text="The area's slug.")
    comparison = serializers.ChoiceField(
        ["lower", "similar", "higher"], allow_null=True,
        help_text="How an area's interval lies to the national value. Empty where it was not compared.",
    )  # fmt: skip
    comparison_strong = serializers.BooleanField(help_text="It still differs at 99.8 %.")
    verdict = serializers.ChoiceField(
        ["better", "worse"],
        allow_null=True,
        help_text="Empty where similar, or where the indicator has no polarity.",
    )


@documented(
    "list_results",
    summary="Results of a frozen benchmark",
    description="Values exactly as they were calculated, and how each area compares. They never change.",
    parameters=[RUN, ValueQuery],
    answer=Result(many=True),
    may_be_missing=True,
)
class Results(OfOneRun, Listing):
    serializer_class = Result
    query = ValueQuery
    csv_columns = (*COLUMNS, "area", "comparison", "comparison_strong", "verdict")

    def items(self) -> list[Dated]:
        values = frozen_benchmark(self.run).values
        return that_fit([(Period.reporting_year(value.year), value) for value in values], self.asked)

    def present(self, items: Iterable[Dated]) -> Iterator[dict[str, Any]]:
        for period, value in items:
            yield {
                **tidy_row(value, self.run.places, period),
                "area": value.place if value.level == Level.AREA else None,
                "comparison": value.comparison or None,
                "comparison_strong": value.strong,
                "verdict": value.verdict or None,
            }


urls = [
    path("benchmarks/", Benchmarks.as_view(), name="benchmarks"),
    path("benchmarks/<uuid:id>/", OneBenchmark.as_view(), name="benchmark"),
    path("benchmarks/<uuid:id>/results/", Results.as_view(), name="results"),
]
