"""An agency's own copy of its answers, as one value. The page, the PDF and the spreadsheet print its words and no others.

Pure: no tables, no clock.
"""

from dataclasses import dataclass
from datetime import datetime

DRAFT = "Draft, not signed"
MADE_UP = "These answers were made up for a demonstration."
NAMES = ("Area", "Grade", "State", "What the agency does", "Evidence", "Planned actions")


@dataclass(frozen=True)
class CopyAnswer:
    """One question and what was answered to it, in words for people. `evidence` and `actions`: a line each."""

    number: str
    statement: str
    area: str
    grade: str
    state: str
    narrative: str
    evidence: tuple[str, ...]
    actions: tuple[str, ...]

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Name and text of everything but the statement; never empty, so that nothing seems forgotten."""
        texts = (
            self.area,
            self.grade or "None chosen",
            self.state,
            self.narrative or "Nothing written",
            "\n".join(self.evidence) or "None",
            "\n".join(self.actions) or "None",
        )
        return list(zip(NAMES, texts, strict=True))


@dataclass(frozen=True)
class CopySection:
    number: str
    title: str
    expectation: str
    answers: tuple[CopyAnswer, ...]

    @property
    def heading(self) -> str:
        return f"{self.number} {self.title}"


@dataclass(frozen=True)
class Copy:
    """`number` None: as it stands, not signed. `made`: when it was signed, or last saved."""

    organisation: str
    round: str
    number: int | None
    made: datetime
    facts: tuple[tuple[str, str], ...]
    sections: tuple[CopySection, ...]
    made_up: bool = False

    @property
    def is_draft(self) -> bool:
        return self.number is None

    @property
    def title(self) -> str:
        return f"Answers of {self.organisation}"

    @property
    def notices(self) -> list[str]:
        return [*([f"{DRAFT}."] if self.is_draft else []), *([MADE_UP] if self.made_up else [])]

    @property
    def word(self) -> str:
        """For names of files."""
        return "draft" if self.number is None else f"signed-{self.number}"


HEADS = ("Section", "Number", "Statement", *NAMES)


def rows(copy: Copy) -> list[tuple[str, ...]]:
    """Every answer as one row: what HEADS name."""
    return [
        (section.heading, answer.number, answer.statement, *(text for _, text in answer.fields))
        for section in copy.sections
        for answer in section.answers
    ]
