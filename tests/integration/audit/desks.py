"""The desk of an agency in either book, and its pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.test import Client

from partnerships.models import Organisation
from scrutiny.section11.answering.actions import start
from scrutiny.section11.desk import Desk
from scrutiny.section11.evidence.actions import Described, add_file, add_link, choose_evidence
from scrutiny.section11.evidence.checking import check_file
from scrutiny.section11.models import Round
from tests import audit
from tests.files_made_up import PDF
from tests.signing_in import signed_in
from tests.worlds import World

AGENCIES = ("threeshires-icb", "berrydale-hospital")
"""One in the shared book, one in its partnership's own."""
STATEMENT = "policy-easy-to-find"
DESCRIBED = Described("Training plan 2026", date(2026, 4, 1), date(2027, 3, 31))


def desk_of(agency: str) -> Desk:
    areas = audit.EXPECTED[agency][2]
    place = World().partnership(areas[0]) if len(areas) == 1 else None
    return Desk(audit.book_of(agency), Organisation.objects.get(slug=agency), place)


def url(agency: str, name: str, *args: Any) -> str:
    return desk_of(agency).url(name, *args)


def browser(agency: str, who: str = "lead") -> Client:
    return signed_in(World().person(f"{who}@{agency}"))


@contextmanager
def sitting_at(agency: str) -> Iterator[Desk]:
    """Inside the schema of its book."""
    desk = desk_of(agency)
    with audit.at_desk_of(agency):
        yield desk


def started(agency: str, round_: Round) -> Any:
    with sitting_at(agency) as desk:
        return start(book=desk.book, round_=round_, organisation=desk.organisation, by=audit.lead_of(agency))


def a_file(agency: str, data: bytes = PDF, title: str = "") -> Any:
    with sitting_at(agency) as desk:
        described = DESCRIBED if not title else Described(title, DESCRIBED.covers_from, None)
        return add_file(
            desk=desk, file=check_file("plan.pdf", data), described=described, by=audit.lead_of(agency)
        )


def choose(
    agency: str, round_: Round, *items: Any, offered: Any = (), statement: str = STATEMENT, area: str = ""
) -> None:
    with sitting_at(agency) as desk:
        choose_evidence(
            desk=desk, round_=round_, statement=statement, area=area, chosen=[each.pk for each in items],
            offered=[each.pk for each in offered], by=audit.lead_of(agency),
        )  # fmt: skip


def a_link(agency: str, address: str = "https://www.made-up.example/policy") -> Any:
    with sitting_at(agency) as desk:
        described = Described("Policy on the web", DESCRIBED.covers_from, None)
        return add_link(desk=desk, address=address, described=described, by=audit.lead_of(agency))
