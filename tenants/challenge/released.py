"""Which words of an agency's signed answers may go to the region. What was released is what was read: when the agency
signs other words, they stay here until somebody releases those."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scrutiny.section11.models import Round
from tenants.challenge.models import Release
from tenants.challenge.responses import Response, Version

LEAVE_WITH_AN_ACTION = ("id", "what", "owner", "due_on", "state")
"""Of a planned action; its note stays."""


@dataclass(frozen=True)
class Released:
    """Statements whose narratives, and ids of the planned actions that, may go."""

    narratives: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()

    @property
    def number(self) -> int:
        return len(self.narratives) + len(self.actions)


def releases(round_: Round, organisation: str = "") -> dict[str, list[Release]]:
    """By the agency, oldest first. One query."""
    rows = Release.objects.filter(round=round_.slug)
    if organisation:
        rows = rows.filter(organisation=organisation)
    found: dict[str, list[Release]] = defaultdict(list)
    for row in rows.order_by("decided_at", "pk"):
        found[row.organisation].append(row)
    return found


def released(response: Response, rows: Iterable[Release]) -> Released:
    newest = {(row.statement, row.what, str(row.action or "")): row for row in rows}
    standing = [row for row in newest.values() if row.released and _says_the_same(response, row)]
    return Released(
        frozenset(row.statement for row in standing if row.what == Release.What.NARRATIVE),
        frozenset(str(row.action) for row in standing if row.what == Release.What.ACTION),
    )


def _says_the_same(response: Response, row: Release) -> bool:
    read = next((each for each in response.versions if each.sha256 == row.response_sha256), None)
    if read is None or response.current is None:
        return False
    then, now = _words(read, row), _words(response.current, row)
    return bool(now) and then == now


def _words(version: Version, row: Release) -> Any:
    """What would leave; empty where it is not there."""
    answer = version.answers.get(row.statement)
    if answer is None:
        return None
    if row.what == Release.What.NARRATIVE:
        return answer["narrative"]
    return next((leaving(each) for each in answer["actions"] if each["id"] == str(row.action)), None)


def leaving(action: dict[str, Any]) -> dict[str, Any]:
    return {name: action[name] for name in LEAVE_WITH_AN_ACTION}
