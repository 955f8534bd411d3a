"""What the menu offers to whom, and where it says one is."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import audit
from tests.worlds import World

Sign = Callable[[str], Client]
EVERYBODY = (
    "coordinator", "analyst", "member", "workstream-lead", "peer-reviewer", "scrutineer", "auditor", "manager@berrydale",
    "data-officer@berrydale", "approver@berrydale", "reader@berrydale", "panel@berrydale", "moderator@berrydale",
    "lead@threeshires-icb", "contributor@threeshires-icb",
)  # fmt: skip


def current(client: Client, address: str) -> list[str]:
    page = client.get(address, follow=True)
    assert page.status_code == 200, address
    return [each["text"] for each in page.context["navigation"] if each["active"]]


@pytest.mark.parametrize("who", EVERYBODY)
def test_whoever_may_open_audits_and_results_finds_them_and_nobody_else(
    region: World, client_for: Sign, who: str
) -> None:
    audit.a_round()
    client = client_for(who)
    offered = {each["href"] for each in client.get("/you/").context["navigation"]}
    for address in ("/audits/", "/audits/results/"):
        assert (client.get(address).status_code == 200) is (address in offered), address
    results = client.get("/audits/audit-2026/results/")
    listed = 'href="/audits/audit-2026/results/"' in client.get("/audits/").content.decode()
    assert (results.status_code == 200) is listed


def test_it_marks_the_section_or_nothing(region: World, client_for: Sign) -> None:
    audit.a_round()
    coordinator, manager = client_for("coordinator"), client_for("manager@berrydale")
    for client, address, expected in (
        (coordinator, "/", ["Home"]),
        (coordinator, "/you/", []),
        (coordinator, "/region/", []),
        (coordinator, "/audits/audit-2026/", ["Audits"]),
        (coordinator, "/audits/audit-2026/actions/", ["Audits"]),
        (coordinator, "/audits/audit-2026/results/", ["Audit results"]),
        (coordinator, "/areas/berrydale/", ["Compare"]),
        (coordinator, "/topics/referrals/", ["Indicators"]),
        (coordinator, "/organisations/berrydale-hospital/", ["People"]),
        (manager, "/area/berrydale/audits/audit-2026/actions/", [region.berrydale.short_name]),
        (manager, "/area/berrydale/audits/audit-2026/reminders/", [region.berrydale.short_name]),
        (client_for("lead@berrydale-hospital"), "/area/berrydale/agency/berrydale-hospital/actions/", ["Berrydale Hospital"]),
    ):  # fmt: skip
        assert current(client, address) == expected, address
