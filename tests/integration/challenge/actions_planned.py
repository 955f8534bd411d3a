"""A round in which agencies of both books planned something before they signed, and what each of their boards shows."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from partnerships.context import inside
from partnerships.models import Partnership
from scrutiny.section11.models import Delivery, Round
from scrutiny.section11.planned.actions import Planned, add_action
from tenants.self_assessment.models import SignedAnswers
from tests import audit
from tests.integration.audit.desks import sitting_at
from tests.integration.challenge.panel import LOCAL, SHARED, Panel
from tests.oracles.html_reading import read_page

TODAY = timezone.localdate()
DAY = timedelta(days=1)
POLICY = "policy-easy-to-find"
ELSEWHERE = "cobblewick-hospital"
STATES = {"open": "Not started", "under_way": "Under way", "done": "Done", "dropped": "Dropped"}


def plan(agency: str, round_: Round, what: str, due: date, statement: str = POLICY, area: str = "") -> Any:
    with sitting_at(agency) as desk:
        planned = Planned(what, "Head of HR", due)
        return add_action(
            desk=desk, round_=round_, statement=statement, area=area, planned=planned, by=audit.lead_of(agency)
        )  # fmt: skip


def asked_by_area(agency: str, round_: Round) -> str:
    return next(each.statement.id for each in audit.work(agency, round_).questions if each.area)


def sign(agency: str, round_: Round) -> None:
    audit.answer(agency, round_)
    audit.sign_answers(agency, round_)


def planned_round() -> Panel:
    """The ICB plans for all its areas and for two of them alone; the hospital twice; another one elsewhere."""
    round_ = audit.a_round(opens_on=TODAY - 90 * DAY)
    by_area = asked_by_area(SHARED, round_)
    plan(SHARED, round_, "Train everybody", TODAY - DAY)
    plan(SHARED, round_, "In Berrydale alone", TODAY, by_area, "berrydale")
    plan(SHARED, round_, "In Cobblewick alone", TODAY, by_area, "cobblewick")
    plan(LOCAL, round_, "=Print it", TODAY + 9 * DAY)
    plan(LOCAL, round_, "Tell the board", TODAY - 30 * DAY, "board-reports")
    plan(ELSEWHERE, round_, "In another hospital", TODAY)
    for agency in (SHARED, LOCAL, ELSEWHERE):
        sign(agency, round_)
    return Panel(round_)


def close(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(closes_on=TODAY - DAY)
    round_.refresh_from_db()


def naive(partnership: Partnership, round_: Round) -> list[tuple[str, str, str, str]]:
    """A second reading, past every selector: agency, what, due, state, from the newest signed texts."""
    with inside(partnership):
        texts = {
            row.organisation: row.canonical
            for row in Delivery.objects.filter(round=round_.slug).order_by("number")
        }
        for row in SignedAnswers.objects.filter(assessment__round=round_.slug).order_by("number"):
            texts[row.assessment.organisation] = row.canonical
    return sorted(
        (agency, action["what"], action["due_on"], STATES[action["state"]])
        for agency, text in texts.items()
        for answer in json.loads(text)["answers"]
        for action in answer["actions"]
    )


def rows_of(client: Client, address: str, **asked: str) -> list[dict[str, str]]:
    """The file's rows, which have to be those of the page under the same choice."""
    file = client.get(address.rstrip("/") + ".csv", asked)
    assert file.status_code == 200
    read = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    page = read_page(client.get(address, asked).content)
    shown = page.tables["Planned actions"][1:] if "Planned actions" in page.tables else []
    assert shown == [as_shown(each) for each in read]
    return read


def as_shown(row: dict[str, str]) -> list[str]:
    first, *rest = (
        row["action"].removeprefix("'"),
        f"{row['agency']}Signed on {in_words(row['signed_on'])}",
        f"{row['statement_number']} {row['statement']}",
        row["owner"],
        in_words(row["due_on"]) + (" Overdue" if row["overdue"] == "yes" else ""),
        f"{row['state']} {row.get('note', '')}".strip(),
    )
    if "evidence" in row:
        rest.append(row["evidence"].replace("; ", "") or "–no value")
    area = [f"{row['area']}Return of {in_words(row['lodged_on'])}"] if "area" in row else []
    return [first, *area, *rest]


def in_words(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"
