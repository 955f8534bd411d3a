"""What is foreseen fills no log: somebody else was quicker. What is not foreseen still stands in it."""

import logging

import pytest
from django.conf import settings

from tests.integration.answering.conftest import Place, typed

HTMX = {"HX-Request": "true"}


def test_a_conflict_and_a_refusal_are_not_noted_and_a_wrong_address_is(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    name = next(iter(place.started().work.named))
    client, save = place.client(), place.in_round("save", name)
    client.post(save, typed(place.work, name, narrative="First."), headers=HTMX)
    stale = typed(place.work, name, narrative="Second.") | {f"{name}-seen": "0"}
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        assert client.post(save, stale, headers=HTMX).status_code == 409
        refused = client.post(save, typed(place.work, name, grade="no-grade"), headers=HTMX)
        assert refused.status_code == 422
        assert caplog.records == []
        assert client.get(place.in_round("section", "no-such-section")).status_code == 404
    assert [record.status_code for record in caplog.records] == [404]  # type: ignore[attr-defined]


def test_the_site_is_set_up_so() -> None:
    assert settings.LOGGING["loggers"]["django.request"]["filters"] == ["unforeseen"]
    assert any(type(each).__name__ == "Unforeseen" for each in logging.getLogger("django.request").filters)
