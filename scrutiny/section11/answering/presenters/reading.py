"""All answers of an agency, to be read through before they are signed."""

from dataclasses import dataclass

from scrutiny.section11.answering.presenters.wording import grade_name, label_of
from scrutiny.section11.answering.selectors import Work


@dataclass(frozen=True)
class Read:
    label: str
    text: str
    grade: str
    narrative: str


def read_through(work: Work) -> list[tuple[str, list[Read]]]:
    """Section by section, in the edition's order."""
    found: dict[str, list[Read]] = {}
    for question in work.questions:
        answer = work.by_key.get(question.key)
        if answer is not None:
            found.setdefault(question.standard.title, []).append(
                Read(
                    label_of(work, question),
                    question.statement.text,
                    grade_name(work.content, answer.grade),
                    answer.narrative,
                )
            )
    return list(found.items())
