from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from partnerships.context import owner_rights
from partnerships.models import Partnership
from tests.worlds import World, address

PASSWORD = "demonstration only"


def sign_in(who: str) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": address(who), "password": PASSWORD})
    return client


def lets_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_the_demonstrations_people_sign_in_to_the_demonstration(region: World) -> None:
    assert lets_in(sign_in("coordinator"))


def test_the_demonstrations_people_never_sign_in_to_a_live_service(region: World, settings: Any) -> None:
    settings.DEMONSTRATION = False
    client = sign_in("coordinator")
    assert not lets_in(client)
    settings.DEMONSTRATION = True
    assert not lets_in(client)  # no session was made either


def test_their_sessions_end_when_the_service_goes_live(
    client_for: Callable[[str], Client], settings: Any
) -> None:
    client = client_for("coordinator")
    assert lets_in(client)
    settings.DEMONSTRATION = False
    assert not lets_in(client)


@pytest.mark.parametrize(
    ("who", "page", "kept"),
    [
        ("coordinator", "/", "private, no-cache"),
        ("approver@berrydale", "/area/berrydale/", "private, no-store"),
    ],
)
def test_no_shared_computer_keeps_a_page(
    client_for: Callable[[str], Client], who: str, page: str, kept: str
) -> None:
    assert client_for(who).get(page)["Cache-Control"] == kept


def test_a_partnership_that_is_not_open_yet_is_not_there(
    region: World, client_for: Callable[[str], Client]
) -> None:
    client = client_for("approver@berrydale")
    with owner_rights():
        Partnership.objects.filter(slug="berrydale").update(opened_at=None)
    assert client.get("/area/berrydale/").status_code == 404
