"""The quality of an indicator's data; the profile's columns; pages of themes and topics."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from benchmarking.benchmarks.presenters.quality import quality_rows
from benchmarking.indicators.actions import project_new_returns
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.models import Figure
from kernel.periods import Period
from scrutiny.programme.models import Theme
from tests import worlds
from tests.integration.pages.reading import get, said, tables
from tests.integration.pages.standings import with_standings, without_standings
from tests.worlds import World

SignIn = Callable[[str], Client]
INDICATOR = "/indicators/re-referrals/"
SMALL = "Confidential: hidden because the number is small, or would give a small one away"


def test_who_signed_what_is_missing_and_what_was_corrected(region: World, client_for: SignIn) -> None:
    found = tables(get(client_for("member"), INDICATOR))
    signed = found["Who signed the figures of 2025"]
    assert [row[:2] for row in signed[1:]] == [
        ["Applefordshire", "Official"], ["Berrydale, Borough of", "Local"], ["Cobblewick", "Official"],
    ]  # fmt: skip
    # Berrydale wrote "Counted by hand" beside its 3 of 60: a note beside a hidden count may quote it.
    assert signed[2][3:] == ["Business unit data officer, SiB; Partnership approver, SiB", "–no value"]
    assert found["What is missing, and why"][1:] == [
        ["Berrydale, Borough of", SMALL, "2025"],
        ["Cobblewick", "Not available", "2024"],
        ["Cobblewick", SMALL, "2025"],
    ]
    (corrected,) = found["Corrections since"][1:]
    assert (corrected[:2], len(corrected)) == (["Applefordshire", "2024"], 3)
    (told,) = tables(get(client_for("analyst"), INDICATOR))["Corrections since"][1:]
    assert told[:2] + told[3:] == ["Applefordshire", "2024", "Two families were counted twice."]


def test_the_quality_says_what_holds_for_the_series(region: World, client_for: SignIn) -> None:
    text = said(get(client_for("member"), INDICATOR))
    assert (
        "8 official: published by a government department as an official statistic. 1 local: counted by"
        in text
    )
    assert "All figures were signed under version 1 of the definition." in text
    assert "Due on 20 November 2027." in text


def test_breaks_gaps_and_late_reviews_are_said(region: World) -> None:
    definition = catalogue().get("re-referrals")
    figures = list(Figure.objects.filter(indicator="re-referrals"))
    figures[0].definition_version, figures[0].is_current = 7, True
    rows = dict(quality_rows(definition, figures, [2018, 2020, 2021], date(2030, 1, 1)))
    assert rows["Years without a figure of any place"] == "2019"
    assert f"under an earlier version of the definition: {figures[0].year}" in rows["Breaks in the series"]
    assert rows["Next review of the definition"].endswith("The review is overdue.")


def test_the_recent_trend_stands_in_words(region: World, client_for: SignIn) -> None:
    for year, x in ((2021, 20), (2022, 40)):
        worlds.enter("applefordshire", f"re-referrals,{year},{x},400,official,,\n")
        worlds.sign("applefordshire", Period.reporting_year(year))
    worlds.enter("applefordshire", "re-referrals,2025,140,400,official,,\n")
    worlds.sign("applefordshire", Period.reporting_year(2025), reason="Counted again.")
    project_new_returns()
    client = client_for("member")
    heading = tables(get(client, INDICATOR))["Where each area is heading, five years to 2025"]
    assert [row[:2] for row in heading[1:]] == [
        ["Applefordshire", "Increasing (getting worse)"],
        ["Berrydale, Borough of", "Cannot be calculated"],
        ["Cobblewick", "Cannot be calculated"],
    ]
    assert [row[2] for row in heading[1:2]] == ["10th of 10"]
    profile = tables(get(client, reverse("benchmarks:area", args=["applefordshire"])))["Referrals"]
    assert "Increasing (getting worse)" in profile[2][-1]


def test_the_profile_places_the_area_among_others(
    region: World, client_for: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_standings(monkeypatch)
    client = client_for("member")
    table = tables(get(client, reverse("benchmarks:area", args=["applefordshire"])))["Referrals"]
    assert table[0] == [
        "Indicator", "Newest value", "Albionia", "Against Albionia", "Neighbours’ average", "Among authorities",
        "Recent trend",
    ]  # fmt: skip
    assert table[2][1:6] == [
        "10.0%7.6% to 13.1%",
        "22.0%",
        "▼ Clearly lower (better)",
        "20.5%of 9 of 10",
        "12th of 151",
    ]
    hidden = get(client, reverse("benchmarks:area", args=["berrydale"]))
    assert "77.7" not in hidden
    assert "143rd" not in hidden
    assert "2 comparisons are shown." in said(
        get(client, reverse("benchmarks:area", args=["applefordshire"]))
    )
    assert "1 comparison is shown." in said(hidden)


def test_without_standings_the_profile_says_nothing_of_them(region: World, client_for: SignIn) -> None:
    without_standings()
    table = tables(get(client_for("member"), reverse("benchmarks:area", args=["applefordshire"])))[
        "Referrals"
    ]
    assert "Among authorities" not in table[0]
    assert "Neighbours’ average" not in table[0]


def test_a_theme_shows_the_indicators_that_the_region_file_names(region: World, client_for: SignIn) -> None:
    client = client_for("member")
    listed = tables(get(client, reverse("benchmarks:themes")))["Themes of scrutiny"]
    assert listed[1] == [
        "Help on Market Days",
        "Referrals, Re-referrals, Initial conferences, Strategy discussions",
    ]
    assert listed[2] == ["Children on the Ferry", "None yet"]
    html = get(client, reverse("benchmarks:theme", args=["help-on-market-days"]))
    text = said(html)
    assert tables(html)["Help on Market Days: the newest figures"][1][0] == "Appleford"
    assert "Re-referrals : Appleford is lower than Albionia." in text
    assert "No partnership has signed a figure yet of: Initial conferences." in text
    assert "Strategy discussions" in tables(html)["Counts of partnerships, which are not compared"][1][0]
    address = "/compare/?indicator=referrals-rate&amp;indicator=re-referrals&amp;indicator=icpc-rate"
    assert f'href="{address}"' in html
    get(client, address.replace("&amp;", "&"))
    empty = get(client, reverse("benchmarks:theme", args=["children-on-the-ferry"]))
    assert "No indicator of this service speaks to this theme yet." in said(empty)


def test_a_theme_outlives_an_indicator(region: World, client_for: SignIn) -> None:
    Theme.objects.filter(slug="help-on-market-days").update(indicators=["withdrawn", "re-referrals"])
    get(client_for("member"), reverse("benchmarks:theme", args=["help-on-market-days"]))


def test_setup_refuses_a_theme_that_names_what_there_is_not(region: World, tmp_path: Path) -> None:
    text = worlds.REGION_FILE.read_text(encoding="utf-8").replace("icpc-rate", "happiness")
    file = tmp_path / "region.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="the theme help-on-market-days names “happiness”"):
        call_command("setup", region=file)


def test_every_topic_has_a_page_of_its_indicators(region: World, client_for: SignIn) -> None:
    client = client_for("member")
    html = get(client, reverse("benchmarks:topic", args=["referrals"]))
    assert tables(html)["Referrals: the newest figures"][0][1:] == [
        "Referrals (per 10,000 children, 2025)", "Re-referrals (%, 2025)",
    ]  # fmt: skip
    get(client, reverse("benchmarks:topic", args=["local-partnership-records"]))
    assert reverse("benchmarks:topic", args=["child-protection"]) in get(
        client, reverse("benchmarks:indicators")
    )
