"""Does every edition still say what was published?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kernel.canonical import sha256_hex
from scrutiny.frameworks.models import Edition


@dataclass(frozen=True)
class Broken:
    edition: str
    problem: str


def verify(editions: Iterable[Edition]) -> Iterator[Broken]:
    """Recompute every hash and compare every column with the text."""
    for each in editions:
        for problem in _problems(each):
            yield Broken(f"{each.framework}/{each.variant}/{each.label}", problem)


def _problems(edition: Edition) -> Iterator[str]:
    if sha256_hex(edition.canonical) != edition.sha256:
        yield "the hash is not that of the text"
    try:
        content = edition.content
        canonical = content.canonical
    except ValueError:
        yield "the text cannot be read as an edition"
        return
    if canonical != edition.canonical:
        yield "the text is not in canonical form"
    said = {
        "framework": content.framework.slug,
        "framework_name": content.framework.name,
        "variant": content.variant.slug,
        "variant_name": content.variant.name,
        "answered_by": content.variant.answered_by,
        "label": content.label,
        "valid_from": content.valid_from,
        "valid_until": content.valid_until,
        "statements": len(content.placed),
    }
    for name, value in said.items():
        if getattr(edition, name) != value:
            yield f"the column {name} does not say what was published"
    if (edition.follows.label if edition.follows else None) != content.follows:
        yield "it does not follow the edition that it says it follows"
