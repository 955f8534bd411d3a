"""The pages inside a partnership, clicked through as its people do."""

import hashlib
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.roles import DataOfficer
from benchmarking.indicators.models import figure_id
from kernel.periods import Period
from partnerships.actions import grant_role
from partnerships.context import inside
from scrutiny.returns.models import Return
from tenants.dataset.models import DraftFigure
from tenants.sign_off.models import State, Submission
from tests.worlds import HEADER, World, enter

AREA = "/area/berrydale/"
FIGURES = f"{AREA}figures/"
ENTRY = f"{FIGURES}entry/"
IMPORT = f"{FIGURES}import/"
RETURNS = f"{AREA}returns/"
OFFICER, APPROVER = "data-officer@berrydale", "approver@berrydale"
FIGURE = {"indicator": "re-referrals", "period": "2025"}
YEAR = Period.reporting_year(2025)

SignIn = Callable[[str], Client]


@pytest.fixture
def officer(client_for: SignIn) -> Client:
    return client_for(OFFICER)


@pytest.fixture
def approver(client_for: SignIn) -> Client:
    return client_for(APPROVER)


def text_of(response: Any) -> str:
    """What a reader reads: no tags, single spaces."""
    page = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def at(address: str, **query: str) -> str:
    return f"{address}?{urlencode(query)}"


def stored(region: World, indicator: str = "re-referrals", period: Period = YEAR) -> DraftFigure | None:
    with inside(region.berrydale):
        return DraftFigure.objects.filter(indicator=indicator, period_end=period.end).first()


def hidden(response: Any, name: str) -> str:
    tag = re.search(rf'<input type="hidden" name="{name}"[^>]*>', response.content.decode())
    assert tag, f"no hidden field {name}"
    value = re.search(r'value="([^"]*)"', tag[0])
    return unescape(value[1]) if value else ""


# --- Who may enter ---------------------------------------------------------------------------------

