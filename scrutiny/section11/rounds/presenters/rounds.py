"""Rounds in a list, and one round in a few lines."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from design_system.tables import Cell, Table
from scrutiny.section11.models import Round, RoundEdition
from scrutiny.section11.rounds.links import Link
from scrutiny.section11.rounds.presenters.area import linked
from scrutiny.section11.rounds.presenters.wording import day
from scrutiny.section11.rounds.states import state_of


def rounds_table(
    rounds: Iterable[Round],
    links: Mapping[int, str],
    today: date,
    reads: Mapping[int, list[Link]] | None = None,
) -> Table:
    """`links`: where a round leads this person, by its key; `reads`: what else of it they may read."""
    columns = ["Round", "State", "First day", "Last day", "Challenge until", "Areas"]
    more = reads if reads and any(reads.values()) else None
    rows = [
        [
            Cell(each.name, href=links.get(each.pk, "")),
            Cell("", status=state_of(each, today)),
            day(each.opens_on),
            day(each.closes_on),
            day(each.challenge_until) or None,
            ", ".join(place.area.short_name for place in each.partnerships.all()),
            *([linked(more.get(each.pk, []), each.name) or None] if more else []),
        ]
        for each in rounds
    ]
    return Table("Rounds of the audit", [*columns, *(["Read"] if more else [])], rows, caption_hidden=True)


def facts(round_: Round, editions: Iterable[RoundEdition], today: date) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [
        ("State", Cell("", status=state_of(round_, today))),
        ("First day", day(round_.opens_on)),
        ("Last day", day(round_.closes_on)),
        ("Challenge until", day(round_.challenge_until) or "No day is set"),
        ("Areas", ", ".join(place.area.short_name for place in round_.partnerships.all())),
        ("What agencies answer", "; ".join(str(each.edition) for each in editions)),
        ("Round before", round_.previous.name if round_.previous else "None: nothing is carried in"),
    ]
    return [*rows, ("About", round_.about)] if round_.about else rows
