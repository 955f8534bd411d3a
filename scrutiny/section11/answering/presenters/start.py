"""What an agency should know before it begins."""

from dataclasses import dataclass
from typing import Any

from scrutiny.section11.answering.carrying import CarriedIn
from scrutiny.section11.answering.colleagues import Colleague
from scrutiny.section11.answering.presenters.wording import areas_of
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk


@dataclass(frozen=True)
class StartPage:
    desk: Desk
    work: Work
    colleagues: list[Colleague]
    carried: list[CarriedIn]
    elsewhere: list[tuple[str, str]]
    """Where it answered the last round, if not at this desk: area, and address of its copy."""
    why_locked: str

    @property
    def leads(self) -> list[str]:
        return [each.title for each in self.colleagues if each.may_sign]

    @property
    def rows(self) -> list[tuple[str, Any]]:
        work = self.work
        kinds = {each.slug: each.name for each in work.content.kinds}
        return [
            ("Standards", f"{work.content.framework.name}, {work.content.variant.name.lower()} edition {work.content.label}"),
            *([("You answer as", kinds.get(work.expected.kind, work.expected.kind))] if work.expected.kind else []),
            ("Legal basis", work.expected.get_legal_basis_display()),
            ("You answer for", areas_of(work)),
            ("Statements", self.statements),
            ("Open", f"{work.round.opens_on:%-d %B %Y} to {work.situation.last_day_to_edit():%-d %B %Y}"),
            ("Accountable lead", ", ".join(self.leads) or "Nobody yet. Ask the regional coordinator to invite one."),
        ]  # fmt: skip

    @property
    def statements(self) -> str:
        asked = {each.statement.id: each.statement for each in self.work.questions}
        own = sum(each.area_specific for each in asked.values())
        areas = len(self.work.partnerships)
        if not own or areas < 2:
            return f"{len(asked)}"
        return f"{len(asked)}, of which {own} are answered for each of your {areas} areas: {len(self.work.questions)} answers"

    @property
    def sections(self) -> list[tuple[str, int]]:
        found: dict[str, set[str]] = {}
        for each in self.work.questions:
            found.setdefault(each.standard.title, set()).add(each.statement.id)
        return [(title, len(ids)) for title, ids in found.items()]