PAGES = [
    AREA,
    FIGURES,
    ENTRY,
    IMPORT,
    f"{FIGURES}figures.csv",
    f"{FIGURES}empty.csv",
    RETURNS,
    f"{RETURNS}prepare/",
]
FOR_OFFICERS = [ENTRY, IMPORT, f"{IMPORT}store/", f"{FIGURES}remove/", f"{RETURNS}prepare/"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("who", ["coordinator", "analyst", "member", "data-officer@cobblewick"])
def test_nobody_else_learns_that_it_exists(client_for: SignIn, who: str, address: str) -> None:
    assert client_for(who).get(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_without_signing_in(region: World, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", FOR_OFFICERS)
def test_an_approver_does_not_enter_figures(approver: Client, address: str) -> None:
    assert approver.get(address).status_code == 403
    assert approver.post(address).status_code == 403


@pytest.mark.parametrize(
    "address", [f"{RETURNS}{{}}/", f"{RETURNS}{{}}/signed-text.json", f"{RETURNS}waiting/{{}}/"]
)
def test_ids_that_are_not_ours(officer: Client, region: World, address: str) -> None:
    foreign = region.standing("cobblewick", 2025)
    for pk in (foreign.pk, foreign.submission, uuid4()):
        assert officer.get(address.format(pk)).status_code == 404


@pytest.mark.parametrize("deed", ["approve", "send-back"])
def test_a_decision_on_nothing(approver: Client, deed: str) -> None:
    assert approver.post(f"{RETURNS}waiting/{uuid4()}/{deed}/").status_code == 404


# --- Home -------------------------------------------------------------------------------------------


def test_home_says_where_we_stand(officer: Client, region: World) -> None:
    page = text_of(officer.get(AREA))
    assert f"Your own figures for {region.berrydale.area.name}" in page
    assert "Year ending 31 March 2025 2 Signed" in page
    assert "Prepare" not in page


def test_home_names_the_next_deed_for_each_person(officer: Client, approver: Client, region: World) -> None:
    assert "Nothing waits for you" in text_of(approver.get(AREA))
    enter("berrydale", "re-referrals,2025,5,60,local,,\nrapid-reviews,2021,1,,local,,\n")
    page = text_of(officer.get(AREA))
    assert "Prepare a correction for the year ending 31 March 2025" in page
    assert "Prepare the return for the year ending 31 March 2021" in page
    assert "Changed since signing" in page
    prepare(officer)
    assert "See the return you prepared for the year ending 31 March 2025" in text_of(officer.get(AREA))
    assert "Check and approve the return for the year ending 31 March 2025" in text_of(approver.get(AREA))


# --- Figures ----------------------------------------------------------------------------------------


def test_figures_of_a_period(officer: Client) -> None:
    page = text_of(officer.get(FIGURES))
    assert "Year ending 31 March 2025" in page
    assert "Referrals within 12 months of an earlier referral Counted by hand 3 60 5.0% Local" in page
    assert "30.0 per 10,000 children Provisional" in page
    assert "Business unit data officer" in page


def test_figures_of_an_older_period_and_of_none(officer: Client, client_for: SignIn) -> None:
    assert "66 300 22.0%" in text_of(officer.get(at(FIGURES, period="2023")))
    assert "31 March 2025" in text_of(officer.get(at(FIGURES, period="0001-01-01/0001-01-02")))
    page = text_of(client_for("data-officer@cobblewick").get("/area/cobblewick/figures/?period=2025"))
    assert "[c] confidential: hidden because the number is small, or would give a small one away 700" in page


def test_an_approver_reads_figures_but_has_no_link_to_change_them(approver: Client) -> None:
    page = approver.get(FIGURES).content.decode()
    assert "entry/" not in page
    assert "import/" not in page


def test_a_partnership_that_has_nothing_yet(officer: Client, region: World) -> None:
    with inside(region.berrydale):
        DraftFigure.objects.all().delete()
    assert "No figure has been entered yet" in text_of(officer.get(FIGURES))
    assert "No figure has been entered yet" in text_of(officer.get(f"{RETURNS}prepare/"))
    assert "Year ending 31 March 2025 0 Changed since signing" in text_of(officer.get(AREA))
    assert officer.get(f"{FIGURES}figures.csv").content.decode("utf-8-sig") == HEADER.replace("\n", "\r\n")


# --- One figure -------------------------------------------------------------------------------------


def post_entry(client: Client, address: str = "", **data: str) -> HttpResponse:
    filled = {"numerator": "4", "denominator": "60", "symbol": "none", "status": "local", "note": "", **data}
    return client.post(address or at(ENTRY, **FIGURE), filled)  # type: ignore[return-value]


def test_choosing_asks_again_in_words(officer: Client) -> None:
    assert "Choose the indicator and the period" in text_of(officer.get(ENTRY))
    page = text_of(officer.get(at(ENTRY, indicator="", period="soon")))
    assert "Select an indicator" in page
    assert "Write a year" in page
    assert "Select an indicator" in text_of(officer.get(at(ENTRY, indicator="nothing", period="2025")))


def test_the_form_asks_for_what_the_indicator_needs(officer: Client) -> None:
    percentage = text_of(officer.get(at(ENTRY, **FIGURE)))
    assert "Denominator Out of: all referrals in the year." in percentage
    rate = text_of(officer.get(at(ENTRY, indicator="referrals-rate", period="2025")))
    assert "20,000 children aged 0 to 17 lived in the area in the middle of 2024" in rate
    assert "Denominator" not in rate
    other = text_of(officer.get(at(ENTRY, indicator="referrals-rate", period="2024-01-01/2024-12-31")))
    assert "no official population" in other
    early = text_of(officer.get(at(ENTRY, indicator="referrals-rate", period="2019")))
    assert "No population estimate is held for the middle of 2018" in early
    assert "Denominator" not in text_of(officer.get(at(ENTRY, indicator="rapid-reviews", period="2025")))


def test_changing_a_figure(officer: Client, region: World) -> None:
    page = officer.get(at(ENTRY, **FIGURE))
    assert hidden(page, "seen_version") == "1"
    response = post_entry(officer, seen_version="1", note="Two\r\nlines")
    assert response.status_code == 302
    assert response["Location"] == f"{FIGURES}?period=2025"
    assert "Saved: Referrals within 12 months" in told(response)
    now = stored(region)
    assert now
    assert (now.numerator, now.note, now.version, now.changed_role) == (
        4, "Two\nlines", 2, region.person(OFFICER).role_title,
    )  # fmt: skip


def test_a_small_count(officer: Client) -> None:
    form = text_of(officer.get(at(ENTRY, **FIGURE)))
    assert "If it is from 1 to 5, the region sees it as [c]." in form
    assert "This count is small. The region sees it as [c]." in told(post_entry(officer, seen_version="1"))
    page = text_of(post_entry(officer, seen_version="2", status="official"))
    assert page.count("Official statistics do not show counts from 1 to 5 here") == 2
    assert "sees it as" not in told(post_entry(officer, seen_version="2", numerator="20"))
    reviews = at(ENTRY, indicator="rapid-reviews", period="2025")
    assert "sees it as" not in text_of(officer.get(reviews))


def test_a_small_count_is_named_before_it_is_stored_and_before_it_is_signed(
    officer: Client, approver: Client, region: World
) -> None:
    hint = "This count is small. The region sees it as [c]."
    rows = "re-referrals,2025,5,60,local,,\nicpc-rate,2025,3,,provisional,,\nrapid-reviews,2025,1,,local,,\n"
    assert text_of(upload(officer, rows)).count(hint) == 2
    change(region)
    assert hint in text_of(officer.get(at(f"{RETURNS}prepare/", period="2025")))
    assert hint in text_of(approver.get(prepare(officer)))


def test_adding_a_figure_without_a_number(officer: Client, region: World) -> None:
    address = at(ENTRY, indicator="section-47-rate", period="2025")
    response = officer.post(address, {"numerator": "", "symbol": "c", "status": "official", "note": ""})
    assert response.status_code == 302
    now = stored(region, "section-47-rate")
    assert now
    assert (now.numerator, now.denominator, now.symbol) == (None, 20_000, "c")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"numerator": "4,5"}, "Write a whole number in digits"),
        ({"numerator": "61"}, "larger than the denominator, 60"),
        ({"numerator": ""}, "Write the numerator, or a symbol"),
        ({"symbol": "c"}, "not both"),
        ({"symbol": "?"}, "Select an answer from the list"),
        ({"status": ""}, "Select an answer"),
        ({"denominator": ""}, "Write the number of all referrals in the year"),
        ({"note": "x" * 501}, "500 characters or fewer"),
        ({"note": "a\x07b"}, "cannot be printed"),
    ],
)
def test_errors_stand_at_their_field_and_at_the_top(
    officer: Client, region: World, data: dict[str, str], says: str
) -> None:
    response = post_entry(officer, seen_version="1", **data)
    assert response.status_code == 200
    page = text_of(response)
    assert "There is a problem" in page
    assert page.count(says) == 2
    assert "<title>Error: " in response.content.decode().replace("\n", "")
    assert hidden(response, "seen_version") == "1"
    now = stored(region)
    assert now
    assert now.numerator == 3


