"""All indicators: one YAML file each in definitions/, read once, checked strictly, never changed in memory.

A figure is bound to the version and fingerprint of its definition, so a file that changes its meaning gets a
new version.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from benchmarking.indicators.definition import TOPICS, Definition
from kernel.errors import UserError

FOLDER = Path(__file__).parent / "definitions"


class UnknownIndicator(UserError):
    """No definition has that slug."""


class DefinitionNotValid(ValueError):
    """A definition file breaks the rules. The message names the file and what is wrong with it."""


class Catalogue:
    """All definitions, in the order of the topics and then of each file's own number."""

    def __init__(self, definitions: list[Definition]) -> None:
        self._by_slug = {
            each.slug: each
            for each in sorted(definitions, key=lambda d: (TOPICS.index(d.topic), d.order, d.slug))
        }

    def get(self, slug: str) -> Definition:
        try:
            return self._by_slug[slug]
        except KeyError:
            raise UnknownIndicator(f"There is no indicator “{slug}”.") from None

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(self._by_slug)

    def __iter__(self) -> Iterator[Definition]:
        return iter(self._by_slug.values())

    def __len__(self) -> int:
        return len(self._by_slug)

    def __contains__(self, slug: object) -> bool:
        return slug in self._by_slug


def load_definition(path: Path) -> Definition:
    """Read one file. Raises DefinitionNotValid, naming the file and each entry that is wrong."""
    try:
        definition = Definition.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise DefinitionNotValid(f"{path.name}: this is not YAML: {error}") from error
    except ValidationError as error:
        raise DefinitionNotValid(f"{path.name}: {_in_words(error)}") from error
    if definition.slug != path.stem:
        raise DefinitionNotValid(f"{path.name}: the slug is “{definition.slug}”; it must be the file's name")
    return definition


def load_folder(folder: Path) -> Catalogue:
    """Read a folder. Raises DefinitionNotValid, also where two files claim one place or one short name."""
    definitions = [load_definition(path) for path in sorted(folder.glob("*.yaml"))]
    if not definitions:
        raise DefinitionNotValid(f"{folder.name}: no definition files")
    seen: dict[tuple[str, object], str] = {}
    for each in definitions:
        for claim in (("place", (each.topic, each.order)), ("short name", each.short_name)):
            if claim in seen:
                raise DefinitionNotValid(f"{each.slug}.yaml: has the same {claim[0]} as {seen[claim]}.yaml")
            seen[claim] = each.slug
    return Catalogue(definitions)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The definitions shipped with this software, read once for each process."""
    return load_folder(FOLDER)


def _in_words(error: ValidationError) -> str:
    parts = (
        (".".join(str(step) for step in each["loc"]), each["msg"].removeprefix("Value error, "))
        for each in error.errors()
    )
    return "; ".join(f"{place}: {message}" if place else message for place, message in parts)
