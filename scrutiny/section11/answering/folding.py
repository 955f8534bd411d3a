"""A few rows of another table, read within a query: the pages that are asked for most ask the database little."""

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

Row = TypeVar("Row", bound=Model)


def folded(rows: QuerySet[Any], *names: str) -> ArraySubquery:
    """For annotate(): these columns of the rows as JSON, in their order."""
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in names})))


def unfolded(model: type[Row], found: Iterable[Any] | None) -> list[Row]:
    """The rows again, as if they had been read by themselves. What was left out is read when it is asked for."""
    return [_instance(model, json.loads(each) if isinstance(each, str) else each) for each in found or ()]


def _instance(model: type[Row], row: dict[str, Any]) -> Row:
    fields: list[Any] = [each for each in model._meta.concrete_fields if each.attname in row]
    values = [
        (each.target_field if each.is_relation else each).to_python(row[each.attname]) for each in fields
    ]
    return model.from_db("default", [each.attname for each in fields], values)