def test_two_people_change_one_figure(officer: Client, region: World) -> None:
    post_entry(officer, seen_version="1", numerator="4")
    response = post_entry(officer, seen_version="1", numerator="7", note="Mine")
    assert response.status_code == 409
    page = text_of(response)
    assert "Somebody else saved this figure while you were working on it" in page
    assert "Counted 4 7" in page
    assert "Mine" in page
    now = stored(region)
    assert now
    assert now.numerator == 4
    assert (
        post_entry(officer, seen_version=hidden(response, "seen_version"), numerator="7").status_code == 302
    )
    now = stored(region)
    assert now
    assert (now.numerator, now.version) == (7, 3)


def test_a_figure_that_somebody_else_removed(officer: Client, region: World) -> None:
    with inside(region.berrydale):
        DraftFigure.objects.filter(indicator="re-referrals", period_end=YEAR.end).delete()
    response = post_entry(officer, seen_version="1")
    assert response.status_code == 409
    assert "Somebody else removed this figure" in text_of(response)
    assert post_entry(officer, seen_version=hidden(response, "seen_version")).status_code == 302
    assert stored(region)


def test_a_second_click_is_no_conflict(officer: Client, region: World) -> None:
    first, second = (post_entry(officer, seen_version="1", numerator="4") for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    now = stored(region)
    assert now
    assert now.version == 2
    checked = upload(officer, ROWS)
    first, second = (officer.post(f"{IMPORT}store/", {"sealed": hidden(checked, "sealed")}) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert "are stored" in told(second)


def test_removing_asks_first(officer: Client, region: World) -> None:
    address = at(f"{FIGURES}remove/", **FIGURE)
    page = officer.get(address)
    assert "Remove this figure?" in text_of(page)
    post_entry(officer, seen_version="1")
    response = officer.post(address, {"seen_version": hidden(page, "seen_version")})
    assert response.status_code == 409
    assert stored(region)
    response = officer.post(address, {"seen_version": hidden(response, "seen_version")})
    assert response.status_code == 302
    assert "Removed: " in told(response)
    assert stored(region) is None
    assert officer.get(address).status_code == 404
    again = officer.post(address, {"seen_version": "2"})
    assert again.status_code == 302
    assert "not there any more" in told(again)
    assert officer.get(at(f"{FIGURES}remove/", indicator="re-referrals", period="soon")).status_code == 404


# --- Import -----------------------------------------------------------------------------------------


def upload(client: Client, rows: str | bytes, name: str = "ours.csv") -> Any:
    data = rows if isinstance(rows, bytes) else (HEADER + rows).encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


ROWS = "re-referrals,2025,4,60,local,,Counted by hand\nrapid-reviews,2025,2,,local,,\nre-referrals,2024,58,290,official,,\n"


def test_the_format_is_explained(officer: Client) -> None:
    page = text_of(officer.get(IMPORT))
    assert "2019-11-01/2020-12-31" in page
    assert "re-referrals Referrals within 12 months of an earlier referral Percentage" in page


def test_an_import_is_shown_first_and_stored_when_confirmed(officer: Client, region: World) -> None:
    checked = upload(officer, ROWS)
    page = text_of(checked)
    assert "To be added 1 To be changed 1 Stored already 1" in page
    assert "3 of 60 4 of 60 Nothing else changes" in page
    assert stored(region, "rapid-reviews") is None
    response = officer.post(f"{IMPORT}store/", {"sealed": hidden(checked, "sealed")})
    assert response.status_code == 302
    assert "1 added, 1 changed, 1 unchanged" in told(response)
    now = stored(region, "rapid-reviews")
    assert now
    assert now.numerator == 2


def test_an_import_that_changes_only_words_shows_both(officer: Client) -> None:
    note = "Counted again by two people, " * 10
    page = text_of(upload(officer, f're-referrals,2025,3,60,provisional,,"{note}"\n'))
    assert "3 of 60 Local. Note: Counted by hand 3 of 60 Provisional. Note: " + note.strip() in page
    assert "Changes: status, note" in page
    page = text_of(upload(officer, "re-referrals,2025,3,60,local,,\n"))
    assert "3 of 60 Note: Counted by hand 3 of 60 No note. Changes: note" in page


def test_every_wrong_cell_is_shown_and_nothing_is_stored(officer: Client, region: World) -> None:
    response = upload(officer, "rapid-reviews,2025,2,,local,,\nnothing,2025,1.5,,local,,<b>bold</b>\n")
    assert response.status_code == 422
    page = text_of(response)
    assert "2 cells in 1 row must be put right first" in page
    assert "Row 3, indicator nothing Write the code of an indicator" in page
    assert "Row 3, numerator 1.5 Write a whole number" in page
    assert stored(region, "rapid-reviews") is None


def test_many_wrong_cells_are_counted(officer: Client) -> None:
    response = upload(officer, "".join(f"nothing{n},2025,1,,local,,\n" for n in range(300)))
    assert "These are the first 200 of 300" in text_of(response)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 and so on", "This is not a CSV file"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"a;b;c\n1;2;3\n", "Missing: indicator"),
    ],
)
def test_files_that_cannot_be_read(officer: Client, data: bytes, says: str) -> None:
    page = text_of(upload(officer, data))
    assert "There is a problem" in page
    assert says in page


