"""The compare page: several indicators, every comparator, the address, the files, and what is refused."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from benchmarking.benchmarks.choice import MOST_INDICATORS
from benchmarking.benchmarks.downloads import COMPARED, MEANINGS
from benchmarking.benchmarks.forms import yearly_indicators
from tests.integration.pages.reading import get, rows_of, said, tables
from tests.integration.pages.standings import with_standings, without_standings
from tests.worlds import World

SignIn = Callable[[str], Client]
COMPARE = "/compare/"
ONE = f"{COMPARE}?indicator=re-referrals"
TWO = f"{COMPARE}?indicator=referrals-rate&indicator=re-referrals"


def test_the_address_is_brought_to_its_shortest_form(region: World, client_for: SignIn) -> None:
    client = client_for("member")
    sent = (
        f"{COMPARE}?indicator=re-referrals&indicator=referrals-rate&against=nation&area=cobblewick"
        "&area=applefordshire&year=&since=&order="
    )
    response = client.get(sent)
    assert response.status_code == 302
    short = f"{TWO}&area=applefordshire&area=cobblewick"
    assert response.headers["Location"] == short
    assert client.get(short).status_code == 200
    everywhere = "&".join(f"area={slug}" for slug in ("applefordshire", "berrydale", "cobblewick"))
    assert client.get(f"{ONE}&{everywhere}").headers["Location"] == ONE


def test_several_indicators_stand_in_one_table(region: World, client_for: SignIn) -> None:
    html = get(client_for("member"), f"{TWO}&year=2023")
    table = tables(html)["2 indicators, beside Albionia, 2023"]
    assert table[0] == ["Area", "Referrals (per 10,000 children, 2023)", "Re-referrals (%, 2023)"]
    by_area = {row[0]: row[1:] for row in table[1:]}
    assert by_area["Cobblewick"] == [
        "150.0140.4 to 160.1 ▼ Clearly lower", "20.0%17.5% to 22.7% ≈ Similar",
    ]  # fmt: skip
    assert list(by_area) == ["Appleford", "Berrydale", "Cobblewick", "Albionia"]
    assert "6 comparisons are shown." in said(html)
    assert "chance alone would still call about 0.3 of them higher or lower at 95%" in said(html)


def test_more_indicators_than_areas_run_down_the_page(region: World, client_for: SignIn) -> None:
    html = get(client_for("member"), f"{TWO}&area=berrydale&year=2024")
    table = tables(html)["2 indicators, beside Albionia, 2024"]
    assert table[0] == ["Indicator", "Albionia", "Berrydale"]
    assert [row[0] for row in table[1:]] == ["Referralsper 10,000 children, 2024", "Re-referrals%, 2024"]


def test_every_number_of_an_area_leads_to_its_figure(region: World, client_for: SignIn) -> None:
    html = get(client_for("member"), f"{TWO}&year=2023")
    grid = html[html.index('class="app-grid"') : html.index("Each indicator")]
    assert len(set(re.findall(r'href="(/figures/[^"]+)"', grid))) == 6


def test_a_hidden_value_is_neither_compared_nor_counted_nor_placed(
    region: World, client_for: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In 2025 two of three areas are hidden: one comparison stands, and no neighbours' average of the hidden."""
    with_standings(monkeypatch)
    client = client_for("coordinator")
    for against in ("neighbours", "region", "pooled", "applefordshire"):
        text = said(get(client, f"{ONE}&year=2025&against={against}"))
        assert "77.7" not in text
        assert "143rd" not in text
        assert ("1 comparison is shown." in text) == (against in ("neighbours", "region")), against


def test_hidden_values_come_last_whatever_they_are(region: World, client_for: SignIn) -> None:
    """Berrydale's 3 of 60 would be 5.0 %, the lowest of all."""
    html = get(client_for("member"), f"{ONE}&year=2025&order=value")
    rows = [row[0] for row in tables(html)["Re-referrals, year ending 31 March 2025"][1:4]]
    assert rows == ["Applefordshire", "Berrydale, Borough of", "Cobblewick"]
    rates = get(client_for("member"), f"{COMPARE}?indicator=referrals-rate&year=2025&order=value")
    listed = [row[0] for row in tables(rates)["Referrals, year ending 31 March 2025"][1:4]]
    assert listed == ["Berrydale, Borough of", "Applefordshire", "Cobblewick"]


