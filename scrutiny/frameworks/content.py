"""What one edition of a framework says, as a value: no guessed types, no unknown keys, nothing empty, no change.

An id of a statement means one thing for ever: a statement that is carried over keeps it, also where its words change.
Numbers such as 3.2 follow from the order and differ between editions.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kernel.canonical import canonical_json, sha256_hex

ChangeKind = Literal["unchanged", "reworded", "split", "merged", "new"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
NUMBER_OF_GRADES = 4

LINE = r"^\S(.*\S)?$"
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Name = Annotated[str, Field(min_length=2, max_length=120, pattern=LINE)]
Sentence = Annotated[str, Field(min_length=2, max_length=300, pattern=LINE)]
Prose = Annotated[str, Field(min_length=2, max_length=800, pattern=LINE)]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Named(Strict):
    slug: Slug
    name: Name


class Variant(Named):
    answered_by: Sentence


class Grade(Named):
    """A step of the scale, lowest first."""

    meaning: Sentence


class Source(Strict):
    """Where a standard comes from. `note` says what was not confirmed, or what the source adds."""

    title: Name
    part: Name
    note: Sentence | None = None


class Change(Strict):
    """How a statement comes from those of the edition before.

    unchanged: the same words and grades. reworded: the same question in other words. split: one of several made of one.
    merged: one made of several. new: asked for the first time.
    """

    kind: ChangeKind
    earlier: Annotated[tuple[Slug, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _as_many_as_the_kind_says(self) -> "Change":
        if len(set(self.earlier)) != len(self.earlier):
            raise ValueError("an earlier statement is named twice")
        number = len(self.earlier)
        fits = {"new": number == 0, "merged": number >= 2}.get(self.kind, number == 1)
        if not fits:
            wanted = {"new": "none", "merged": "two or more"}.get(self.kind, "exactly one")
            raise ValueError(f"“{self.kind}” names {wanted} of the earlier statements")
        return self


class Statement(Strict):
    """One thing that an agency grades itself on. `for_whom` empty: asked of every kind of agency."""

    id: Slug
    text: Sentence
    guidance: Prose
    evidence: Annotated[tuple[Sentence, ...], Field(strict=False, min_length=1, max_length=6)]
    area_specific: bool = False
    for_whom: Annotated[tuple[Slug, ...], Field(strict=False)] = ()
    grades: dict[Slug, Sentence]
    change: Change | None = None

    def asks_the_same_as(self, other: "Statement") -> bool:
        """Whether an answer to one is an answer to the other. Guidance, evidence and place may differ."""
        return (self.text, self.grades, self.area_specific) == (other.text, other.grades, other.area_specific)

    def is_for(self, kind: str) -> bool:
        return not kind or not self.for_whom or kind in self.for_whom


class Standard(Strict):
    id: Slug
    title: Name
    expectation: Sentence
    sources: Annotated[tuple[Source, ...], Field(strict=False, min_length=1)]
    statements: Annotated[tuple[Statement, ...], Field(strict=False, min_length=1)]


class Retired(Strict):
    """A statement of the edition before that is asked no more."""

    id: Slug
    reason: Prose


class Placed(Strict):
    """A statement in its place."""

    number: str
    standard: Standard
    statement: Statement


class Content(Strict):
    """One edition. `follows` is the label of the edition before, of the same framework and variant."""

    framework: Named
    variant: Variant
    label: Slug
    valid_from: date
    valid_until: date | None = None
    follows: Slug | None = None
    about: Prose
    grades: Annotated[
        tuple[Grade, ...], Field(strict=False, min_length=NUMBER_OF_GRADES, max_length=NUMBER_OF_GRADES)
    ]
    kinds: Annotated[tuple[Named, ...], Field(strict=False)] = ()
    standards: Annotated[tuple[Standard, ...], Field(strict=False, min_length=1)]
    retired: Annotated[tuple[Retired, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _parts_agree(self) -> "Content":
        if self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until is before valid_from")
        for what, names in self._names().items():
            if twice := sorted({name for name in names if names.count(name) > 1}):
                raise ValueError(f"{what} “{twice[0]}” stands twice")
        scale, kinds = {each.slug for each in self.grades}, {each.slug for each in self.kinds}
        for placed in self:
            statement = placed.statement
            if set(statement.grades) != scale:
                raise ValueError(f"{statement.id}: its grades are not those of the edition")
            if unknown := sorted(set(statement.for_whom) - kinds):
                raise ValueError(f"{statement.id}: “{unknown[0]}” is no kind of agency of this edition")
        return self

    def _names(self) -> dict[str, list[str]]:
        return {
            "the grade": [each.slug for each in self.grades],
            "the kind of agency": [each.slug for each in self.kinds],
            "the standard": [each.id for each in self.standards],
            "the statement": [each.id for standard in self.standards for each in standard.statements],
            "the retired statement": [each.id for each in self.retired],
        }

    def __iter__(self) -> Iterator[Placed]:  # type: ignore[override]
        """Every statement with its number and standard, in order."""
        for first, standard in enumerate(self.standards, start=1):
            for second, statement in enumerate(standard.statements, start=1):
                yield Placed.model_construct(
                    number=f"{first}.{second}", standard=standard, statement=statement
                )

    @cached_property
    def placed(self) -> dict[str, Placed]:
        """Each statement in its place, by its id."""
        return {each.statement.id: each for each in self}

    @property
    def name(self) -> str:
        return f"{self.framework.name}, {self.variant.name.lower()} edition {self.label}"

    @property
    def canonical(self) -> str:
        """The text that is kept and hashed."""
        return canonical_json(self.model_dump(mode="json"))

    @property
    def fingerprint(self) -> str:
        return sha256_hex(self.canonical)

    @classmethod
    def from_canonical(cls, text: str) -> "Content":
        return cls.model_validate_json(text)
