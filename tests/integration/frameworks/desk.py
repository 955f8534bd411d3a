"""Short ways to change a draft."""

from dataclasses import replace
from typing import Any

from scrutiny.frameworks.actions import StatementText
from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.models import Draft, DraftStatement


def row(draft: Draft, key: str) -> DraftStatement:
    return draft.statements.get(key=key)


def text_of(statement: DraftStatement, **changes: Any) -> StatementText:
    """What stands in the row, with some of it changed."""
    stands = StatementText(
        text=statement.text,
        guidance=statement.guidance,
        evidence=statement.evidence,
        area_specific=statement.area_specific,
        for_whom=statement.for_whom,
        grades=statement.grades,
        change_kind=statement.change_kind,
        earlier=statement.earlier,
    )
    return replace(stands, **changes)


def faults(draft: Draft) -> list[str]:
    assembly = Assembly(Draft.objects.get(pk=draft.pk))
    return [each.text for each in assembly.faults(assembly.earliest_day)]


def fingerprint(draft: Draft) -> str:
    return Assembly(Draft.objects.get(pk=draft.pk)).fingerprint


def typed(statement: DraftStatement, **changes: str | list[str]) -> dict[str, Any]:
    """What the form of a statement sends, with some of it changed."""
    before = statement.draft.based_on.content
    return {
        "text": statement.text,
        "guidance": statement.guidance,
        "evidence": "\n".join(statement.evidence),
        **({"area_specific": "on"} if statement.area_specific else {}),
        "for_whom": statement.for_whom,
        "change_kind": statement.change_kind,
        "earlier": ", ".join(before.placed[each].number for each in statement.earlier),
        "seen_version": str(statement.version),
        **{f"grade_{n}": statement.grades[each.slug] for n, each in enumerate(before.grades)},
        **changes,
    }
