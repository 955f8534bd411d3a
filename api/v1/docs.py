"""One page for people, drawn from the same OpenAPI document that programs read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from api.v1.openapi import openapi_document
from api.v1.paging import Pages
from api.v1.problems import KINDS
from api.v1.throttling import PerKey
from design_system.tables import Table
from kernel.symbols import Symbol
from partnerships.decorators import open_to_all
from partnerships.keys.scopes import Scope

WORDS = {"format": "JSON unless CSV is asked for. The header Accept: text/csv does the same."}
MOST = 10
"""Of a longer enumeration the page shows the beginning; the OpenAPI document has it whole."""
ABOUT = {
    400: "A parameter is misspelt or has a value that is not allowed. The problem names each one and says what is.",
    401: "The key is missing, misspelt, revoked or has expired.",
    403: "The key was not issued for what this address holds. The problem names the scope that is missing.",
    404: "The address or what it names does not exist.",
    405: "Only GET and HEAD are answered.",
    413: "The request carries more than any address takes. Requests here have no body.",
    406: "The Accept header asks for something other than JSON and CSV.",
    429: "The key asked too often. Wait as many seconds as the header Retry-After says.",
    500: "A fault of ours. Nothing in the request has to change.",
}


@dataclass(frozen=True)
class Endpoint:
    key: str
    path: str
    summary: str
    description: str
    parameters: Table | None
    fields: Table
    example: str


@open_to_all
def documentation(request: HttpRequest) -> HttpResponse:
    document = openapi_document()
    context = {
        "description": document["info"]["description"],
        "version": document["info"]["version"],
        "endpoints": list(_endpoints(document)),
        "problems": [(anchor, status, title, ABOUT[status]) for status, (anchor, title) in KINDS.items()],
        "symbols": [(str(symbol), symbol.meaning) for symbol in Symbol],
        "figures_url": request.build_absolute_uri(reverse("api:figures")),
        "rate": str(PerKey.THROTTLE_RATES[PerKey.scope]).replace("/", " requests a "),
        "scopes": [(scope.value, scope.opens) for scope in Scope],
        "pages": Pages,
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
            parameters=_parameters(document, operation),
            fields=_fields(document, operation, content["schema"]),
            example=_example(content),
        )


def _parameters(document: dict[str, Any], operation: dict[str, Any]) -> Table | None:
    rows = [
        [
            each["name"],
            _values(document, each["schema"].get("items", each["schema"])),
            each.get("description") or WORDS.get(each["name"], ""),
        ]
        for each in operation["parameters"]
    ]
    return _table(f"{operation['summary']}: parameters", "Parameter", rows) if rows else None


def _fields(document: dict[str, Any], operation: dict[str, Any], schema: dict[str, Any]) -> Table:
    """Those of one item. Those of the page around it are explained once, above."""
    item = _resolved(document, schema)
    if "count" in item["properties"]:
        item = _resolved(document, item["properties"]["results"]["items"])
    rows = [
        [name, _values(document, each), each.get("description", "")]
        for name, each in item["properties"].items()
    ]
    return _table(f"{operation['summary']}: fields", "Field", rows)


def _table(caption: str, first: str, rows: list[list[str]]) -> Table:
    return Table(caption, [first, "Values", "Meaning"], rows, caption_size="s", compact=True)


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return found


def _values(document: dict[str, Any], schema: dict[str, Any]) -> str:
    """What may stand there, in words."""
    schema = _resolved(document, schema)
    if "enum" in schema:
        words = ["empty" if each is None else str(each) for each in schema["enum"]]
        return ", ".join(words) if len(words) <= MOST else f"{words[0]}, {words[1]} … ({len(words)} in all)"
    if alternatives := schema.get("oneOf") or schema.get("allOf"):
        return " or ".join(_values(document, each) for each in alternatives)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " or ".join(_kind(document, schema, kind) for kind in kinds)


def _kind(document: dict[str, Any], schema: dict[str, Any], kind: str) -> str:
    if kind == "array":
        return f"list of {_values(document, schema['items'])}"
    if kind == "object":
        return f"object ({', '.join(schema['properties'])})"
    words = {"null": "empty", "string": schema.get("format", "text")}
    return str(words.get(kind, kind))


def _example(content: dict[str, Any]) -> str:
    examples = list(content.get("examples", {}).values())
    return json.dumps(examples[0]["value"], indent=2, ensure_ascii=False) if examples else ""
