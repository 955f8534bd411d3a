"""The regional pages, in the world of tests/worlds.py: who may read them, what they show, what they never show."""

import csv
import io
import re
import uuid
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.selectors import live_benchmark
from benchmarking.indicators.actions import project_new_returns
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.models import Figure
from benchmarking.indicators.shown import show
from kernel.periods import Period
from scrutiny.returns.models import Return
from tests import worlds
from tests.worlds import World

SignIn = Callable[[str], Client]
OTHER = Period.parse("2019-11-01/2020-12-31")


class _Text(HTMLParser):
    """What a reader reads: no scripts, no attributes, each text on its own."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(" ".join(data.split()))


def words(html: str) -> list[str]:
    parser = _Text()
    parser.feed(html)
    return parser.texts


def said(html: str) -> str:
    return " ".join(words(html))


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def compare(**query: object) -> str:
    pairs = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{reverse('benchmarks:compare')}?{pairs}"


def figure(slug: str, indicator: str, year: int, *, is_current: bool = True) -> Figure:
    return Figure.objects.get(partnership__slug=slug, indicator=indicator, year=year, is_current=is_current)


def address_of(row: Figure) -> str:
    return reverse("indicators:figure", args=[row.pk])


def benchmark_pages() -> list[str]:
    local = Figure.objects.get(indicator="strategy-discussions")
    signed = World().standing("berrydale", 2025)
    return [
        reverse("reports:home"),
        reverse("benchmarks:compare"),
        reverse("benchmarks:indicators"),
        *(reverse("benchmarks:indicator", args=[each]) for each in catalogue().slugs),
        *(reverse("benchmarks:area", args=[each]) for each in ("applefordshire", "berrydale", "cobblewick")),
        address_of(figure("berrydale", "re-referrals", 2025)),
        address_of(figure("applefordshire", "re-referrals", 2024, is_current=False)),
        address_of(local),
        reverse("indicators:of_return", args=[signed.pk]),
        reverse("programme:region"),
    ]


def return_pages() -> list[str]:
    superseded = Return.objects.get(superseded_by__isnull=False)
    return [reverse("returns:list"), reverse("returns:receipt", args=[superseded.pk])]


# --- Who may read -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", ["coordinator", "analyst", "member", "data-officer@berrydale", "approver@cobblewick"]
)
def test_whoever_reads_benchmarks_reads_every_page_of_them(
    region: World, client_for: SignIn, who: str
) -> None:
    client = client_for(who)
    for address in benchmark_pages():
        page(client, address)


@pytest.mark.parametrize("who", ["coordinator", "analyst"])
def test_scrutineers_read_returns(region: World, client_for: SignIn, who: str) -> None:
    client = client_for(who)
    for address in return_pages():
        page(client, address)


@pytest.mark.parametrize("who", ["member", "data-officer@berrydale", "approver@applefordshire"])
def test_nobody_else_reads_returns(region: World, client_for: SignIn, who: str) -> None:
    client = client_for(who)
    for address in return_pages():
        html = page(client, address, status=403)
        assert "SHA-256" not in html
        assert "Year ending" not in html


def test_whoever_cannot_read_receipts_is_not_led_to_them(region: World, client_for: SignIn) -> None:
    client = client_for("member")
    for address in benchmark_pages():
        leads = re.findall(r'href="(/returns/[^"]*)"', page(client, address))
        assert all(lead.endswith("/figures/") for lead in leads), address


def test_a_stranger_is_asked_to_sign_in(region: World, client: Client) -> None:
    for address in benchmark_pages() + return_pages():
        response = client.get(address)
        assert response.status_code == 302, address
        assert response.headers["Location"].startswith(reverse("account_login")), address


@pytest.mark.parametrize("name", ["programme:accessibility", "programme:how", "programme:sources"])
def test_pages_about_the_service_are_open_to_all(region: World, client: Client, name: str) -> None:
    page(client, reverse(name))


def test_every_page_leads_to_what_the_service_is(region: World, client: Client, client_for: SignIn) -> None:
    html = page(client, reverse("programme:sources"))
    for name in ("programme:how", "programme:sources", "programme:accessibility", "published:list"):
        assert f'href="{reverse(name)}"' in html
    region_link = f'href="{reverse("programme:region")}"'
    assert region_link not in html  # it needs a sign-in
    assert region_link in page(client_for("member"), reverse("programme:sources"))


@pytest.mark.parametrize(
    "address",
    [
        "/areas/nowhere/",
        "/indicators/no-such-indicator/",
        f"/figures/{uuid.UUID(int=1)}/",
        f"/returns/{uuid.UUID(int=1)}/",
        f"/returns/{uuid.UUID(int=1)}/figures/",
    ],
)
def test_what_is_not_there_is_not_found(region: World, client_for: SignIn, address: str) -> None:
    page(client_for("coordinator"), address, status=404)


# --- Compare ------------------------------------------------------------------------------------


def test_compare_shows_every_area_and_what_it_is_compared_with(region: World, client_for: SignIn) -> None:
    text = said(page(client_for("member"), compare(indicator="re-referrals", year=2023)))
    for shown in ("20.0%", "22.0%", "17.7% to 27.0%", "Threeshires", "The Imaginary Midlands", "Albionia"):
        assert shown in text
    # 80 of 400, 66 of 300 and 180 of 900 make 326 of 1,600; never the mean of the three percentages
    assert "326 1,600" in text
    assert "20.4%" in text


def test_compare_says_in_words_what_the_intervals_say(region: World, client_for: SignIn) -> None:
    html = page(client_for("member"), compare(indicator="re-referrals", year=2025))
    assert "Appleford is lower than Albionia." in said(html)
    assert "Clearly lower (better)" in said(html)
    assert "No area differs from Albionia." in said(
        page(client_for("member"), compare(indicator="re-referrals", year=2023))
    )


def test_no_verdict_where_neither_is_better(region: World, client_for: SignIn) -> None:
    text = said(page(client_for("member"), compare(indicator="referrals-rate", year=2023)))
    assert "Clearly lower" in text
    assert "(better)" not in text
    assert "(worse)" not in text


def test_compare_filters_areas_and_years(region: World, client_for: SignIn) -> None:
    client = client_for("analyst")
    html = page(client, compare(indicator="re-referrals", area="berrydale", year=2023, since=2024))
    rows = csv_rows(client, indicator="re-referrals", year=2023, area="berrydale", since=2024)
    assert {row["la_name"] for row in rows} == {"Berrydale, Borough of", "Threeshires, 3 areas pooled", ""}
    assert {row["time_period"] for row in rows} == {"2024", "2025"}
    assert "Re-referrals, 2024 to 2025" in said(html)
    assert '<th scope="row" class="govuk-table__header">Applefordshire</th>' not in html


def csv_rows(client: Client, **query: object) -> list[dict[str, str]]:
    response = client.get(compare(**query, format="csv"))
    assert response.headers["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_the_csv_says_what_the_page_says(region: World, client_for: SignIn) -> None:
    client = client_for("analyst")
    rows = csv_rows(client, indicator="re-referrals", year=2025)
    by_place = {
        (
            row["new_la_code"] or row["la_name"] or row["region_name"] or row["country_name"],
            row["time_period"],
        ): row
        for row in rows
    }
    assert by_place["E06000991", "2025"]["value"] == "10.0"
    assert by_place["E06000992", "2025"]["symbol"] == "c"
    assert by_place["E06000992", "2025"]["numerator"] == ""
    assert by_place["Threeshires, 3 areas pooled", "2025"]["symbol"] == "x"
    assert by_place["Threeshires, 3 areas pooled", "2025"]["numerator"] == ""


def test_a_year_without_figures_gives_the_newest_one_and_says_so(region: World, client_for: SignIn) -> None:
    text = said(page(client_for("member"), compare(indicator="re-referrals", year=2011)))
    assert "No area has figures of this indicator for 2011. The newest year is shown instead." in text
    assert "Re-referrals, year ending 31 March 2025" in text


@pytest.mark.parametrize(
    "query",
    [
        {"indicator": "no-such-indicator"},
        {"indicator": "rapid-reviews"},
        {"year": "last"},
        {"year": "2025.5"},
        {"year": "99999999999999999999"},
        {"year": "-1"},
        {"since": "x"},
        {"area": "nowhere"},
        {"area": "%00"},
        {"indicator": "%F0%9F%8D%8E", "format": "csv"},
        {"year": "x", "format": "csv"},
    ],
)
def test_a_bad_address_gives_a_page_that_helps(
    region: World, client_for: SignIn, query: dict[str, str]
) -> None:
    html = page(client_for("member"), compare(**query), status=400)
    assert "There is a problem" in html
    assert "start with the first indicator" in html


@pytest.mark.parametrize(
    "query",
    [
        {"year": ""},
        {"since": "1999"},
        {"since": "2199"},
        {"area": "berrydale&area=cobblewick"},
        {"colour": "red"},
    ],
)
def test_an_odd_address_still_gives_the_page(
    region: World, client_for: SignIn, query: dict[str, str]
) -> None:
    response = client_for("member").get(compare(indicator="re-referrals", **query), follow=True)
    assert response.status_code == 200


def test_an_indicator_nobody_signed_says_so(region: World, client_for: SignIn) -> None:
    text = said(page(client_for("member"), compare(indicator="icpc-rate")))
    assert "No partnership has signed a figure of this indicator yet." in text


def test_a_chart_never_stands_without_its_table(region: World, client_for: SignIn) -> None:
    client = client_for("member")
    for address in (
        compare(indicator="re-referrals"),
        reverse("benchmarks:indicator", args=["re-referrals"]),
    ):
        html = page(client, address)
        assert html.count("<figure") == 2
        for tables in ("app-compared", "app-history"):
            assert html.count(f'<div class="{tables}"><div class="app-table-scroll"') == 1


# --- Symbols and small numbers --------------------------------------------------------------------


def test_a_missing_value_has_its_symbol_and_the_symbol_its_meaning(region: World, client_for: SignIn) -> None:
    html = page(client_for("member"), compare(indicator="re-referrals", year=2024))
    assert "[x]" in words(html)
    assert "not available" in words(html)
    assert "[x] not available" in said(html)
    assert "confidential: hidden because the number is small" in said(html)


def pages_about_the_small_count() -> list[str]:
    row = figure("berrydale", "re-referrals", 2025)
    return [
        compare(indicator="re-referrals", year=2025),
        compare(indicator="re-referrals", area="berrydale", year=2025),
        compare(indicator="referrals-rate&indicator=re-referrals", against="cobblewick", order="value"),
        compare(indicator="re-referrals", against="applefordshire"),
        compare(indicator="re-referrals", against="pooled", order="value"),
        compare(indicator="re-referrals", against="neighbours", format="csv"),
        compare(indicator="re-referrals", format="note"),
        reverse("benchmarks:theme", args=["help-on-market-days"]),
        reverse("benchmarks:topic", args=["referrals"]),
        reverse("benchmarks:indicator", args=["re-referrals"]),
        reverse("benchmarks:area", args=["berrydale"]),
        address_of(row),
        reverse("indicators:of_return", args=[row.source_id]),
        reverse("returns:receipt", args=[row.source_id]),
    ]


def test_a_small_local_count_is_on_no_page(region: World, client_for: SignIn) -> None:
    """3 of 60 were signed. Neither 3, nor 5.0%, nor an interval or a chart point made of them may be seen."""
    client = client_for("coordinator")
    for address in pages_about_the_small_count():
        html = page(client, address)
        text = words(html)
        assert "3" not in text, address
        assert not re.search(r"(?<![\d.])5\.0 ?%", html), address
        assert "13.7%" not in html, address  # the upper end of its interval


def test_the_small_count_is_explained_where_it_would_stand(region: World, client_for: SignIn) -> None:
    client = client_for("coordinator")
    row = figure("berrydale", "re-referrals", 2025)
    text = said(page(client, address_of(row)))
    assert "A number this small" not in text
    assert "because a number this small could point at a child" in text
    assert "[c]" in words(page(client, reverse("indicators:of_return", args=[row.source_id])))
    assert "a number from 1 to 5 that counts children is not shown" in said(
        page(client, reverse("indicators:of_return", args=[row.source_id]))
    )


def test_a_correction_does_not_uncover_a_small_count(region: World, client_for: SignIn) -> None:
    worlds.enter("berrydale", "re-referrals,2025,33,60,local,,Counted again\n")
    worlds.sign("berrydale", Period.reporting_year(2025), reason="Ten times too few.")
    project_new_returns()
    old = figure("berrydale", "re-referrals", 2025, is_current=False)
    new = figure("berrydale", "re-referrals", 2025)
    client = client_for("coordinator")
    assert "3" not in words(page(client, address_of(old)))
    assert "3" not in words(page(client, address_of(new)))
    # What was withheld once stays so: a corrected count would say that the first one was small.
    assert not {"33", "55.0%"} & set(words(page(client, address_of(old))))
    assert "[c]" in words(page(client, address_of(new)))


def test_figure_pages_say_what_the_benchmark_says(region: World) -> None:
    """One calculation, two ways in: every value of today, held against the figure it came from."""
    values = [value for value in live_benchmark().values if value.figure_id]
    figures = Figure.objects.in_bulk([value.figure_id for value in values])
    assert len(values) == 18
    for value in values:
        shown = show(figures[value.figure_id])
        for name in ("numerator", "denominator", "value", "lower", "upper", "symbol"):
            assert getattr(shown, name) == getattr(value, name), (value, name)


# --- Areas, other periods, figures ----------------------------------------------------------------


def test_the_area_page_is_the_profile_of_one_area(region: World, client_for: SignIn) -> None:
    html = page(client_for("member"), reverse("benchmarks:area", args=["applefordshire"]))
    text = said(html)
    assert "Applefordshire Children's Safeguarding Partnership" in text.replace("&#x27;", "'")
    assert "Better than Albionia (1)" in text
    assert "10.0%" in text
    assert address_of(figure("applefordshire", "re-referrals", 2025)) in html
    assert html.count('class="app-spark"') == 2
    assert "Superseded" in text


def test_figures_of_other_periods_stand_apart(region: World, client_for: SignIn) -> None:
    html = page(client_for("member"), reverse("benchmarks:area", args=["cobblewick"]))
    apart = html.index("Figures of other periods")
    label = "1 November 2019 to 31 December 2020 (14 months)"
    assert html.index("425") > apart
    assert html.index(f">{label}</caption>") > apart
    assert "425" not in html[:apart]
    for address in (reverse("benchmarks:compare"), compare(indicator="referrals-rate")):
        assert "425" not in words(page(client_for("member"), address))


def test_an_other_period_of_a_yearly_indicator_is_on_no_line(region: World, client_for: SignIn) -> None:
    worlds.enter("berrydale", "re-referrals,2019-11-01/2020-12-31,171,777,local,,Fourteen months\n")
    worlds.sign("berrydale", OTHER)
    project_new_returns()
    client = client_for("member")
    html = page(client, reverse("benchmarks:indicator", args=["re-referrals"]))
    line, apart = html.split("Figures of other periods", 1)
    assert "22.0%" in apart  # 171 of 777
    assert "171" not in words(line)
    assert "2020" not in line.split("Every year")[1]
    assert "171" not in words(page(client, compare(indicator="re-referrals")))


def test_a_superseded_figure_still_has_its_page_and_says_so(region: World, client_for: SignIn) -> None:
    old = figure("applefordshire", "re-referrals", 2024, is_current=False)
    new = figure("applefordshire", "re-referrals", 2024)
    html = page(client_for("coordinator"), address_of(old))
    text = said(html)
    assert "This figure was superseded" in text
    assert "Two families were counted twice." in text
    assert address_of(new) in html
    assert "21.4%" in text  # 90 of 420, as signed then
    assert old.source.sha256 in html.replace("</span><wbr><span>", "")
    assert (
        "superseded"
        not in said(page(client_for("coordinator"), address_of(new))).lower().split("all that was signed")[0]
    )


def test_the_figure_page_says_who_signed_and_never_a_name_or_address(
    region: World, client_for: SignIn
) -> None:
    html = page(client_for("member"), address_of(figure("berrydale", "referrals-rate", 2025)))
    text = said(html)
    assert "Business unit data officer, SiB" in text
    assert "Partnership approver, SiB" in text
    assert "@berrydale" not in html
    assert "Children aged 0 to 17 in the middle of 2024" in text
    assert "30.0" in text  # 60 of 20,000
    assert "Provisional: may still change" in text


# --- Returns --------------------------------------------------------------------------------------


def test_the_list_of_returns_is_filtered(region: World, client_for: SignIn) -> None:
    client = client_for("coordinator")
    assert "11 returns." in said(page(client, reverse("returns:list")))
    assert "4 returns." in said(page(client, f"{reverse('returns:list')}?partnership=applefordshire"))
    assert "1 return." in said(page(client, f"{reverse('returns:list')}?state=superseded"))
    assert "There is a problem" in page(client, f"{reverse('returns:list')}?partnership=nowhere", status=400)
    page(client, f"{reverse('returns:list')}?page=900")
    page(client, f"{reverse('returns:list')}?page=x")


def test_a_receipt_verifies_the_return_anew(
    region: World, client_for: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for("coordinator")
    signed = region.standing("cobblewick", 2023)
    address = reverse("returns:receipt", args=[signed.pk])
    html = page(client, address)
    assert "Yes. The fingerprint was worked out again" in said(html)
    assert signed.sha256 in html.replace("</span><wbr><span>", "")
    real = Return.from_db.__func__

    def tampered(cls: type[Return], db: str, names: list[str], values: list[object]) -> Return:
        row: Return = real(cls, db, names, values)
        row.__dict__["payload"] = row.__dict__.get("payload", "").replace(
            '"numerator":900', '"numerator":901'
        )
        return row

    monkeypatch.setattr(Return, "from_db", classmethod(tampered))
    text = said(page(client, address))
    assert "This return does not verify." in text
    assert "the hash is not that of the text" in text


def test_receipts_lead_along_the_chain_of_corrections(region: World, client_for: SignIn) -> None:
    client = client_for("coordinator")
    new = region.standing("applefordshire", 2024)
    old = new.supersedes
    assert old is not None
    assert reverse("returns:receipt", args=[new.pk]) in page(
        client, reverse("returns:receipt", args=[old.pk])
    )
    html = page(client, reverse("returns:receipt", args=[new.pk]))
    assert reverse("returns:receipt", args=[old.pk]) in html
    assert "Two families were counted twice." in html


# --- Home -----------------------------------------------------------------------------------------


def test_home_says_what_is_still_to_be_done(region: World, client_for: SignIn) -> None:
    text = said(page(client_for("coordinator"), reverse("reports:home")))
    assert "There is no benchmark report to read yet." in text
    assert "Prepare a new issue of the report" in text
    assert "Prepare a new issue of the report" not in said(
        page(client_for("member"), reverse("reports:home"))
    )


def test_home_leads_to_the_newest_report(region: World, client_for: SignIn) -> None:
    issue = worlds.publish(run_benchmark(year=None, by=region.person("coordinator")))
    html = page(client_for("member"), reverse("reports:home"))
    assert reverse("reports:issue", args=[issue.pk]) in html
    assert "from 9 signed returns" in said(html)
    assert "Nothing that the region can see: every partnership has signed the newest year" in said(html)


def test_home_names_whoever_has_not_signed_the_newest_year(region: World, client_for: SignIn) -> None:
    worlds.publish(run_benchmark(year=None, by=region.person("coordinator")))
    worlds.enter("berrydale", "re-referrals,2026,66,300,provisional,,\n")
    worlds.sign("berrydale", Period.reporting_year(2026))
    text = said(page(client_for("member"), reverse("reports:home")))
    assert (
        "Applefordshire and Cobblewick have not signed a return for the year ending 31 March 2026 yet."
        in text
    )
    assert "1 return has been signed since the newest report" in text


def test_people_of_a_partnership_are_led_to_their_own_pages(region: World, client_for: SignIn) -> None:
    own = reverse("dataset:home", args=["berrydale"])
    assert own in page(client_for("approver@berrydale"), reverse("reports:home"))
    assert own not in page(client_for("coordinator"), reverse("reports:home"))


def test_the_region_page_says_who_works_together_and_since_when(region: World, client_for: SignIn) -> None:
    text = said(page(client_for("member"), reverse("programme:region")))
    for shown in (
        "Safe in Berrydale", "E10000991 until 31 March 2021", "Since 1 July 2022", "1 April 2015 to 30 June 2022",
        "Took over from Threeshires Clinical Commissioning Group.", "Help on Market Days",
        "Minutes of the made-up board", "Shared Data , from 1 February 2024",
    ):  # fmt: skip
        assert shown.replace(" ,", ",") in text, shown
