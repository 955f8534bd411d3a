"""The region's front page says how the newest round stands."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape

from django.test import Client
from django.utils import timezone

from scrutiny.returns.selectors import audit_returns_signed
from tests.audit_results_world import a_round, agencies_of, lodge_audit
from tests.worlds import World

Signer = Callable[[str], Client]


def front_page(client: Client) -> tuple[str, str]:
    """As it is, and as it reads."""
    html = client.get("/").content.decode()
    return html, " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_it_counts_partnerships_that_signed_and_leads_to_results(region: World, client_for: Signer) -> None:
    round_ = a_round()
    html, text = front_page(client_for("member"))
    assert "Section 11 audit-2026" in text
    assert "0 of 3 partnerships have signed" in text
    assert "/audits/audit-2026/results/" not in html
    signed = lodge_audit(round_, region.berrydale, agencies_of("berrydale"))
    corrected = agencies_of("berrydale", seed=2)  # not another partnership
    lodge_audit(round_, region.berrydale, corrected, supersedes=signed, reason="A grade was wrong.")
    html, text = front_page(client_for("member"))
    assert "1 of 3 partnerships has signed what their agencies answered." in text
    assert "Answers in this round were made up for a demonstration." in text
    assert "/audits/audit-2026/results/" in html
    assert 'href="/audits/audit-2026/"' not in html
    assert 'href="/audits/audit-2026/"' in front_page(client_for("coordinator"))[0]


def test_rounds_that_are_planned_or_open_later_are_not_the_newest(region: World, client_for: Signer) -> None:
    a_round("audit-2024", made_up=False)
    soon = timezone.localdate() + timedelta(days=3)
    a_round("audit-2028", opens_on=soon, closes_on=soon)
    a_round("audit-2030", launched_at=None)
    a_round("audit-2020", holds_answers=False)
    text = front_page(client_for("coordinator"))[1]
    assert "Section 11 audit-2024" in text
    assert "Answers in this round" not in text
    assert not [year for year in ("2028", "2030", "2020") if f"audit-{year}" in text]


def test_what_somebody_wrote_is_not_taken_for_the_name_of_a_round(region: World) -> None:
    first, *others = agencies_of("berrydale")
    told = replace(first, name='They wrote "round":"audit-2027"')
    lodge_audit(a_round(), region.berrydale, [told, *others])
    assert audit_returns_signed("audit-2026") == {region.berrydale.pk}
    assert audit_returns_signed("audit-2027") == set()