def test_no_file(officer: Client) -> None:
    assert "Choose a CSV file" in text_of(officer.post(IMPORT, {}))


def test_figures_that_changed_between_check_and_confirmation(officer: Client, region: World) -> None:
    checked = upload(officer, ROWS)
    post_entry(officer, seen_version="1", numerator="9")
    response = officer.post(f"{IMPORT}store/", {"sealed": hidden(checked, "sealed")})
    assert response.status_code == 409
    assert "9 of 60 No note. 4 of 60 Note: Counted by hand Also changes: note" in text_of(response)
    assert stored(region, "rapid-reviews") is None
    response = officer.post(f"{IMPORT}store/", {"sealed": hidden(response, "sealed")})
    assert response.status_code == 302
    assert stored(region, "rapid-reviews")


def test_a_confirmation_cannot_be_forged_or_carried_elsewhere(
    officer: Client, client_for: SignIn, region: World
) -> None:
    sealed = hidden(upload(officer, ROWS), "sealed")
    grant_role(
        person=region.person(OFFICER), role=DataOfficer, place=region.cobblewick,
        starts_on=timezone.localdate(), by=None,
    )  # fmt: skip
    elsewhere = client_for(OFFICER).post("/area/cobblewick/figures/import/store/", {"sealed": sealed})
    for response in (elsewhere, officer.post(f"{IMPORT}store/", {"sealed": "x" + sealed})):
        assert response.status_code == 200
        assert "Choose the file again" in text_of(response)
    assert officer.get(f"{IMPORT}store/")["Location"] == IMPORT
    assert officer.post(f"{IMPORT}store/")["Location"] == IMPORT
    assert stored(region, "rapid-reviews") is None


