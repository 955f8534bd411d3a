"""One page for people, drawn from the same OpenAPI document that programs read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from api.v1.openapi import openapi_document
from api.v1.problems import KINDS
from design_system.tables import Column, Row, Table
from kernel.symbols import Symbol
from partnerships.decorators import open_to_all


@dataclass(frozen=True)
class Endpoint:
    key: str
    path: str
    summary: str
    description: str
    parameters: Table | None
    answer: Table
    example: str


@open_to_all
def documentation(request: HttpRequest) -> HttpResponse:
    document = openapi_document()
    context = {
        "description": document["info"]["description"],
        "version": document["info"]["version"],
        "endpoints": list(_endpoints(document)),
        "problems": _problems(),
        "symbols": _symbols(),
        "figures_url": request.build_absolute_uri(reverse("api:figures")),
    }
    return render(request, "api/docs.html", context)


def _endpoints(document: dict[str, Any]) -> Iterator[Endpoint]:
    for path, operations in document["paths"].items():
        operation = operations["get"]
        content = operation["responses"]["200"]["content"]["application/json"]
        yield Endpoint(
            key=operation["operationId"].replace("_", "-"),
            path=path,
            summary=operation["summary"],
            description=operation["description"],
            parameters=_parameters(operation),
            answer=_answer(document, operation, content["schema"]),
            example=_example(content),
        )


def _parameters(operation: dict[str, Any]) -> Table | None:
    rows = [
        Row([each["name"], _values(each["schema"]), each.get("description", "")])
        for each in operation.get("parameters", [])
        if each["in"] in ("query", "path")
    ]
    if not rows:
        return None
    columns = [Column("Parameter"), Column("Values"), Column("Meaning")]
    return Table(f"Parameters of {operation['summary'].lower()}", columns, rows, caption_size="s")


def _answer(document: dict[str, Any], operation: dict[str, Any], schema: dict[str, Any]) -> Table:
    """The fields of one item; those of a page around it are explained once, above."""
    item = _resolved(document, schema)
    if "count" in item["properties"]:
        item = _resolved(document, item["properties"]["results"]["items"])
    rows = [
        Row([name, _values(_resolved(document, each)), each.get("description", "")])
        for name, each in item["properties"].items()
    ]
    columns = [Column("Field"), Column("Values"), Column("Meaning")]
    return Table(f"Fields of {operation['summary'].lower()}", columns, rows, caption_size="s")


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return found


def _values(schema: dict[str, Any]) -> str:
    """What may stand there, in words."""
    schema = schema.get("items", schema)
    if "enum" in schema:
        return ", ".join("empty" if each is None else str(each) for each in schema["enum"])
    alternatives = schema.get("oneOf") or schema.get("allOf")
    if alternatives:
        return "; ".join(filter(None, map(_values, alternatives)))
    kinds = schema.get("type", "object")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join("empty" if kind == "null" else schema.get("format", kind) for kind in kinds)


def _example(content: dict[str, Any]) -> str:
    examples = list(content.get("examples", {}).values())
    return json.dumps(examples[0]["value"], indent=2, ensure_ascii=False) if examples else ""


def _problems() -> Table:
    rows = [Row([status, title]) for status, (_, title) in KINDS.items()]
    return Table("Problems by status", [Column("Status"), Column("Title")], rows, caption_size="s")


def _symbols() -> Table:
    rows = [Row([str(symbol), symbol.meaning]) for symbol in Symbol]
    return Table("Symbols", [Column("Symbol"), Column("Meaning")], rows, caption_size="s")
