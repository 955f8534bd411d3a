"""One agency of a launched round, in a few lines."""

from collections.abc import Iterable
from typing import Any

from accounts.models import Person
from design_system.tables import Cell, Column, Table
from scrutiny.section11.models import ExpectedAgency
from scrutiny.section11.rounds.board import AgencyOnBoard
from scrutiny.section11.rounds.presenters.board import asked_as
from scrutiny.section11.rounds.presenters.wording import day


def facts(
    expected: ExpectedAgency, on_board: AgencyOnBoard, people: Iterable[Person]
) -> list[tuple[str, Any]]:
    closes_on = expected.round.closes_on
    return [
        ("Asked as", asked_as(on_board)),
        ("Why it answers", on_board.legal_basis),
        ("How far", Cell("", status=on_board.stage.label)),
        ("Last day to answer", day(on_board.last_day(closes_on))),
        (
            "Where it answers",
            "Once for all its areas" if on_board.in_shared_book else "To the partnership of its one area",
        ),
        (
            "Who answers for it",
            "; ".join(sorted(each.role_title for each in people)) or "Nobody yet: invite its lead",
        ),
    ]


def standing_table(expected: ExpectedAgency, on_board: AgencyOnBoard) -> Table:
    names = {each.partnership.slug: each.partnership.area.short_name for each in expected.areas.all()}
    rows = [
        [names[slug], Cell("", status=found.stage.label), found.words or None]
        for slug, found in on_board.cells.items()
    ]
    columns: list[Column | str] = ["Area", "How far", Column("Answered", numeric=True)]
    return Table("In each area", columns, rows)