def test_what_is_downloaded_can_be_uploaded_and_changes_nothing(officer: Client, region: World) -> None:
    post_entry(officer, seen_version="1", note="=SUM(A1)\r\nand “more”")
    response = officer.get(f"{FIGURES}figures.csv")
    assert response["Content-Disposition"] == 'attachment; filename="figures-berrydale.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b",'=SUM" in response.content.replace(b'"', b"")
    page = text_of(upload(officer, response.content))
    assert "changes nothing" in page
    assert "To be added 0 To be changed 0 Stored already 6" in page


def test_an_empty_file_to_fill_in(officer: Client) -> None:
    response = officer.get(f"{FIGURES}empty.csv")
    assert "attachment" in response["Content-Disposition"]
    assert "has a header but no figures" in text_of(upload(officer, response.content))


def test_a_large_import_is_carried_from_page_to_page(officer: Client, region: World) -> None:
    rows = "".join(
        f"cases-reviewed,20{n // 300:02d}-01-01/20{n // 300:02d}-{n % 12 + 1:02d}-{n % 25 + 1:02d},{n},,local,,{'é' * 130}\n"
        for n in range(2_900)
    )
    unique = {line.split(",")[1]: line for line in rows.splitlines()}
    data = "\n".join(unique.values())
    filler = "\n" * (990_000 - len((HEADER + data).encode()))
    checked = upload(officer, data + filler)
    assert f"To be added {len(unique):,}" in text_of(checked)
    response = officer.post(f"{IMPORT}store/", {"sealed": hidden(checked, "sealed")})
    assert f"{len(unique):,} added" in told(response)


# --- Sign-off ---------------------------------------------------------------------------------------


def change(region: World) -> None:
    enter("berrydale", "re-referrals,2025,5,60,local,,\n")


def prepare(client: Client, reason: str = "Two families were counted twice.", period: str = "2025") -> str:
    """Prepare through the page; gives the address of the submission."""
    address = at(f"{RETURNS}prepare/", period=period)
    seen = hidden(client.get(address), "seen_sha256")
    response = client.post(address, {"seen_sha256": seen, "reason": reason})
    assert response.status_code == 302, text_of(response)
    return str(response["Location"])


def approve(client: Client, submission: str, **data: str) -> Any:
    seen = hidden(client.get(submission), "seen_sha256")
    return client.post(f"{submission}approve/", {"seen_sha256": seen, "confirm": "on", **data})


