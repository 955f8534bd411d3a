"""The OpenAPI document is valid, and the API keeps to it whatever is asked."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import yaml
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, assume, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode, checks

from api.v1.openapi import openapi_document
from api.v1.throttling import PerKey
from benchmarking.benchmarks.models import Run
from tests.integration.api.conftest import Caller


@pytest.fixture
def document(region: Any) -> dict[str, Any]:
    found: dict[str, Any] = Client().get("/api/v1/schema/").json()
    return found


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()
    assert document == openapi_document()


def test_yaml_says_the_same(document: dict[str, Any]) -> None:
    response = Client().get("/api/v1/schema/", {"format": "yaml"})
    assert yaml.safe_load(response.content) == document


SCOPES = {
    "areas": "reference", "indicators": "reference", "figures": "figures", "benchmarks": "benchmarks",
    "standings": "figures", "audits": "benchmarks",
}  # fmt: skip


def test_every_resource_is_described(document: dict[str, Any]) -> None:
    assert set(document["paths"]) == {
        "/api/v1/areas/",
        "/api/v1/audits/",
        "/api/v1/audits/{round}/results/",
        "/api/v1/indicators/",
        "/api/v1/indicators/{slug}/",
        "/api/v1/figures/",
        "/api/v1/benchmarks/",
        "/api/v1/benchmarks/{id}/",
        "/api/v1/benchmarks/{id}/results/",
        "/api/v1/benchmarks/{id}/standings/",
        "/api/v1/standings/",
    }
    scheme = document["components"]["securitySchemes"]["ApiKey"]
    assert (scheme["type"], scheme["in"], scheme["name"]) == ("apiKey", "header", "Authorization")
    for path, operations in document["paths"].items():
        assert set(operations) == {"get"}
        operation = operations["get"]
        assert operation["security"] == [{"ApiKey": [SCOPES[path.split("/")[3]]]}]
        assert operation["summary"]
        assert operation["description"]
        responses = operation["responses"]
        assert set(responses["200"]["content"]) == {"application/json", "text/csv"}
        expected = {"200", "304", "400", "401", "403", "405", "406", "429", "500"} | (
            {"404"} if "{" in path else set()
        )
        assert set(responses) == expected
        for status in expected - {"200", "304"}:
            assert set(responses[status]["content"]) == {"application/problem+json"}


def test_closed_lists_are_enumerated(document: dict[str, Any]) -> None:
    figure = document["components"]["schemas"]["Figure"]["properties"]
    assert figure["symbol"]["enum"] == ["c", "x", "z", "low", "u", None]
    assert figure["status"]["enum"] == ["official", "provisional", "local"]
    parameters = {each["name"]: each for each in document["paths"]["/api/v1/figures/"]["get"]["parameters"]}
    assert "re-referrals" in parameters["indicator"]["schema"]["items"]["enum"]
    assert set(parameters) == {
        "indicator", "area", "geographic_level", "time_period", "time_period_from", "time_period_to",
        "time_identifier", "status", "limit", "offset", "format",
    }  # fmt: skip


def test_examples_keep_to_their_own_schema(document: dict[str, Any]) -> None:
    from jsonschema import Draft202012Validator

    seen = 0
    for operations in document["paths"].values():
        for response in operations["get"]["responses"].values():
            for media in response.get("content", {}).values():
                schema = {**media["schema"], "components": document["components"]}
                for example in media.get("examples", {}).values():
                    Draft202012Validator(schema).validate(example["value"])
                    seen += 1
    assert seen > 40


@pytest.fixture
def application() -> Iterator[Any]:
    """The site as a server runs it, except that a request leaves the test's transaction alone."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in signals:
        signal.connect(close_old_connections)


BOUNDED = settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
LOOKED_AT = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_asked_the_answer_keeps_to_the_document(
    api: Caller, run: Run, application: Any, monkeypatch: pytest.MonkeyPatch, mode: GenerationMode
) -> None:
    """Requests as the document allows them, and requests that it forbids."""
    monkeypatch.setitem(PerKey.THROTTLE_RATES, "key", "1000000/minute")
    statuses: set[int] = set()
    asked: set[str] = set()
    for found in schemathesis.openapi.from_wsgi("/api/v1/schema/", application).get_all_operations():
        operation = found.ok()

        @BOUNDED
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            assume([] not in (case.query or {}).values())  # an empty list is not sent: no parameter at all
            if mode == GenerationMode.POSITIVE:
                _name_what_exists(case, run)
            response = case.call(headers={"Authorization": f"Api-Key {api.key}"})
            asked.add(case.path)
            statuses.add(response.status_code)
            case.validate_response(response, checks=LOOKED_AT)

        ask()
    assert asked == set(openapi_document()["paths"])
    assert (200 in statuses) == (mode == GenerationMode.POSITIVE)
    assert 400 in statuses


def _name_what_exists(case: Any, run: Run) -> None:
    """The document cannot know the data: ask for what is there."""
    if "id" in case.path_parameters:
        case.path_parameters["id"] = str(run.pk)
    if "slug" in case.path_parameters:
        case.path_parameters["slug"] = "re-referrals"
    if "area" in case.query:
        case.query["area"] = ["berrydale"]
