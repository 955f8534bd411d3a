"""Who reads what is sensitive leaves an event, once, and only when the page was really given."""

import csv
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.urls import reverse

from audit_trail.actions import record
from audit_trail.chain import moment
from audit_trail.middleware import address_of
from audit_trail.models import Event
from partnerships.trail.presenters import COLUMNS
from tests.integration.trail.owner import as_owner, broken
from tests.worlds import World

Clients = Callable[[str], Client]


@pytest.fixture
def new(region: World) -> Callable[[], list[Event]]:
    """The events since it was last asked."""
    seen = set(Event.objects.values_list("chain", "sequence"))

    def ask() -> list[Event]:
        found = [each for each in Event.objects.order_by("at") if (each.chain, each.sequence) not in seen]
        seen.update((each.chain, each.sequence) for each in found)
        return found

    return ask


def test_the_region_reads_a_signed_return(region: World, client_for: Clients, new: Any) -> None:
    row = region.standing("berrydale", 2025)
    client = client_for("coordinator")
    client.get(reverse("returns:receipt", args=[row.pk]), REMOTE_ADDR="192.0.2.9")
    client.get(reverse("indicators:of_return", args=[row.pk]))
    receipt, figures = new()
    assert (receipt.chain, receipt.action) == ("berrydale", "read signed return")
    assert receipt.subject == f"return {row.short_hash} for {row.period.label}"
    assert receipt.role == "Regional scrutiny coordinator"
    assert receipt.origin == "192.0.2.9"
    assert str(region.person("coordinator").pk) in receipt.actor
    assert (figures.chain, figures.action) == ("berrydale", "read figures of signed return")


def test_the_signed_text_is_downloaded(region: World, client_for: Clients, new: Any) -> None:
    row = region.standing("berrydale", 2025)
    client_for("approver@berrydale").get(reverse("sign_off:payload", args=["berrydale", row.pk]))
    (event,) = new()
    assert (event.chain, event.action, event.role) == ("berrydale", "download signed text", "Approver")


@pytest.mark.parametrize("who", ["member", "manager@cobblewick"])
def test_a_refused_reader_leaves_no_event(who: str, region: World, client_for: Clients, new: Any) -> None:
    row = region.standing("berrydale", 2025)
    client = client_for(who)
    assert client.get(reverse("returns:receipt", args=[row.pk])).status_code == 403
    assert client.get(reverse("trail:all")).status_code == 403
    assert client.get(reverse("own_trail:entries", args=["berrydale"])).status_code == 404
    assert new() == []


def test_what_was_not_given_leaves_no_event(region: World, client_for: Clients, new: Any) -> None:
    row = region.standing("berrydale", 2025)
    coordinator, auditor = client_for("coordinator"), client_for("auditor")
    assert coordinator.get(reverse("returns:receipt", args=[uuid.uuid4()])).status_code == 404
    assert coordinator.head(reverse("returns:receipt", args=[row.pk])).status_code == 200
    assert auditor.get(reverse("trail:all"), {"since_day": "40"}).status_code == 400
    assert Client().get(reverse("trail:all")).status_code == 302
    assert new() == []


def test_a_page_whose_event_cannot_be_written_is_not_given(region: World, client_for: Clients) -> None:
    client = client_for("auditor")
    as_owner(
        "ALTER TABLE audit_trail_event ADD CONSTRAINT full_up CHECK (action <> 'read audit trail') NOT VALID"
    )
    with pytest.raises(DatabaseError, match="full_up"):
        client.get(reverse("trail:all"))