def test_preparing_shows_what_is_frozen_and_what_changes(officer: Client, region: World) -> None:
    change(region)
    page = text_of(officer.get(at(f"{RETURNS}prepare/", period="2025")))
    assert "Prepare a correction" in page
    assert "3 of 60 Local. Counted by hand 5 of 60 Local" in page
    assert "30.0 per 10,000 children" in page


def test_a_correction_without_a_reason(officer: Client, region: World) -> None:
    change(region)
    address = at(f"{RETURNS}prepare/", period="2025")
    seen = hidden(officer.get(address), "seen_sha256")
    assert "Say why the signed return needs correcting" in text_of(
        officer.post(address, {"seen_sha256": seen})
    )
    assert submissions(region, State.PREPARED) == 0


def submissions(region: World, state: State) -> int:
    with inside(region.berrydale):
        return Submission.objects.filter(state=state).count()


def test_figures_that_changed_while_preparing_are_shown_again(officer: Client, region: World) -> None:
    change(region)
    address = at(f"{RETURNS}prepare/", period="2025")
    seen = hidden(officer.get(address), "seen_sha256")
    enter("berrydale", "re-referrals,2025,6,60,local,,\n")
    response = officer.post(address, {"seen_sha256": seen, "reason": "Late records"})
    page = text_of(response)
    assert "A figure was changed after you opened this page" in page
    assert "6 of 60" in page
    assert "Late records" in page
    again = {"seen_sha256": hidden(response, "seen_sha256"), "reason": "Late records"}
    assert officer.post(address, again).status_code == 302


def test_nothing_to_prepare(officer: Client, region: World) -> None:
    address = at(f"{RETURNS}prepare/", period="2025")
    assert "There is nothing to correct" in text_of(officer.get(address))
    change(region)
    prepare(officer)
    assert "waits for approval already" in text_of(officer.get(address))
    response = officer.post(address, {"seen_sha256": "0" * 64, "reason": "Again"})
    assert "/returns/waiting/" in response["Location"]
    assert "prepared already" in told(response)
    assert submissions(region, State.PREPARED) == 1
    for period in ("1999", "soon", ""):
        assert "Which period is the return for?" in text_of(
            officer.get(at(f"{RETURNS}prepare/", period=period))
        )


def test_the_whole_way(officer: Client, approver: Client, region: World) -> None:
    change(region)
    before = region.standing("berrydale", 2025)
    submission = prepare(officer)
    mine = text_of(officer.get(submission))
    assert "You prepared this return, so somebody else has to approve it" in mine
    assert "Approve and lodge" not in mine
    page = text_of(approver.get(submission))
    assert "Two families were counted twice." in page
    assert "Approve and lodge the return" in page
    response = approve(approver, submission)
    signed = region.standing("berrydale", 2025)
    assert response["Location"] == f"{RETURNS}{signed.pk}/"
    assert "signed and lodged" in told(response)
    receipt = approver.get(response["Location"])
    page = text_of(receipt)
    assert "Two families were counted twice." in page
    assert region.person(OFFICER).role_title in page
    assert region.person(APPROVER).role_title in page
    assert f"It supersedes return {before.short_hash}" in page
    assert str(figure_id(signed.pk, "re-referrals")) in receipt.content.decode()
    assert f"Return {signed.short_hash} stands in its place" in text_of(officer.get(f"{RETURNS}{before.pk}/"))
    assert "This return is signed" in text_of(officer.get(submission))
    assert "Superseded" in text_of(officer.get(RETURNS))


def test_a_first_return_needs_no_reason(officer: Client, approver: Client, region: World) -> None:
    enter("berrydale", "rapid-reviews,2021,1,,local,,\n")
    address = at(f"{RETURNS}prepare/", period="2021")
    page = officer.get(address)
    assert "Why does" not in text_of(page)
    submission = officer.post(address, {"seen_sha256": hidden(page, "seen_sha256")})["Location"]
    approve(approver, submission)
    assert region.standing("berrydale", 2021).reason == ""


