"""Standards with their statements, of an edition or of a draft alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.content import Content, Statement
from scrutiny.frameworks.models import DraftStatement


@dataclass(frozen=True)
class Item:
    """A statement on a page. `scale` is the edition whose grades and kinds of agency it uses."""

    number: str
    statement: Statement | DraftStatement
    scale: Content

    @property
    def grades(self) -> list[tuple[str, str]]:
        """Name and description of each grade, lowest first."""
        written = self.statement.grades
        return [(grade.name, written.get(grade.slug, "")) for grade in self.scale.grades]

    @property
    def asked_of(self) -> str:
        """The kinds of agency that are asked; empty for all."""
        names = kind_names(self.scale)
        return ", ".join(names.get(each, each) for each in self.statement.for_whom)


@dataclass(frozen=True)
class Section:
    """A standard with those of its statements that are shown."""

    number: int
    standard: Any
    items: tuple[Item, ...]

    @property
    def anchor(self) -> str:
        return f"standard-{self.number}"


def kind_names(content: Content) -> dict[str, str]:
    return {each.slug: each.name for each in content.kinds}


def sections(content: Content, kind: str = "") -> list[Section]:
    """Standards in which a kind of agency is asked nothing are left out."""
    pairs = ((standard, standard.statements) for standard in content.standards)
    return list(_sections(pairs, content, kind))


def draft_sections(assembly: Assembly, kind: str = "") -> list[Section]:
    return list(_sections(assembly.by_standard, assembly.before, kind))


def _sections(pairs: Iterable[tuple[Any, Iterable[Any]]], scale: Content, kind: str) -> Iterator[Section]:
    for first, (standard, statements) in enumerate(pairs, start=1):
        items = tuple(
            Item(f"{first}.{second}", statement, scale)
            for second, statement in enumerate(statements, start=1)
            if statement.is_for(kind)
        )
        if items or not kind:
            yield Section(first, standard, items)