def test_the_address_is_that_of_the_client_not_what_it_says(
    region: World, client_for: Clients, new: Any, settings: Any
) -> None:
    client, address = client_for("auditor"), reverse("trail:all")
    client.get(address, REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": "6.6.6.6"})
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.get(address, REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": "6.6.6.6, 198.51.100.4"})
    assert [each.origin for each in new()] == ["192.0.2.1", "198.51.100.4"]


@pytest.mark.parametrize("said", ["<script>", "", "1.2.3.4.5", "6.6.6.6"])
def test_what_cannot_be_an_address_is_not_written_down(said: str, settings: Any) -> None:
    """The last of these comes through fewer proxies than there are: nobody may choose what is written."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    request = RequestFactory().get("/", REMOTE_ADDR="", headers={"x-forwarded-for": said})
    assert address_of(request) == "address not known"


def test_role_and_address_end_with_the_request(region: World, client_for: Clients, new: Any) -> None:
    client_for("auditor").get(reverse("trail:all"), REMOTE_ADDR="192.0.2.1")
    record(by=None, action="test", subject="")
    assert [(each.role, each.origin) for each in new()][1][0] == ""
    assert Event.objects.get(action="test").origin.startswith("program ")


class TestPages:
    def rows(self, response: Any) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(response.content.decode())))

    def test_the_auditor_sees_every_chain_newest_first(self, region: World, client_for: Clients) -> None:
        record(by=None, action="test", subject="<b>bold</b>", partnership="cobblewick")
        page = client_for("auditor").get(reverse("trail:all")).content.decode()
        newest = Event.objects.get(action="test")
        assert page.index(f"Cobblewick {newest.sequence}") == min(
            page.index(name) for name in (f"Cobblewick {newest.sequence}", "Berrydale 1")
        )
        assert newest.hash[:12] in page
        assert "&lt;b&gt;" in page
        assert "<b>bold" not in page

    def test_a_manager_sees_their_own_chain_alone(self, region: World, client_for: Clients) -> None:
        client = client_for("manager@berrydale")
        text = self.rows(client.get(reverse("own_trail:csv", args=["berrydale"])))
        assert {row["chain"] for row in text} == {"berrydale"}
        assert len(text) == Event.objects.filter(chain="berrydale").count() - 1  # this download
        page = client.get(
            reverse("own_trail:entries", args=["berrydale"]), {"chain": "cobblewick"}
        ).content.decode()
        assert "Cobblewick" not in page

    @pytest.mark.parametrize(
        "asked",
        [
            {}, {"chain": "berrydale"}, {"chain": "the region"}, {"who": "approver"}, {"action": "RETURN"},
            {"who": "data officer", "action": "prepare", "chain": "cobblewick"}, {"who": "nobody"},
            {"since_day": "1", "since_month": "1", "since_year": "2026"},
            {"until_day": "1", "until_month": "1", "until_year": "2020"},
        ],
    )  # fmt: skip
    def test_the_csv_is_the_page(self, asked: dict[str, str], region: World, client_for: Clients) -> None:
        """Page by page to the end, in the same order; the file holds every entry the pages showed."""
        client = client_for("auditor")
        text = self.rows(client.get(reverse("trail:all_csv"), asked))
        table, query, shown = "trail:all", {**asked}, []
        limit = Event.objects.count()
        while True:
            response = client.get(reverse(table), query)
            shown += [(each.chain, each.sequence) for each in self.entries(response)]
            further = response.context["pages"].get("next")
            if further is None:
                break
            query = dict(part.split("=", 1) for part in further["href"][1:].split("&"))
            query = {name: self.plain(value) for name, value in query.items()}
            assert len(shown) <= 2 * limit
        own = {"read audit trail", "download audit trail"}
        stored = {(e.chain, e.sequence) for e in Event.objects.exclude(action__in=own)}
        in_file = [(row["chain"], int(row["sequence"])) for row in text]
        assert [each for each in shown if each in stored] == [each for each in in_file if each in stored]
        for row in text:
            event = Event.objects.get(chain=row["chain"], sequence=row["sequence"])
            assert list(row) == list(COLUMNS)
            assert row["at"] == moment(event.at)
            assert (row["actor"], row["hash"], row["detail"]) == (event.actor, event.hash, event.detail)

    def plain(self, value: str) -> str:
        from urllib.parse import unquote_plus

        return unquote_plus(value)

    def entries(self, response: Any) -> list[Any]:
        from audit_trail.selectors import Place

        names = {name: slug for slug, name in self.names().items()}
        table = response.context["table"]
        found = []
        for row in table.rows if table else ():
            name, _, number = row[0].value.rpartition(" ")
            found.append(Place(response.context, names[name], int(number.replace(",", ""))))
        return found

    def names(self) -> dict[str, str]:
        from partnerships.selectors import open_partnerships

        return {"": "Region"} | {each.slug: each.area.short_name for each in open_partnerships()}

    def test_pages_do_not_shift_while_they_are_read(self, region: World, client_for: Clients) -> None:
        for number in range(120):
            record(by=None, action="many", subject=f"number {number}")
        client, query, seen = client_for("auditor"), {"action": "many"}, []
        while True:
            response = client.get(reverse("trail:all"), query)
            seen += [row[1].note for row in response.context["table"].rows]
            record(by=None, action="many", subject="in between")
            further = response.context["pages"].get("next")
            if further is None:
                break
            query = {
                part.split("=", 1)[0]: self.plain(part.split("=", 1)[1])
                for part in further["href"][1:].split("&")
            }
        assert seen == [f"number <wbr>{n}".replace(" <wbr>", "<wbr> <wbr>") for n in range(119, -1, -1)]

    def test_fields_that_a_spreadsheet_would_run(self, region: World, client_for: Clients) -> None:
        for start in ("=", "+", "-", "@", "\t", "\r", "\n", "'="):
            record(by=None, action="test", subject=f"{start}cmd|' /C calc'!A0")
        record(by=None, action="test", subject="' a harmless one")
        text = self.rows(client_for("auditor").get(reverse("trail:all_csv"), {"action": "test"}))
        assert len(text) == 9
        assert [row["subject"][:2] for row in text] == [
            "' ",
            "''",
            "'\n",
            "'\r",
            "'\t",
            "'@",
            "'-",
            "'+",
            "'=",
        ]

    def test_dates_hold_the_whole_day_of_this_country(self, region: World, client_for: Clients) -> None:
        for number, at in ((1, "2026-06-30T22:59:59Z"), (2, "2026-06-30T23:00:00Z"), (3, "2026-07-01T22:59:59Z"),
                           (4, "2026-07-01T23:00:00Z")):  # fmt: skip
            as_owner(
                "UPDATE audit_trail_event SET at = %s WHERE chain = 'berrydale' AND sequence = %s",
                [at, number],
            )
        day = {f"{side}_{part}": value for side in ("since", "until")
               for part, value in (("day", "1"), ("month", "7"), ("year", "2026"))}  # fmt: skip
        text = self.rows(
            client_for("manager@berrydale").get(reverse("own_trail:csv", args=["berrydale"]), day)
        )
        assert [row["sequence"] for row in text] == ["3", "2"]

    @pytest.mark.parametrize(
        "query",
        [
            "?since_year=1&since_month=1&since_day=1", "?until_day=31&until_month=12&until_year=9999", "?chain=nowhere",
            "?since_day=2&since_month=1&since_year=2026&until_day=1&until_month=1&until_year=2026", "?who=%00",
        ],
    )  # fmt: skip
    def test_questions_that_make_no_sense(self, query: str, region: World, client_for: Clients) -> None:
        client = client_for("auditor")
        page = client.get(reverse("trail:all") + query)
        assert page.status_code == 400
        assert "There is a problem" in page.content.decode()
        assert client.get(reverse("trail:all_csv") + query).status_code == 400

    @pytest.mark.parametrize(
        "after", ["x", "~~", "2026-11-22~1~", "2026-11-22T00:00:00Z~99999999999999999999~", "%00"]
    )
    def test_a_place_that_is_none(self, after: str, region: World, client_for: Clients) -> None:
        assert client_for("auditor").get(reverse("trail:all") + f"?after={after}").status_code == 200

    def test_pages_ask_the_database_the_same_few_questions(self, region: World, client_for: Clients) -> None:
        from django.test.utils import CaptureQueriesContext

        client, own = client_for("auditor"), client_for("manager@berrydale")
        addresses = {reverse("trail:all"): client, reverse("own_trail:entries", args=["berrydale"]): own,
                     reverse("trail:all_csv"): client}  # fmt: skip
        counts = []
        for _ in range(2):
            for address, who in addresses.items():
                who.get(address)
                with CaptureQueriesContext(connection) as asked:
                    assert who.get(address).status_code == 200
                counts.append(len(asked))
            for number in range(200):
                record(by=None, action="many", subject=str(number), partnership=("", "berrydale")[number % 2])
        assert counts[:3] == counts[3:]
        assert max(counts) <= 14, counts

    def test_the_receipts_name_the_entry(self, region: World, client_for: Clients) -> None:
        row = region.standing("berrydale", 2025)
        event = Event.objects.get(chain="berrydale", action="approve return", detail__contains=row.sha256)
        ours = client_for("approver@berrydale").get(reverse("sign_off:receipt", args=["berrydale", row.pk]))
        theirs = client_for("coordinator").get(reverse("returns:receipt", args=[row.pk]))
        for page in (ours.content.decode(), theirs.content.decode()):
            assert f"Entry {event.sequence} of Berrydale" in page
            assert event.hash[:8] in page
            assert event.hash in page.replace("<span>", "").replace("</span>", "").replace("<wbr>", "")
        assert broken() == []
