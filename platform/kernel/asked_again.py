"""Queries that nearly every request asks: Django puts them together once, and PostgreSQL plans them once a connection.

    @asked_again
    def person_of(key: Any) -> QuerySet[Person]:
        return Person.objects.filter(pk=key)

    person_of(key)  # a list of the rows that stand there now

Putting such a query together takes Django longer than the database takes to answer. What is kept is the text of the
statement alone, never what was answered.
"""

from collections.abc import Callable, Iterator
from functools import cache
from inspect import signature
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from psycopg.sql import Literal

Row = TypeVar("Row", bound=Model)


class Blank(Expression):
    """Stands in a query for a value that is given when it is asked."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


def asked_again(query: Callable[..., QuerySet[Row]]) -> Callable[..., list[Row]]:
    """Asks the query with the values given. They are of the types that the database keeps."""

    @cache
    def statement() -> _Statement:
        return _Statement(query(*(Blank(place) for place in range(len(signature(query).parameters)))))

    def ask(*values: Any) -> list[Row]:
        return list(statement().rows(values))

    return ask


class _Statement:
    """The text of a query, and how its columns become rows. Thousands of requests share it, so it never changes."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        if rows._iterable_class is not ModelIterable:
            raise TypeError("Only rows of models are asked again.")
        compiler = rows.query.get_compiler(rows.db)
        text, values = compiler.as_sql()
        self.text = text.replace("%%", "%%%%") % tuple(_as_text(each) for each in values)
        self.places = [each.place for each in values if isinstance(each, Blank)]
        kind: Any = compiler.klass_info
        self.model, own = kind["model"], kind["select_fields"]
        self.columns = slice(own[0], own[-1] + 1)
        self.names = [each.target.attname for each, *_ in compiler.select[self.columns]]
        self.related = get_related_populators(kind, compiler.select, rows.db)  # type: ignore[call-arg]  # Django 6 asks for more
        self.annotations = compiler.annotation_col_map
        self.readers = compiler.get_converters([each for each, *_ in compiler.select])

    def rows(self, given: tuple[Any, ...]) -> Iterator[Any]:
        for found in ask(self.text, [given[place] for place in self.places]):
            row = self._read(list(found))
            instance = self.model.from_db("default", self.names, row[self.columns])
            for each in self.related:
                each.populate(row, instance)
            for name, place in self.annotations.items():
                setattr(instance, name, row[place])
            yield instance

    def _read(self, row: list[Any]) -> list[Any]:
        """What PostgreSQL and Python say differently is read as each field reads it."""
        for place, (readers, expression) in self.readers.items():
            for each in readers:
                row[place] = each(row[place], expression, connection)
        return row


def _as_text(value: Any) -> str:
    """What is the same each time is part of the statement: PostgreSQL need not be told of what type it is."""
    return "%s" if isinstance(value, Blank) else Literal(value).as_string().replace("%", "%%")


def ask(text: str, values: Any) -> list[tuple[Any, ...]]:
    """What the statement answers now."""
    (rows,) = ask_together((text, values))
    return rows


def ask_together(*asked: tuple[str, Any]) -> list[list[tuple[Any, ...]]]:
    """What each answers, one after the other: a later one sees what an earlier one waited for."""
    wrapper: Any = connection
    found = []
    with wrapper.cursor_that_prepares() as cursor:
        for text, values in asked:
            cursor.execute(f"{text} -- {wrapper.schema_name}", values)  # each schema's plan by itself
            found.append(cursor.fetchall())
    return found
