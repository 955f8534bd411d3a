"""The editions that come with this software: a folder each in editions/, one file for each standard."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from scrutiny.frameworks.checking import problems
from scrutiny.frameworks.content import Content

FOLDER = Path(__file__).parent / "editions"
EDITION = "edition.yaml"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class EditionNotValid(ValueError):
    """An edition's files break the rules. The message names the folder and what is wrong."""


@lru_cache(maxsize=1)
def shipped() -> tuple[Content, ...]:
    """Every edition, each after the one it follows."""
    return load_all(FOLDER)


def load_all(folder: Path) -> tuple[Content, ...]:
    """Raises EditionNotValid, also where an edition does not fit the one before it."""
    contents = [load(path) for path in sorted(folder.iterdir()) if path.is_dir()]
    by_name = {_key(each, each.label): each for each in contents}
    if len(by_name) < len(contents):
        raise EditionNotValid("two folders hold the same framework, variant and label")
    for each in contents:
        before = by_name.get(_key(each, each.follows)) if each.follows else None
        if found := problems(each, before):
            raise EditionNotValid(f"{each.name}: {' '.join(problem.text for problem in found)}")
    return tuple(_in_order(contents))


def load(folder: Path) -> Content:
    """Read one folder. Raises EditionNotValid, naming each entry that is wrong."""
    try:
        whole = _read(folder / EDITION)
        files = sorted(path for path in folder.glob("*.yaml") if path.name != EDITION)
        return Content.model_validate({**whole, "standards": [_read(path) for path in files]})
    except ValidationError as error:
        raise EditionNotValid(f"{folder.name}: {in_words(error)}") from error


def in_words(error: ValidationError) -> str:
    parts = (
        (".".join(str(step) for step in each["loc"]), each["msg"].removeprefix("Value error, "))
        for each in error.errors()
    )
    return "; ".join(f"{place}: {message}" if place else message for place, message in parts)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (the safe one, in C)
    except yaml.YAMLError as error:
        raise EditionNotValid(f"{path.parent.name}/{path.name}: this is not YAML: {error}") from error
    if not isinstance(found, dict):
        raise EditionNotValid(f"{path.parent.name}/{path.name}: names and values are expected")
    return found


def _key(content: Content, label: str | None) -> tuple[str, str, str | None]:
    return content.framework.slug, content.variant.slug, label


def _in_order(contents: list[Content]) -> Iterator[Content]:
    return iter(sorted(contents, key=lambda each: (each.framework.slug, each.variant.slug, each.valid_from)))
