"""From the rows of a draft to the edition they would be, and everything that keeps it from being one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from pydantic import ValidationError

from kernel.canonical import canonical_json, sha256_hex
from scrutiny.frameworks import checking
from scrutiny.frameworks.content import Content
from scrutiny.frameworks.models import Draft, DraftRetirement, DraftStandard, DraftStatement
from scrutiny.frameworks.shipped import in_words


@dataclass(frozen=True)
class Fault:
    """What is wrong, in words, and the row where it is put right; none where it concerns the whole."""

    text: str
    standard: DraftStandard | None = None
    statement: DraftStatement | None = None
    earlier: str = ""


@dataclass
class Assembly:
    """A draft, read once: four queries, however long it is."""

    draft: Draft
    standards: list[DraftStandard] = field(init=False)
    statements: list[DraftStatement] = field(init=False)
    retirements: list[DraftRetirement] = field(init=False)

    def __post_init__(self) -> None:
        self.standards = list(self.draft.standards.all())
        self.statements = list(self.draft.statements.order_by("order", "pk"))
        self.retirements = list(self.draft.retirements.all())

    @cached_property
    def before(self) -> Content:
        return self.draft.based_on.content

    @cached_property
    def by_standard(self) -> list[tuple[DraftStandard, list[DraftStatement]]]:
        """Every standard with its statements, in order; also where it has none yet."""
        found: dict[int, list[DraftStatement]] = {each.pk: [] for each in self.standards}
        for statement in self.statements:
            found[statement.standard_id].append(statement)
        return [(standard, found[standard.pk]) for standard in self.standards]

    @cached_property
    def numbers(self) -> dict[int, str]:
        """The number of each statement today, by its row."""
        return {
            statement.pk: f"{first}.{second}"
            for first, (_, statements) in enumerate(self.by_standard, start=1)
            for second, statement in enumerate(statements, start=1)
        }

    @property
    def fingerprint(self) -> str:
        """Of everything but the first day: says whether two looks at the draft saw the same."""
        return sha256_hex(canonical_json(self._whole()))

    @property
    def earliest_day(self) -> date:
        """The first day on which the edition could begin."""
        after = date.fromordinal(self.draft.based_on.valid_from.toordinal() + 1)
        return max(after, timezone.localdate())

    def faults(self, valid_from: date) -> list[Fault]:
        """Everything that keeps the draft from being published for that day; empty when it may be."""
        if empty := list(self._empty()):
            return empty
        try:
            content = self.content(valid_from)
        except ValidationError as error:
            return [Fault(in_words(error))]
        rows = {each.key: each for each in self.statements}
        return [
            Fault(each.text, statement=rows.get(each.statement), earlier=each.earlier)
            for each in checking.problems(content, self.before)
        ]

    def content(self, valid_from: date) -> Content:
        """The edition. Raises pydantic's ValidationError where it is not one."""
        return Content.model_validate({**self._whole(), "valid_from": valid_from})

    def _whole(self) -> dict[str, Any]:
        kept = self.before.model_dump(mode="json", include={"framework", "variant", "grades", "kinds"})
        return {
            **kept,
            "label": self.draft.label,
            "follows": self.before.label,
            "about": self.draft.about,
            "standards": [
                {
                    "id": standard.key,
                    "title": standard.title,
                    "expectation": standard.expectation,
                    "sources": standard.sources,
                    "statements": [as_content(each) for each in statements],
                }
                for standard, statements in self.by_standard
            ],
            "retired": [{"id": each.key, "reason": each.reason} for each in self.retirements],
        }

    def _empty(self) -> Iterator[Fault]:
        for number, (standard, statements) in enumerate(self.by_standard, start=1):
            if not statements:
                yield Fault(f"Standard {number} has no statement.", standard=standard)
            for what in ("title", "expectation", "sources"):
                if not getattr(standard, what):
                    yield Fault(f"Standard {number} has no {what}.", standard=standard)
        for statement in self.statements:
            if missing := list(self._missing(statement)):
                place = self.numbers[statement.pk]
                yield Fault(f"{place} lacks {', '.join(missing)}.", statement=statement)

    def _missing(self, statement: DraftStatement) -> Iterator[str]:
        for field_, words in (
            ("text", "its words"),
            ("guidance", "guidance"),
            ("evidence", "examples of evidence"),
        ):
            if not getattr(statement, field_):
                yield words
        for grade in self.before.grades:
            if not statement.grades.get(grade.slug):
                yield f"the description of “{grade.name}”"


def as_content(row: DraftStatement) -> dict[str, Any]:
    return {
        "id": row.key,
        "text": row.text,
        "guidance": row.guidance,
        "evidence": row.evidence,
        "area_specific": row.area_specific,
        "for_whom": row.for_whom,
        "grades": row.grades,
        "change": {"kind": row.change_kind, "earlier": row.earlier},
    }
