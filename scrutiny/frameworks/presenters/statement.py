"""What became of a statement, and which stand beside it."""

from dataclasses import dataclass

from scrutiny.frameworks.addresses import address
from scrutiny.frameworks.content import Placed
from scrutiny.frameworks.models import Edition


@dataclass(frozen=True)
class Became:
    """In the edition that follows: the statements that come from this one, or why it is asked no more."""

    placed: tuple[Placed, ...]
    kind: str
    reason: str = ""


def became(statement: str, successor: Edition | None) -> Became | None:
    if successor is None:
        return None
    content = successor.content
    coming = [
        each for each in content if each.statement.change and statement in each.statement.change.earlier
    ]
    if coming:
        change = coming[0].statement.change
        return Became(tuple(coming), change.kind if change else "")
    reason = next((each.reason for each in content.retired if each.id == statement), "")
    return Became((), "retired", reason)


def neighbours(edition: Edition, statement: str) -> dict[str, dict[str, str]]:
    """The one before and the one after, as the pagination component takes them."""
    placed = list(edition.content)
    here = next(place for place, each in enumerate(placed) if each.statement.id == statement)
    found = {}
    if here > 0:
        found["previous"] = _link(edition, placed[here - 1], "Previous")
    if here + 1 < len(placed):
        found["next"] = _link(edition, placed[here + 1], "Next")
    return found


def _link(edition: Edition, placed: Placed, word: str) -> dict[str, str]:
    href = address(edition, "statement", statement=placed.statement.id)
    return {"href": href, "text": word, "labelText": f"{placed.number} {placed.statement.text}"}
