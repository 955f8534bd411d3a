"""What an audit return says, for people to read before they sign it and after: every grade and every word that leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from design_system.tables import Cell, Table
from scrutiny.frameworks.content import Content
from scrutiny.frameworks.models import Edition
from scrutiny.returns.audit_payload import AuditedAgency, GradedStatement
from scrutiny.section11.models import LegalBasis
from scrutiny.section11.models.book import PlannedAction
from tenants.sign_off.presenters import moment

STATES = dict(PlannedAction.State.choices)
BASES = dict(LegalBasis.choices)
Part = dict[str, Any]


@dataclass(frozen=True)
class AgencyShown:
    """One agency of a return with the edition it answered."""

    agency: AuditedAgency
    content: Content

    @property
    def name(self) -> str:
        return self.agency.name

    @property
    def facts(self) -> str:
        several = "answers for several areas" if self.agency.several_areas else "answers for this area alone"
        return f"{BASES.get(self.agency.legal_basis, self.agency.legal_basis)}; {several}"

    def grade(self, place: int) -> str:
        return self.content.grades[place].name

    def counted(self, places: list[int]) -> str:
        names = [each.name.lower() for each in self.content.grades]
        return ", ".join(f"{n} {name}" for place, name in enumerate(names) if (n := places.count(place)))

    @property
    def grades_said(self) -> str:
        return f"All {len(self.agency.grades)} grades of {self.name}"

    @property
    def grades_table(self) -> Table:
        rows = [
            [
                f"{self._number(each.statement)} {self.content.placed[each.statement].statement.text}",
                self.grade(each.self_grade),
                self._moderated(each),
            ]
            for each in self.agency.grades
        ]
        columns = ["Statement", "Its own grade", "Moderated"]
        return Table(f"Grades of {self.name}", columns, rows, caption_hidden=True, compact=True)

    @property
    def practitioners_table(self) -> Table | None:
        view = self.agency.practitioners
        if view is None:
            return None
        columns = ["Standard", *(each.name for each in self.content.grades), "Could not say"]
        titles = {each.id: each.title for each in self.content.standards}
        rows = [[titles[standard], *view.grades[standard]] for standard in titles if standard in view.grades]
        return Table(
            f"What {view.replies} practitioners said of {self.name}",
            columns,
            rows,
            compact=True,
            caption_size="s",
        )

    @property
    def words(self) -> list[dict[str, str]]:
        """The released narratives, each under its statement, word for word."""
        return [{"about": self._about(each.statement), "text": each.text} for each in self.agency.narratives]

    @property
    def actions(self) -> list[dict[str, str]]:
        return [
            {
                "about": self._about(each.statement),
                "what": each.what,
                "facts": f"{each.owner}, due {each.due_on}, {STATES.get(each.state, each.state).lower()}",
            }
            for each in self.agency.actions
        ]

    def _about(self, statement: str) -> str:
        return f"{self._number(statement)} {self.content.placed[statement].statement.text}"

    def _number(self, statement: str) -> str:
        return self.content.placed[statement].number

    def _moderated(self, each: GradedStatement) -> Any:
        if each.moderated is None:
            return "Not moderated"
        at = f", {moment(datetime.fromisoformat(each.moderated_on))}" if each.moderated_on else ""
        return Cell(self.grade(each.moderated), note=f"{each.moderated_role}{at}")


def shown(content: dict[str, Any]) -> list[AgencyShown]:
    """The agencies of a return's content. One query, for the editions they answered."""
    agencies = [AuditedAgency.from_json(each) for each in content["agencies"]]
    rows = Edition.objects.filter(sha256__in={each.edition_sha256 for each in agencies})
    editions = {each.sha256: each.content for each in rows}
    return [AgencyShown(each, editions[each.edition_sha256]) for each in agencies]


def agencies_table(rows: list[AgencyShown]) -> Table:
    body = [[Cell(row.name, note=row.facts), *_cells(row)] for row in rows]
    columns = ["Agency", "Its own grades", "Moderated", "Practitioners", "Words released"]
    return Table("The agencies in it", columns, body)


def _cells(row: AgencyShown) -> Iterator[Any]:
    agency = row.agency
    if not agency.answered:
        yield from ("Had not signed its answers", "", "", "")
        return
    yield row.counted([each.self_grade for each in agency.grades])
    yield row.counted([each.moderated for each in agency.grades if each.moderated is not None]) or "None"
    yield f"{agency.practitioners.replies} replies" if agency.practitioners else "Nothing shown"
    words, actions = len(agency.narratives), len(agency.actions)
    yield f"{words} texts, {actions} actions" if words or actions else "None"


def changed_since(signed: dict[str, Any], now: dict[str, Any]) -> Table:
    """Which agencies stand otherwise than in the signed return, and in what."""
    before = {each["organisation"]: each for each in signed["agencies"]}
    after = {each["organisation"]: each for each in now["agencies"]}
    rows = [
        [(after.get(slug) or before[slug])["name"], ", ".join(_parts(before.get(slug), after.get(slug)))]
        for slug in sorted(before.keys() | after.keys())
        if before.get(slug) != after.get(slug)
    ]
    return Table("What changes against the signed return", ["Agency", "What is not the same"], rows)


NAMES = {
    "response_sha256": "the answers it signed",
    "practitioners": "practitioners’ view",
    "narratives": "released words",
    "actions": "released actions",
}


def _parts(before: Part | None, after: Part | None) -> Iterator[str]:
    if before is None or after is None:
        yield "it is new" if before is None else "it is left out"
        return
    pairs = [(_judgement(before), _judgement(after))]
    if pairs[0][0] != pairs[0][1]:
        yield "moderated grades"
    yield from (name for key, name in NAMES.items() if before[key] != after[key])
    if all(before[key] == after[key] for key in NAMES) and pairs[0][0] == pairs[0][1]:
        yield "how it is described"


def _judgement(agency: Part) -> list[Any]:
    return [(each["statement"], each["moderated"], each["moderated_on"]) for each in agency["grades"]]
