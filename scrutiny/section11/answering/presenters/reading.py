"""What is about to be signed, to be read through: made from the very content whose hash is agreed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from scrutiny.section11.answering.presenters.wording import grade_name, label_of
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.models.book import PlannedAction
from scrutiny.section11.signed import evidence_of


@dataclass(frozen=True)
class Read:
    label: str
    text: str
    grade: str
    narrative: str
    evidence: list[str]
    actions: list[str]


def read_through(work: Work, content: dict[str, Any]) -> list[tuple[str, list[Read]]]:
    """Section by section, in the edition's order."""
    questions = {each.key: each for each in work.questions}
    found: dict[str, list[Read]] = {}
    for answer in content["answers"]:
        question = questions[answer["statement"], answer["area"]]
        found.setdefault(question.standard.title, []).append(
            Read(
                label_of(work, question),
                question.statement.text,
                grade_name(work.content, answer["grade"]),
                answer["narrative"],
                [each["title"] for each in answer["evidence"]],
                [_action(each) for each in answer["actions"]],
            )
        )
    return list(found.items())


def _action(named: dict[str, Any]) -> str:
    state = PlannedAction.State(named["state"]).label.lower()
    due = date.fromisoformat(named["due_on"])
    titles = [each["title"] for each in evidence_of(named)]
    shown_by = [f"evidence: {', '.join(titles)}"] if titles else []
    return f"{named['what']} ({', '.join([named['owner'], f'by {due:%-d %B %Y}', state, *shown_by])})"