def test_beside_the_neighbours(region: World, client_for: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    with_standings(monkeypatch)
    html = get(client_for("member"), f"{ONE}&year=2025&against=neighbours")
    table = tables(html)["Re-referrals, year ending 31 March 2025"]
    assert table[0][-3:] == ["Neighbours’ average", "Against Statistical neighbours", "Among authorities"]
    assert table[1][-3:] == ["20.5%of 9 of 10", "▼ Clearly lower (better)", "12th of 151"]
    assert "Appleford is lower than the average of the statistical neighbours." in said(html)
    assert "without an interval of its own" in said(html)
    assert "1st is the lowest value, which is read as the best" in said(html)
    assert "Neighbours of Appleford" in html  # a row of the chart


def test_without_standings_the_neighbours_are_not_available(region: World, client_for: SignIn) -> None:
    without_standings()
    html = get(client_for("member"), f"{ONE}&year=2025&against=neighbours")
    table = tables(html)["Re-referrals, year ending 31 March 2025"]
    assert table[0][-1] == "Neighbours’ average"
    assert "not available" in table[1][-1]
    assert "comparisons are shown" not in said(html)
    get(client_for("member"), f"{TWO}&against=neighbours")


def test_beside_the_pool_the_page_says_that_it_contains_the_area(region: World, client_for: SignIn) -> None:
    text = said(get(client_for("member"), f"{ONE}&year=2023&against=pooled"))
    assert "contains the area itself" in text
    assert "nothing is called better or worse" in text
    assert "(better)" not in text


def test_one_area_beside_another(region: World, client_for: SignIn) -> None:
    """80 of 400 and 180 of 900 are 20.0 % both; 66 of 300 is 22.0 %."""
    html = get(client_for("member"), f"{ONE}&area=berrydale&year=2023&against=cobblewick")
    table = tables(html)["Re-referrals, year ending 31 March 2023"]
    assert [row[0] for row in table[1:3]] == ["Berrydale, Borough of", "Cobblewick"]  # the other joins
    assert table[1][-2] == "+2.0 points\N{MINUS SIGN}3.1 to +7.6"
    assert table[1][-1] == "≈ Similar"
    assert table[2][-1] == "Compared with"
    assert (
        "by testing the difference between the two, not by looking whether their intervals overlap"
        in said(html)
    )


def test_a_file_holds_what_the_page_shows_and_the_comparator(
    region: World, client_for: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_standings(monkeypatch)
    rows = rows_of(client_for("analyst"), f"{TWO}&since=2024&against=neighbours&format=csv")
    assert {row["time_period"] for row in rows} == {"2024", "2025"}
    assert {row["indicator"] for row in rows} == {"referrals-rate", "re-referrals"}
    mine = {(row["la_name"], row["time_period"]): row for row in rows if row["indicator"] == "re-referrals"}
    row = mine["Applefordshire", "2025"]
    told = [row[name] for name in (
        "value", "compared_with", "comparator_value", "comparison", "clear_at_99_8", "better_or_worse",
        "neighbours_counted", "neighbours_expected", "place", "authorities",
    )]  # fmt: skip
    assert told == [
        "10.0",
        "Statistical neighbours",
        "20.5",
        "lower",
        "true",
        "better",
        "9",
        "10",
        "12",
        "151",
    ]
    assert mine["Applefordshire", "2024"]["compared_with"] == ""  # that year is shown, and not compared
    hidden = mine["Berrydale, Borough of", "2025"]
    assert [hidden[name] for name in ("symbol", "comparator_value", "comparison", "place")] == [
        "c",
        "",
        "",
        "",
    ]


def test_one_area_stands_beside_its_neighbours_through_the_years(
    region: World, client_for: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_standings(monkeypatch)
    client = client_for("member")
    asked = f"{ONE}&area=applefordshire&against=neighbours"
    history = tables(get(client, asked))["Re-referrals, all years"]
    assert history[0][-1] == "Neighbours’ average"
    assert [row[-1] for row in history[1:]] == ["20.5%", "22.2%", "[x]not available"]
    mine = [row for row in rows_of(client, f"{asked}&format=csv") if row["la_name"] == "Applefordshire"]
    assert [row["comparator_value"] for row in mine] == ["", "22.2", "20.5"]
    assert [row["comparison"] for row in mine] == ["", "", "lower"]
    hidden = get(client, f"{ONE}&area=berrydale&against=neighbours")
    assert "77.7" not in hidden


def test_the_note_says_how_to_read_the_file(region: World, client_for: SignIn) -> None:
    response = client_for("member").get(f"{TWO}&against=pooled&format=note")
    assert response.headers["Content-Disposition"] == 'attachment; filename="comparison-note.txt"'
    text = response.content.decode()
    for told in (f"http://testserver{TWO}&against=pooled", "contains the area itself", "re-referrals: Referrals within",
                 "Definition: version 1, SHA-256 ", "c: confidential", "clear_at_99_8: ", "Source of the wider places: "):  # fmt: skip
        assert told in text, told


def test_every_column_of_the_file_is_explained_or_the_departments() -> None:
    explained = {name for names in MEANINGS for name in names.split(", ")}
    assert set(COMPARED) <= explained


def test_refused_input_is_named_and_nothing_else_is_lost(region: World, client_for: SignIn) -> None:
    slugs = [each.slug for each in yearly_indicators()][: MOST_INDICATORS + 1]
    query = "&".join(f"indicator={slug}" for slug in slugs)
    address = f"{COMPARE}?{query}&area=berrydale&against=pooled&year=2024&since=2024&order=value"
    html = get(client_for("member"), address, status=400)
    assert "<title>Error: " in html
    assert "Select at most 8 indicators. You selected 9" in said(html)
    assert "govuk-error-summary__title" in html
    for slug in slugs:
        assert re.search(rf'value="{slug}"\s+checked', html), slug
    assert re.search(r'value="berrydale"\s+checked', html)
    for value in ("pooled", "2024", "value"):
        assert re.search(rf'<option value="{value}" selected', html), value
    assert html.count('<option value="2024" selected') == 2


def test_the_error_leads_to_a_box_that_can_be_seen(region: World, client_for: SignIn) -> None:
    html = get(client_for("member"), f"{COMPARE}?indicator=gone&area=berrydale", status=400)
    (target,) = re.findall(r'<a href="#(id_indicator[^"]*)"', html)
    topic = html[: html.index(f'id="{target}"')].rsplit("<details", 1)[1]
    assert topic.startswith(' class="app-choose__topic" open')
    assert "“gone” cannot be compared" in said(html)


def test_some_of_several_are_not_signed(region: World, client_for: SignIn) -> None:
    text = said(get(client_for("member"), f"{COMPARE}?indicator=re-referrals&indicator=icpc-rate&year=2024"))
    assert "No partnership has signed a figure yet of: Initial conferences." in text


def test_a_year_that_one_of_several_does_not_have_is_said(region: World, client_for: SignIn) -> None:
    text = said(get(client_for("member"), f"{TWO}&year=2011"))
    assert "Re-referrals: no area has figures for 2011. The newest year, 2025, is shown instead." in text


def test_what_is_chosen_can_be_taken_away_one_by_one(region: World, client_for: SignIn) -> None:
    html = get(client_for("member"), f"{TWO}&area=berrydale&against=pooled")
    tags = re.findall(r'class="app-filter__tag" href="([^"]+)"', html)
    assert [each.replace("&amp;", "&") for each in tags] == [
        f"{ONE}&area=berrydale&against=pooled",
        f"{COMPARE}?indicator=referrals-rate&area=berrydale&against=pooled",
        f"{TWO}&against=pooled",
    ]
    assert reverse("benchmarks:save_view") + "?indicator=referrals-rate" in html
