"""Which indicators speak of the same count, and which counts are parts of one another. Read from quantities.yaml.

Strict: every indicator of the catalogue is named, each part once; a mistake stops the software, because an indicator
that nobody linked would print what another one hides.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from benchmarking.disclosure import Rule
from benchmarking.indicators.catalogue import Catalogue, catalogue
from benchmarking.indicators.definition import Definition, Strict, Text

FILE = Path(__file__).with_name("quantities.yaml")

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Slugs = Annotated[tuple[Slug, ...], Field(strict=False)]


class Part(StrEnum):
    """Which count of a figure is meant."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class QuantitiesNotValid(ValueError):
    """The file breaks the rules. The message says which entry and what is wrong with it."""


class Quantity(Strict):
    """One thing that is counted, and the indicators that print it."""

    slug: Slug
    name: Text
    numerator_of: Slugs = ()
    denominator_of: Slugs = ()

    @property
    def claims(self) -> list[tuple[str, Part]]:
        return [
            *((slug, Part.NUMERATOR) for slug in self.numerator_of),
            *((slug, Part.DENOMINATOR) for slug in self.denominator_of),
        ]


class Partition(Strict):
    """Quantities that together make no more than a whole. `rest` names what is left over."""

    whole: Slug
    of: Annotated[tuple[Slug, ...], Field(strict=False, min_length=2)]
    rest: Text


class _File(Strict):
    quantities: Annotated[tuple[Quantity, ...], Field(strict=False)]
    parts: Annotated[tuple[Partition, ...], Field(strict=False)]


class Quantities:
    """The file, and the groups that follow from it: indicators tied by a common count or a common whole."""

    def __init__(self, quantities: Iterable[Quantity], parts: Iterable[Partition]) -> None:
        self.all = {each.slug: each for each in quantities}
        self.parts = tuple(parts)
        self._of = {claim: each.slug for each in self.all.values() for claim in each.claims}
        self._group = self._grouped()

    def of(self, indicator: str, part: Part) -> Quantity | None:
        """What that count of the indicator counts; None where it counts no children (a rate's population)."""
        slug = self._of.get((indicator, part))
        return self.all[slug] if slug else None

    def group(self, indicator: str) -> tuple[str, ...]:
        """The indicators whose counts are tied to those of this one, itself among them, sorted."""
        return self._group[indicator]

    @property
    def groups(self) -> list[tuple[str, ...]]:
        return sorted(set(self._group.values()))

    def partitions(self, group: tuple[str, ...]) -> list[Partition]:
        """Those whose quantities belong to that group."""
        here = {self._of.get((slug, part)) for slug in group for part in Part}
        return [each for each in self.parts if each.whole in here]

    def _grouped(self) -> dict[str, tuple[str, ...]]:
        """Indicators that share a quantity, or whose quantities share a whole, end in one set."""
        ties = [{slug for slug, _ in each.claims} for each in self.all.values()]
        ties += [
            {slug for name in (each.whole, *each.of) for slug, _ in self.all[name].claims}
            for each in self.parts
        ]
        found: list[set[str]] = []
        for tie in ties:
            touching = [each for each in found if each & tie]
            found = [each for each in found if not each & tie] + [tie.union(*touching)]
        return {slug: tuple(sorted(each)) for each in found for slug in each}


def rule_of(definition: Definition) -> Rule | None:
    """The rule by which the indicator's source hides counts; None where it hides none."""
    given = definition.suppression
    return None if given.rule == "none" else Rule(given.rule, given.smallest, given.largest)


def load_quantities(path: Path, definitions: Catalogue) -> Quantities:
    """Read a file. Raises QuantitiesNotValid."""
    try:
        file = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise QuantitiesNotValid(f"{path.name}: {error}") from error
    if problems := [*_unnamed(file, definitions), *_unknown(file)]:
        raise QuantitiesNotValid(f"{path.name}: {'; '.join(problems)}")
    found = Quantities(file.quantities, file.parts)
    if mixed := [group for group in found.groups if len({_range(definitions.get(s)) for s in group}) > 1]:
        raise QuantitiesNotValid(f"{path.name}: linked, but hidden by different rules: {', '.join(mixed[0])}")
    return found


@lru_cache(maxsize=1)
def quantities() -> Quantities:
    """The quantities shipped with this software, read once for each process."""
    return load_quantities(FILE, catalogue())


def _unnamed(file: _File, definitions: Catalogue) -> Iterable[str]:
    """Every numerator once, every denominator of a proportion once, and nothing else."""
    due = {(each.slug, Part.NUMERATOR) for each in definitions}
    due |= {(each.slug, Part.DENOMINATOR) for each in definitions if each.kind == "proportion"}
    named = Counter(claim for each in file.quantities for claim in each.claims)
    yield from (f"the {part} of {slug} is not named" for slug, part in sorted(due - set(named)))
    yield from (f"{slug} has no {part} to protect" for slug, part in sorted(set(named) - due))
    yield from (f"the {part} of {slug} is named twice" for (slug, part), n in named.items() if n > 1)


def _unknown(file: _File) -> Iterable[str]:
    slugs = Counter(each.slug for each in file.quantities)
    yield from (f"the quantity {slug} stands twice" for slug, number in slugs.items() if number > 1)
    for each in file.parts:
        yield from (f"there is no quantity {slug}" for slug in (each.whole, *each.of) if slug not in slugs)


def _range(definition: Definition) -> tuple[int, int]:
    return definition.suppression.smallest, definition.suppression.largest
