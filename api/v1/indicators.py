"""Indicators: every definition in full, with the version and fingerprint that figures and runs are bound to."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from api.v1.documented import documented
from api.v1.resource import Listing, Resource, Single
from benchmarking.indicators.catalogue import UnknownIndicator, catalogue
from benchmarking.indicators.definition import MULTIPLIERS, TOPICS, Definition
from partnerships.keys.scopes import Scope


def choices_of(field: str) -> tuple[Any, ...]:
    """What the definition's own type allows."""
    return get_args(Definition.model_fields[field].annotation)


class Population(serializers.Serializer[Any]):
    ages = serializers.CharField()
    rule = serializers.CharField(
        help_text="previous_mid_year: the count of 2025 over the estimate of mid-2024."
    )


class Suppression(serializers.Serializer[Any]):
    rule = serializers.CharField(help_text="Whose rule for small counts.")
    smallest = serializers.IntegerField(help_text="Counts from this one …")
    largest = serializers.IntegerField(help_text="… to this one are hidden. 0: none.")
    publisher_shows_small = serializers.BooleanField(
        help_text="Whether official figures of this series hold small counts all the same."
    )


class Source(serializers.Serializer[Any]):
    title = serializers.CharField()
    publisher = serializers.CharField()
    table = serializers.CharField()
    licence = serializers.CharField()


class Indicator(serializers.Serializer[Any]):
    slug = serializers.SlugField()
    version = serializers.IntegerField(help_text="Raised whenever the meaning changes.")
    fingerprint = serializers.CharField(help_text="SHA-256 of the definition's canonical JSON.")
    name = serializers.CharField()
    short_name = serializers.CharField()
    topic = serializers.ChoiceField(TOPICS)
    kind = serializers.ChoiceField(choices_of("kind"))
    numerator = serializers.CharField(help_text="What is counted.")
    denominator = serializers.CharField(allow_null=True, help_text="Out of what. A count has none.")
    population = Population(allow_null=True, help_text="Whom a rate is per.")
    multiplier = serializers.ChoiceField(sorted(MULTIPLIERS.values()))
    unit = serializers.CharField()
    decimals = serializers.IntegerField(help_text="Values are rounded half up to so many.")
    polarity = serializers.ChoiceField(
        choices_of("polarity"), help_text="Whether high or low is better. none: no verdict is given."
    )
    suppression = Suppression()
    period = serializers.ChoiceField(
        choices_of("period"), help_text="any: no yearly series, so not compared."
    )
    source = Source()  # type: ignore[assignment] # declared fields are taken out of the class
    why = serializers.CharField(help_text="Why it matters.")
    caveats = serializers.ListField(child=serializers.CharField())
    author = serializers.CharField()
    checked_by = serializers.CharField()
    reviewed = serializers.DateField()
    next_review = serializers.DateField()


NESTED = ("population", "suppression", "source")


class Flat(Resource):
    """CSV of a definition: the parts of a nested one get columns of their own, caveats are joined."""

    scope = Scope.REFERENCE
    csv_columns = (
        "slug", "version", "fingerprint", "name", "short_name", "topic", "kind", "numerator", "denominator",
        "population_ages", "population_rule", "multiplier", "unit", "decimals", "polarity", "suppression_rule",
        "suppression_smallest", "suppression_largest", "suppression_publisher_shows_small", "period", "source_title", "source_publisher",
        "source_table", "source_licence", "why", "caveats", "author", "checked_by", "reviewed", "next_review",
    )  # fmt: skip

    def csv_rows(self, item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        parts = {
            column: (item[nested] or {}).get(column.removeprefix(f"{nested}_"))
            for nested in NESTED
            for column in self.csv_columns
            if column.startswith(f"{nested}_")
        }
        yield {**item, **parts, "caveats": " | ".join(item["caveats"])}


@documented(
    "list_indicators",
    summary="Indicators and their definitions",
    description="Every indicator of this version of the software, by topic.",
    answer=Indicator(many=True),
)
class Indicators(Flat, Listing):
    serializer_class = Indicator

    def items(self) -> list[Definition]:
        return list(catalogue())


@documented(
    "get_indicator",
    summary="One indicator",
    description="Its definition as it stands today. A frozen benchmark keeps the fingerprints it was made with.",
    parameters=[OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH, description="Its slug.")],
    answer=Indicator,
    may_be_missing=True,
)
class OneIndicator(Flat, Single):
    serializer_class = Indicator
    lookup_field = "slug"

    def item(self) -> Definition:
        try:
            return catalogue().get(self.kwargs["slug"])
        except UnknownIndicator as error:
            raise NotFound(str(error)) from error


urls = [
    path("indicators/", Indicators.as_view(), name="indicators"),
    path("indicators/<slug:slug>/", OneIndicator.as_view(), name="indicator"),
]
