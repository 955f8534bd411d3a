"""Audits: launched rounds, and the results that follow from the returns that partnerships signed."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import path, reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from api.v1.documented import documented
from api.v1.query import Query, Several
from api.v1.resource import Listing
from api.v1.values import Number
from benchmarking.audit_results.actions import results_of
from benchmarking.audit_results.csv_output import COLUMNS, behind, rows
from benchmarking.audit_results.results import Results
from benchmarking.audit_results.rows import Level, Measure
from benchmarking.audit_results.selectors import rounds
from kernel.comma_separated import csv_text
from kernel.symbols import MEANINGS, Symbol
from partnerships.keys.scopes import Scope
from scrutiny.section11.models import Round

ROUND = OpenApiParameter("round", OpenApiTypes.STR, OpenApiParameter.PATH, description="The round's slug.")
MEASURES = {
    Measure.COUNTED: "the moderated grade where there is one, otherwise the agency's own",
    Measure.SELF: "agencies' own grades",
    Measure.MODERATION: "moderated beside own grades",
    Measure.PRACTITIONERS: "practitioners' replies",
    Measure.BESIDE: "grades of the agencies with practitioners' replies",
    Measure.CHANGE: "beside the last round",
}
SHOWN = dict.fromkeys(COLUMNS) | {
    "round": "audit-2026", "made_up": False, "edition": "2026", "variant": "full", "standard": "accountability",
    "standard_title": "Accountability", "measure": "counted", "level": "area", "group": "north-somerset",
    "group_name": "North Somerset", "agencies": 8, "answers": 48, "grade_1": 3, "grade_2": 11, "grade_3": 22,
    "grade_4": 12, "upper_grades_percent": 70.8, "lower_95": 56.8, "upper_95": 81.8, "median_grade": 3,
    "returns_sha256": ["9f" * 32],
}  # fmt: skip
HIDDEN = SHOWN | dict.fromkeys(
    ("answers", "grade_1", "grade_2", "grade_3", "grade_4", "upper_grades_percent", "lower_95", "upper_95", "median_grade")
) | {"agencies": 2, "symbol": "c"}  # fmt: skip


class Audit(serializers.Serializer[Any]):
    round = serializers.SlugField(source="slug")
    name = serializers.CharField()
    opens_on = serializers.DateField()
    closes_on = serializers.DateField()
    made_up = serializers.BooleanField(help_text="Its answers were made up for a demonstration.")
    holds_answers = serializers.BooleanField(
        help_text="False where the round took place elsewhere: it has no results here."
    )
    previous = serializers.SerializerMethodField(help_text="The slug of the round it is compared with.")
    results = serializers.SerializerMethodField(help_text="Where its results are.")

    @extend_schema_field({"type": ["string", "null"]})
    def get_previous(self, round_: Round) -> str | None:
        return round_.previous.slug if round_.previous else None

    @extend_schema_field(OpenApiTypes.URI)
    def get_results(self, round_: Round) -> str:
        address = reverse("api:audit_results", args=[round_.slug])
        return str(self.context["request"].build_absolute_uri(address))


@documented(
    "list_audits",
    summary="Audit rounds",
    description="Every launched round, newest first.",
    answer=Audit(many=True),
)
class Audits(Listing):
    scope = Scope.BENCHMARKS
    serializer_class = Audit
    csv_columns = (
        "round", "name", "opens_on", "closes_on", "made_up", "holds_answers", "previous", "results",
    )  # fmt: skip

    def items(self) -> QuerySet[Round]:
        return rounds()


class ResultQuery(Query):
    variant = serializers.ListField(
        child=serializers.SlugField(), required=False, help_text="May be repeated."
    )
    standard = serializers.ListField(
        child=serializers.SlugField(), required=False, help_text="May be repeated."
    )
    measure = Several([str(each) for each in Measure], help_text="May be repeated.")
    level = Several([str(each) for each in Level], help_text="May be repeated.")
    group = serializers.ListField(
        child=serializers.SlugField(),
        required=False,
        help_text="An area's slug, a kind of agency, or region. May be repeated.",
    )


def _count(words: str) -> Any:
    return serializers.IntegerField(allow_null=True, help_text=words)


@extend_schema_serializer(
    examples=[
        OpenApiExample("A number", SHOWN, response_only=True),
        OpenApiExample("Too few agencies, hidden", HIDDEN, response_only=True),
    ]
)
class AuditRow(serializers.Serializer[Any]):
    round = serializers.SlugField()
    made_up = serializers.BooleanField(help_text="Answers in this round were made up for a demonstration.")
    edition = serializers.CharField(help_text="The label of the edition answered.")
    variant = serializers.SlugField(help_text="Its variant.")
    standard = serializers.SlugField()
    standard_title = serializers.CharField()
    measure = serializers.ChoiceField(
        [str(each) for each in Measure],
        help_text="; ".join(f"{m}: {text}" for m, text in MEASURES.items()) + ".",
    )
    level = serializers.ChoiceField([str(each) for each in Level])
    group = serializers.SlugField()
    group_name = serializers.CharField()
    agencies = _count("How many agencies stand behind the number.")
    answers = _count("How many answers or replies were counted.")
    grade_1 = _count("How many at the lowest grade.")
    grade_2 = _count("How many at the second grade.")
    grade_3 = _count("How many at the third grade.")
    grade_4 = _count("How many at the highest grade.")
    could_not_say = _count("Of practitioners: how many could not say.")
    lower = _count("Of moderation and change: how many were lower.")
    same = _count("Of moderation and change: how many were the same.")
    higher = _count("Of moderation and change: how many were higher.")
    upper_grades_percent = Number(allow_null=True, help_text="Per cent at the two upper grades.")
    lower_95 = Number(allow_null=True, help_text="Lower limit of its 95 % interval.")
    upper_95 = Number(allow_null=True, help_text="Upper limit of its 95 % interval.")
    median_grade = _count("The middle grade, 1 to 4.")
    kappa = Number(allow_null=True, help_text="Weighted kappa, from 30 pairs on.")
    kappa_lower_95 = Number(allow_null=True)
    kappa_upper_95 = Number(allow_null=True)
    symbol = serializers.ChoiceField(
        list(Symbol), allow_null=True,
        help_text="Why there is no number: " + "; ".join(f"{s} {MEANINGS[s]}" for s in Symbol) + ".",
    )  # fmt: skip
    returns_sha256 = serializers.ListField(
        child=serializers.CharField(),
        help_text="The signed audit returns behind the number, by their hashes.",
    )


@documented(
    "list_audit_results",
    summary="Results of an audit round",
    description=(
        "One row for each standard, group of agencies and measure, as the page shows them. The region and kinds of agency "
        "come when every partnership has signed. Numbers of fewer than three agencies, and such as would give one agency's "
        "answers away, are hidden."
    ),
    csv_example=csv_text(
        [SHOWN | {"returns_sha256": "9f" * 32}, HIDDEN | {"returns_sha256": "9f" * 32}], COLUMNS
    ),
    parameters=[ROUND, ResultQuery],
    answer=AuditRow(many=True),
    may_be_missing=True,
)
class AuditResults(Listing):
    scope = Scope.BENCHMARKS
    serializer_class = AuditRow
    query = ResultQuery
    csv_columns = COLUMNS

    @cached_property
    def results(self) -> Results | None:
        """None where nothing is signed. Launched rounds alone are there."""
        found = rounds().filter(slug=self.kwargs["round"]).first()
        if found is None:
            raise NotFound("There is no audit round of that name.")
        kept = results_of(round_=found, by=None) if found.holds_answers else None
        return kept.results if kept else None

    def items(self) -> list[dict[str, Any]]:
        if self.results is None:
            return []
        pairs = zip(rows(self.results), self.results.cells, strict=True)
        found = [row | {"returns_sha256": behind(self.results, cell)} for row, cell in pairs]
        return [row for row in found if all(row[name] in wanted for name, wanted in self.asked.items())]

    def csv_rows(self, item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        yield {**item, "returns_sha256": " ".join(item["returns_sha256"])}


urls = [
    path("audits/", Audits.as_view(), name="audits"),
    path("audits/<slug:round>/results/", AuditResults.as_view(), name="audit_results"),
]
