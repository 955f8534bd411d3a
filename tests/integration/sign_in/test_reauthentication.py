"""Approving a return needs somebody who showed who they are within five minutes."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.integration.sign_in.browser import PASSWORD, set_up_app
from tests.integration.sign_off.desk import Desk
from tests.oracles.second_factor import code_for
from tests.signing_in import signed_in
from tests.worlds import World


@pytest.fixture
def desk(region: World) -> Desk:
    desk = Desk.open()
    desk.change()
    return desk


class Approving:
    def __init__(self, desk: Desk) -> None:
        self.submission = desk.prepare()
        self.page = f"/area/berrydale/submissions/{self.submission.pk}/"
        self.desk, self.before = desk, len(desk.returns())

    def approve(self, client: Client) -> str:
        page = client.get(self.page)
        address = next(part for part in page.content.decode().split('"') if part.endswith("/approve/"))
        form = {"confirm": "on", "seen_sha256": self.submission.content_sha256}
        return str(client.post(address, form)["Location"])

    @property
    def signed(self) -> bool:
        return len(self.desk.returns()) > self.before


def page_of(desk: Desk) -> Approving:
    approving = Approving(desk)
    from django.urls import reverse

    approving.page = reverse("sign_off:submission", args=["berrydale", approving.submission.pk])
    return approving


@pytest.mark.parametrize(("ago", "signs"), [(0, True), (290, True), (310, False), (3600, False)])
def test_five_minutes_are_fresh(desk: Desk, ago: int, signs: bool) -> None:
    approving = page_of(desk)
    approving.approve(signed_in(desk.approver, ago=ago))
    assert approving.signed is signs


def test_the_approver_confirms_and_approves_again(desk: Desk) -> None:
    approving = page_of(desk)
    client = signed_in(desk.approver, ago=3600)
    led_to = approving.approve(client)
    assert urlsplit(led_to).path == "/accounts/reauthenticate/"
    back = parse_qs(urlsplit(led_to).query)["next"][0]
    assert back == approving.page
    wrong = client.post("/accounts/reauthenticate/", {"password": "wrong", "next": back})
    assert wrong.status_code == 200
    assert not approving.signed
    right = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": back})
    assert right["Location"] == approving.page
    assert not approving.signed  # nothing is played again behind their back
    page = client.get(right["Location"]).content.decode()
    assert "Nothing is signed yet: check the figures and approve again." in page
    assert "approve again" not in client.get(approving.page).content.decode()
    approving.approve(client)
    assert approving.signed


def test_a_code_confirms_too(desk: Desk) -> None:
    approving = page_of(desk)
    client = signed_in(desk.approver)
    key = set_up_app(client)
    session = client.session
    session["account_authentication_methods"] = [
        {**record, "at": record["at"] - 3600} for record in session["account_authentication_methods"]
    ]
    session.save()
    assert approving.approve(client).startswith("/accounts/reauthenticate/")
    answer = client.post(
        "/accounts/reauthenticate/code/", {"code": code_for(key, step=1), "next": approving.page}
    )
    assert answer["Location"] == approving.page
    approving.approve(client)
    assert approving.signed


def test_what_another_person_showed_in_this_browser_does_not_count(desk: Desk) -> None:
    approving = page_of(desk)
    client = signed_in(desk.approver)
    session = client.session
    session["account_authentication_methods_user"] = str(desk.officer.pk)
    session.save()
    approving.approve(client)
    assert not approving.signed


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/x"])
def test_confirming_leads_to_no_other_site(desk: Desk, elsewhere: str) -> None:
    client = signed_in(desk.approver, ago=3600)
    answer = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/"