def test_a_double_click_leads_to_the_one_receipt(officer: Client, approver: Client, region: World) -> None:
    change(region)
    submission = prepare(officer)
    data = {"seen_sha256": hidden(approver.get(submission), "seen_sha256"), "confirm": "on"}
    first, second = (approver.post(f"{submission}approve/", data) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Return.objects.filter(partnership=region.berrydale, period_end=YEAR.end).count() == 2


def test_approving_without_having_confirmed(officer: Client, approver: Client, region: World) -> None:
    change(region)
    submission = prepare(officer)
    page = text_of(approve(approver, submission, confirm=""))
    assert page.count("Confirm that you have checked the figures") == 2
    assert submissions(region, State.PREPARED) == 1
    assert approver.get(f"{submission}approve/")["Location"] == submission


def test_approving_a_page_that_has_grown_old(officer: Client, approver: Client, region: World) -> None:
    change(region)
    submission = prepare(officer)
    data = {"seen_sha256": hidden(approver.get(submission), "seen_sha256"), "confirm": "on"}
    enter("berrydale", "re-referrals,2025,7,60,local,,\n")
    page = text_of(approver.post(f"{submission}approve/", data))
    assert "A figure was changed after this return was prepared" in page
    assert "Approve and lodge" not in text_of(approver.get(submission))
    officer.post(f"{submission}send-back/", {"note": "Changed"})
    assert "was sent back for changes" in text_of(approver.post(f"{submission}approve/", data))
    assert Return.objects.filter(partnership=region.berrydale, period_end=YEAR.end).count() == 1


def test_another_hash_than_the_one_shown(officer: Client, approver: Client, region: World) -> None:
    change(region)
    page = text_of(approve(approver, prepare(officer), seen_sha256="0" * 64))
    assert "shows something else than what was prepared" in page


def test_one_person_with_both_roles(officer: Client, region: World, client_for: SignIn) -> None:
    grant_role(
        person=region.person(APPROVER), role=DataOfficer, place=region.berrydale,
        starts_on=timezone.localdate(), by=None,
    )  # fmt: skip
    change(region)
    both = client_for(APPROVER)
    submission = prepare(both)
    assert "somebody else has to approve it" in text_of(both.get(submission))
    with inside(region.berrydale):
        seen = Submission.objects.get(state=State.PREPARED).content_sha256
    page = text_of(both.post(f"{submission}approve/", {"seen_sha256": seen, "confirm": "on"}))
    assert "The person who prepared a return cannot also approve it" in page
    assert submissions(region, State.PREPARED) == 1


def test_an_officer_cannot_approve_at_all(officer: Client, region: World) -> None:
    change(region)
    assert officer.post(f"{prepare(officer)}approve/", {"confirm": "on"}).status_code == 403


def test_sending_back(officer: Client, approver: Client, region: World) -> None:
    change(region)
    submission = prepare(officer)
    assert "Say what needs to change" in text_of(approver.post(f"{submission}send-back/", {"note": " "}))
    assert approver.get(f"{submission}send-back/")["Location"] == submission
    response = approver.post(f"{submission}send-back/", {"note": "Count the June referrals again"})
    assert response["Location"] == submission
    assert "Sent back" in told(response)
    page = text_of(officer.get(submission))
    assert "Count the June referrals again" in page
    assert "prepare the return again" in page
    assert "Count the June referrals again" in text_of(officer.get(RETURNS))
    again = approver.post(f"{submission}send-back/", {"note": "Twice"})
    assert "no longer waiting" in text_of(again)


BACK = "The return for the year ending 31 March 2025 was sent back."


def test_what_was_sent_back_is_said_first_until_it_is_prepared_again(
    officer: Client, approver: Client, region: World
) -> None:
    change(region)
    address = at(f"{RETURNS}prepare/", period="2025")
    submission = prepare(officer, reason="Late records came in.")
    approver.post(f"{submission}send-back/", {"note": "Count the June referrals again"})
    role = region.person(APPROVER).role_title
    for page in (text_of(officer.get(AREA)), text_of(approver.get(AREA)), text_of(officer.get(address))):
        assert BACK in page
        assert f"{role} wrote on " in page
        assert "Count the June referrals again" in page
    home = text_of(officer.get(AREA))
    assert home.index(BACK) < home.index("What you can do next")
    assert "Prepare the return for the year ending 31 March 2025 again" in home
    assert "Late records came in." in text_of(officer.get(address))
    assert BACK not in text_of(officer.get(at(f"{RETURNS}prepare/", period="2024")))
    enter("berrydale", "re-referrals,2025,7,60,local,,\n")
    again = prepare(officer)
    assert BACK not in text_of(officer.get(AREA))
    assert BACK not in text_of(officer.get(address))
    approve(approver, again)
    enter("berrydale", "re-referrals,2025,8,60,local,,\n")
    page = text_of(officer.get(address))
    assert BACK not in page
    assert "Two families were counted twice." not in page


def test_what_one_took_back_oneself_is_no_news_but_its_reason_is_kept(officer: Client, region: World) -> None:
    change(region)
    submission = prepare(officer, reason="Late records came in.")
    officer.post(f"{submission}send-back/", {"note": "My mistake"})
    assert BACK not in text_of(officer.get(AREA))
    page = text_of(officer.get(at(f"{RETURNS}prepare/", period="2025")))
    assert BACK not in page
    assert "Late records came in." in page


def test_going_back_to_what_was_signed_answers_it(officer: Client, approver: Client, region: World) -> None:
    change(region)
    approver.post(f"{prepare(officer)}send-back/", {"note": "The signed figure was right"})
    enter("berrydale", "re-referrals,2025,3,60,local,,Counted by hand\n")
    assert BACK not in text_of(officer.get(AREA))
    assert BACK not in text_of(officer.get(at(f"{RETURNS}prepare/", period="2025")))


def test_only_the_preparer_and_approvers_send_back(
    officer: Client, client_for: SignIn, region: World
) -> None:
    from accounts.actions import add_person

    colleague = add_person(
        email="colleague@berrydale.example", role_title="Colleague", password=None, by=None
    )
    grant_role(
        person=colleague,
        role=DataOfficer,
        place=region.berrydale,
        starts_on=timezone.localdate(),
        by=None,
    )
    change(region)
    submission = prepare(officer)
    other = client_for("colleague@berrydale")
    assert "An approver of the partnership has to check" in text_of(other.get(submission))
    assert other.post(f"{submission}send-back/", {"note": "No"}).status_code == 403
    response = officer.post(f"{submission}send-back/", {"note": "My mistake"})
    assert "Taken back" in told(response)
    assert submissions(region, State.SENT_BACK) == 1


def test_the_signed_text_hashes_to_the_return(approver: Client, region: World) -> None:
    signed = region.standing("berrydale", 2025)
    response = approver.get(f"{RETURNS}{signed.pk}/signed-text.json")
    assert hashlib.sha256(response.content).hexdigest() == signed.sha256
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_words_of_people_are_never_markup(officer: Client, approver: Client, region: World) -> None:
    nasty = "<script>alert(1)</script>"
    enter("berrydale", f"re-referrals,2025,5,60,local,,{nasty}\n")
    submission = prepare(officer, reason=nasty)
    approver.post(f"{submission}send-back/", {"note": nasty})
    signed = approve(approver, prepare(officer, reason=nasty))["Location"]
    checked = upload(officer, f"re-referrals,2025,6,60,local,,{nasty}\n", name="<b>.csv")
    wrong = upload(officer, f"{nasty},2025,6,60,local,,\n", name="<b>.csv")
    pages = [
        officer.get(address) for address in (AREA, FIGURES, RETURNS, submission, signed, at(ENTRY, **FIGURE))
    ]
    for page in (*pages, checked, wrong):
        assert "<script>alert" not in page.content.decode()
        assert "<b>" not in page.content.decode()


def test_queries_do_not_grow_with_periods(
    officer: Client, region: World, django_assert_max_num_queries: Any
) -> None:
    rows = "".join(f"rapid-reviews,{year},1,,local,,\n" for year in range(1995, 2025))
    enter("berrydale", rows)
    for address in (AREA, FIGURES, RETURNS, f"{RETURNS}prepare/?period=2025"):
        with django_assert_max_num_queries(18):
            assert officer.get(address).status_code == 200


def test_posts_need_the_token_of_the_page(region: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(region.person(OFFICER), backend="accounts.sign_in.Doorkeeper")
    assert post_entry(client, seen_version="1").status_code == 403
    assert client.post(IMPORT, {"file": io.BytesIO(b"x")}).status_code == 403
