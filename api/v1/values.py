"""Values as rows: what figures of today and results of frozen benchmarks have in common."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.v1.query import Periods, Query, Several
from benchmarking.benchmarks.places import Level
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.catalogue import catalogue
from kernel.periods import Period
from kernel.symbols import MEANINGS, Symbol
from partnerships.selectors import areas

STATUSES = {
    "official": "as published",
    "provisional": "published later and may change",
    "local": "the partnership's own count",
}
TIME_IDENTIFIERS = ("Reporting year", "Other period")
FIRST_YEAR, LAST_YEAR = 1900, 2099

Dated = tuple[Period, Value]


class AreaSlugs(serializers.ListField):
    """Repeatable. The areas are data, so they are looked up when asked for."""

    child = serializers.CharField()

    def to_internal_value(self, data: Any) -> list[Any]:
        allowed = [area.slug for area in areas().prefetch_related(None)]
        if unknown := [text for text in data if text not in allowed]:
            raise serializers.ValidationError(
                f"“{unknown[0]}” is not an area. Allowed: {', '.join(allowed)}."
            )
        return list(data)


class ReportingYear(serializers.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        words = f"This is not a whole number from {FIRST_YEAR} to {LAST_YEAR}."
        messages: dict[str, Any] = dict.fromkeys(
            ("invalid", "max_string_length", "min_value", "max_value"), words
        )
        super().__init__(
            required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR, error_messages=messages, **kwargs
        )


class ValueQuery(Query):
    area = AreaSlugs(required=False, help_text="An area's slug. May be repeated.")
    geographic_level = Several([str(level) for level in Level], help_text="May be repeated.")
    time_period = Periods(
        required=False,
        help_text="2025 for the year ending 31 March 2025, or two dates: 2019-11-01/2020-12-31. May be repeated.",
    )
    time_period_from = ReportingYear(help_text="From this reporting year on.")
    time_period_to = ReportingYear(
        help_text="Up to this reporting year. Other periods count by the day on which they end."
    )
    time_identifier = Several(TIME_IDENTIFIERS, help_text="May be repeated.")
    status = Several(STATUSES, help_text="May be repeated.")

    def get_fields(self) -> dict[str, Any]:
        """The indicators are read from their files when the first request comes, not when this module loads."""
        words = "An indicator's slug. May be repeated."
        return {"indicator": Several(catalogue().slugs, help_text=words), **super().get_fields()}


COMPARED: dict[str, Callable[[Period, Value], Any]] = {
    "indicator": lambda _, value: value.indicator,
    "area": lambda _, value: value.place,
    "geographic_level": lambda _, value: str(value.level),
    "time_period": lambda period, _: period,
    "time_identifier": lambda period, _: period.time_identifier,
    "status": lambda _, value: value.status,
}


def that_fit(values: Iterable[Dated], asked: Mapping[str, Any]) -> list[Dated]:
    """Those that have one of the values asked for, for every parameter, in their order."""
    tests = [(COMPARED[name], asked[name]) for name in COMPARED if name in asked]
    earliest = Period.reporting_year(asked.get("time_period_from", FIRST_YEAR)).start
    latest = Period.reporting_year(asked.get("time_period_to", LAST_YEAR)).end
    return [
        (period, value)
        for period, value in values
        if earliest <= period.end <= latest and all(get(period, value) in wanted for get, wanted in tests)
    ]


@extend_schema_field(OpenApiTypes.NUMBER)
class Number(serializers.Field[Any, Any, Any, Any]):
    """A decimal as it is; the renderer writes it, with the decimals of its definition."""

    def to_representation(self, value: Any) -> Any:
        return value


class ValueRow(serializers.Serializer[Any]):
    """One value of an area, of the pooled areas or of a comparator, in the columns of the report's CSV."""

    time_period = serializers.CharField(help_text="2025 is the year ending 31 March 2025.")
    time_identifier = serializers.ChoiceField(TIME_IDENTIFIERS)
    geographic_level = serializers.ChoiceField([str(level) for level in Level])
    country_code = serializers.CharField(allow_null=True)
    country_name = serializers.CharField(allow_null=True)
    region_code = serializers.CharField(allow_null=True)
    region_name = serializers.CharField(allow_null=True)
    old_la_code = serializers.CharField(allow_null=True, help_text="The three-digit code of an area.")
    new_la_code = serializers.CharField(allow_null=True, help_text="The ONS code of an area in that period.")
    la_name = serializers.CharField(allow_null=True, help_text="Of an area or of the pooled areas.")
    indicator = serializers.SlugField(help_text="See /api/v1/indicators/.")
    numerator = serializers.IntegerField(allow_null=True)
    denominator = serializers.IntegerField(allow_null=True)
    value = Number(allow_null=True, help_text="In the indicator's unit, rounded half up to its decimals.")
    lower_95 = Number(allow_null=True, help_text="Lower limit of the 95 % confidence interval.")
    upper_95 = Number(allow_null=True, help_text="Upper limit of the 95 % confidence interval.")
    symbol = serializers.ChoiceField(
        list(Symbol),
        allow_null=True,
        help_text="Why there is no value: " + "; ".join(f"{s} {MEANINGS[s]}" for s in Symbol) + ".",
    )
    status = serializers.ChoiceField(
        list(STATUSES),
        help_text="; ".join(f"{status}: {meaning}" for status, meaning in STATUSES.items()) + ".",
    )
    return_id = serializers.UUIDField(
        allow_null=True, help_text="The signed return an area's figure comes from."
    )
