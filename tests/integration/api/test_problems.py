"""Whatever goes wrong under /api/v1/ is application/problem+json in one shape."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from api.v1.throttling import PerKey
from tests.integration.api.conftest import Caller, problem_of


@pytest.mark.parametrize(
    "path",
    [
        "nosuch",
        "nosuch/",
        "areas/berrydale/",
        "benchmarks/1/",
        "indicators/re-referrals/x/",
        "figures/../../x",
        "é/",
    ],
)
def test_an_unknown_address(api: Caller, path: str) -> None:
    problem = problem_of(api.get(path), 404)
    assert problem["instance"].startswith("/")
    assert problem["errors"] == []


def test_an_unknown_address_needs_no_key_to_be_unknown(region: Any) -> None:
    problem_of(Client().get("/api/v1/nosuch/"), 404)
    problem_of(Client().post("/api/v1/nosuch/"), 404)


def test_what_an_address_names_does_not_exist(api: Caller) -> None:
    assert problem_of(api.get("indicators/referals/"), 404)["detail"] == "There is no indicator “referals”."
    missing = "benchmarks/6f4d2c0e-3a53-5b6a-9d0a-6a1f0f0f7c31/"
    assert "no benchmark" in problem_of(api.get(missing), 404)["detail"]
    assert "no benchmark" in problem_of(api.get(f"{missing}results/"), 404)["detail"]


def test_a_forgotten_slash_is_put_right(api: Caller) -> None:
    response = api.get("figures?limit=2")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/figures/?limit=2")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("path", ["areas/", "figures/", "indicators/re-referrals/", "benchmarks/"])
def test_writing_is_not_allowed(api: Caller, method: str, path: str) -> None:
    headers = {"authorization": f"Api-Key {api.key}"}
    response = getattr(Client(), method)(f"/api/v1/{path}", headers=headers)
    problem_of(response, 405)
    assert response["Allow"] == "GET, HEAD"


def test_a_media_type_that_is_not_there(api: Caller) -> None:
    problem = problem_of(api.get("areas/", accept="application/xml"), 406)
    assert problem["detail"] == "Available as application/json and text/csv."


def test_errors_are_json_where_csv_was_asked_for(api: Caller) -> None:
    problem_of(api.get("figures/", {"format": "csv", "area": "x"}), 400)
    problem_of(api.get("indicators/x/", {"format": "csv"}), 404)
    problem_of(api.get("indicators/x/", accept="text/csv"), 404)


def test_asking_too_often(api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PerKey.THROTTLE_RATES, "key", "2/minute")
    assert [api.get("areas/").status_code for _ in range(2)] == [200, 200]
    response = api.get("areas/")
    problem_of(response, 429)
    assert 0 < int(response["Retry-After"]) <= 60
    assert api.get("").status_code == 200


def test_another_key_has_its_own_count(
    api: Caller, organisation: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from partnerships.actions import issue_api_key

    other = Caller(issue_api_key(name="other", organisation=organisation, days=3, by=None))
    monkeypatch.setitem(PerKey.THROTTLE_RATES, "key", "1/minute")
    assert [api.get("areas/").status_code, api.get("areas/").status_code] == [200, 429]
    assert other.get("areas/").status_code == 200


def test_a_key_may_ask_a_sensible_number_of_times() -> None:
    assert settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]["key"] == "120/minute"


def test_a_fault_of_ours_says_nothing_of_itself(
    api: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down() -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("api.v1.areas.areas", break_down)
    response = api.get("areas/")
    problem = problem_of(response, 500)
    assert "secret" not in response.content.decode()
    assert problem["title"] == "Unexpected error"
    assert "secret of the house" in caplog.text


def test_each_kind_is_explained_where_it_points(api: Caller) -> None:
    problem = problem_of(api.get("nosuch/"), 404)
    page = Client().get("/api/v1/docs/").content.decode()
    address, anchor = problem["type"].split("#")
    assert address == "http://testserver/api/v1/docs/"
    assert f'id="{anchor}"' in page


@pytest.mark.parametrize("path", ["areas/", "figures/", "indicators/"])
def test_what_has_not_changed_is_not_sent_again(api: Caller, path: str) -> None:
    first = api.get(path)
    again = api.get(path, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert api.get(path, if_none_match='"other"').status_code == 200


def test_answers_are_kept_by_nobody_else(api: Caller) -> None:
    response = api.get("figures/")
    assert response["Cache-Control"] == "private, no-cache"
    assert {"Accept", "Authorization"} <= set(response["Vary"].split(", "))
    assert api.get("nosuch/", authorization="")["Content-Type"] == "application/problem+json"
    assert Caller("").get("figures/")["Cache-Control"] == "no-store"


def test_head_is_get_without_a_body(api: Caller) -> None:
    headers = {"authorization": f"Api-Key {api.key}"}
    response = Client().head("/api/v1/areas/", headers=headers)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(len(api.get("areas/").content))
