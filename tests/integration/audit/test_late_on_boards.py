"""A late decision is said on boards for as long as it says something: not of an agency that has signed."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from scrutiny.section11.models import ExpectedAgency, Round
from scrutiny.section11.rounds.actions import allow_late
from tests import audit
from tests.integration.challenge.panel import Panel
from tests.worlds import World

LOCAL, OTHER = "berrydale-hospital", "berrydale-academy"
Sign = Callable[[str], Client]


def allowed(round_: Round, agency: str) -> None:
    expected = ExpectedAgency.objects.get(round=round_, organisation__slug=agency)
    until = round_.closes_on + timedelta(days=5)
    allow_late(expected=expected, until=until, reason=f"{agency} moved.", by=World().person("coordinator"))


def test_it_goes_when_the_agency_signs_and_comes_back_when_it_is_returned(
    region: World, client_for: Sign
) -> None:
    round_ = audit.a_round()
    for agency in (LOCAL, OTHER):
        allowed(round_, agency)
    clients = {
        "/audits/audit-2026/": client_for("coordinator"),
        "/area/berrydale/audits/audit-2026/": client_for("manager@berrydale"),
    }

    def notes() -> set[int]:
        pages = [client.get(address).content.decode() for address, client in clients.items()]
        return {page.count("May answer until") for page in pages}

    assert notes() == {2}
    audit.answer(LOCAL, round_)
    audit.sign_answers(LOCAL, round_)
    assert notes() == {1}
    own = (
        clients["/area/berrydale/audits/audit-2026/"]
        .get("/area/berrydale/audits/audit-2026/")
        .content.decode()
    )
    assert f"{OTHER} moved." in own
    assert f"{LOCAL} moved." not in own
    Panel(round_).give_back(LOCAL)
    assert notes() == {2}, "it may change its answers again"
