"""What may stand behind the question mark. Whatever is not named is refused: a filter misspelt is no filter."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from kernel.periods import Period, PeriodNotUnderstood

EVERYWHERE = ("format",)
PAGING = ("limit", "offset")


class Query(serializers.Serializer[Any]):
    """The filters of one resource. Subclasses name them as fields."""


class Several(serializers.MultipleChoiceField):
    """A parameter that may be repeated; a row fits when it has any of the values."""

    def __init__(self, choices: Iterable[str], **kwargs: Any) -> None:
        allowed = list(choices)
        words = f"“{{input}}” is not allowed. Allowed: {', '.join(allowed)}."
        kwargs.setdefault("required", False)
        super().__init__(choices=allowed, error_messages={"invalid_choice": words}, **kwargs)


class Periods(serializers.ListField):
    """Repeatable: 2025, or the first and last day with a slash between."""

    child = serializers.CharField()

    def to_internal_value(self, data: Any) -> list[Any]:
        try:
            return [Period.parse(text) for text in data]
        except PeriodNotUnderstood as error:
            raise serializers.ValidationError(str(error)) from error


def read_query(request: Request, query: type[Query], *, paged: bool) -> dict[str, Any]:
    """The filters as Python values. Raises ValidationError that names each wrong parameter and what is allowed."""
    asked: QueryDict = request.query_params
    reader = query(context={"request": request})
    names = [*reader.fields, *(PAGING if paged else ()), *EVERYWHERE]
    errors = {name: [_unknown(name, names)] for name in asked if name not in names}
    errors |= {name: [_twice(name)] for name in asked if name in names and _is_repeated(asked, reader, name)}
    values = {name: _value(asked, reader, name) for name in asked if name in reader.fields}
    reader = query(data=values, context={"request": request})
    reader.is_valid()
    errors |= {name: problem for name, problem in reader.errors.items() if name not in errors}
    if errors:
        raise ValidationError(errors)
    return dict(reader.validated_data)


def _takes_several(reader: Query, name: str) -> bool:
    return isinstance(reader.fields.get(name), Several | serializers.ListField)


def _is_repeated(asked: QueryDict, reader: Query, name: str) -> bool:
    return len(asked.getlist(name)) > 1 and not _takes_several(reader, name)


def _value(asked: QueryDict, reader: Query, name: str) -> Any:
    return asked.getlist(name) if _takes_several(reader, name) else asked.get(name)


def _unknown(name: str, names: list[str]) -> ErrorDetail:
    return ErrorDetail(
        f"There is no parameter “{name}” here. Allowed: {', '.join(names)}.", "unknown_parameter"
    )


def _twice(name: str) -> ErrorDetail:
    return ErrorDetail(f"“{name}” may be given once.", "repeated_parameter")
