"""A region as data: one YAML file, checked strictly before anything is written to the database.

Plain Python, no tables. A date that is not known is left out (or null) and stays open; nothing is guessed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=50)]
IndicatorSlug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, Field(min_length=2, max_length=200, pattern=r"^\S(.*\S)?$")]
ShortText = Annotated[str, Field(min_length=2, max_length=40, pattern=r"^\S(.*\S)?$")]
OnsCode = Annotated[str, Field(pattern=r"^[EKNSW][0-9]{8}$")]


ROLES_OF_THE_PLATFORM = {"owner", "web", "region", "backup"}  # partnerships/database/roles.py


def _not_reserved(schema: str) -> str:
    if schema.startswith("pg_") or schema in {"public", "information_schema"}:
        raise ValueError(f"PostgreSQL keeps the name {schema} for itself")
    if schema in ROLES_OF_THE_PLATFORM:
        raise ValueError(
            f"a partnership named {schema} would get the rights of the platform's own database role"
        )
    return schema


# Room is left for the prefix that makes it the name of a database role.
Schema = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,39}$"), AfterValidator(_not_reserved)]


class RegionNotValid(ValueError):
    """A region file breaks the rules. The message names the file and each entry that is wrong."""


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Dated(Strict):
    """Something that began and ended; None where the day is not known or has not come."""

    started_on: date | None = None
    ended_on: date | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Dated":
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValueError("ended_on is before started_on")
        return self


class Code(Strict):
    """An ONS code and the days on which it was valid, both ends included."""

    code: OnsCode
    valid_from: date | None = None
    valid_to: date | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Code":
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to is before valid_from")
        return self

    def overlaps(self, other: "Code") -> bool:
        return (self.valid_from or date.min) <= (other.valid_to or date.max) and (
            other.valid_from or date.min
        ) <= (self.valid_to or date.max)


class LocalPartnership(Dated):
    """The tenant of an area, under the name it gives itself. It follows bodies among the organisations."""

    name: Text
    short_name: ShortText
    schema_name: Schema
    follows: Annotated[tuple[Slug, ...], Field(strict=False)] = ()


class LocalArea(Strict):
    slug: Slug
    name: Text
    short_name: ShortText
    dfe_code: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    codes: Annotated[tuple[Code, ...], Field(strict=False, min_length=1)]
    partnership: LocalPartnership

    @model_validator(mode="after")
    def _one_code_at_a_time(self) -> "LocalArea":
        for place, code in enumerate(self.codes):
            for other in self.codes[place + 1 :]:
                if code.overlaps(other):
                    raise ValueError(f"{code.code} and {other.code} are valid on the same day")
        return self


class RegionalBody(Dated):
    """An organisation, dated, with those it took over from. `areas`: those of this region it covers."""

    slug: Slug
    name: Text
    kind: Text
    areas: Annotated[tuple[Slug, ...], Field(strict=False, min_length=1)]
    predecessors: Annotated[tuple[Slug, ...], Field(strict=False)] = ()
    note: Text | None = None


class Wider(Strict):
    """A published geography that areas are compared with."""

    code: OnsCode
    name: Text
    level: Literal["Regional", "National"]


class ThemeEntry(Strict):
    """`indicators`: slugs of the definitions that speak to the theme; setup refuses one that there is not."""

    slug: Slug
    name: Text
    indicators: Annotated[tuple[IndicatorSlug, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _each_once(self) -> "ThemeEntry":
        twice = [slug for slug, times in Counter(self.indicators).items() if times > 1]
        if twice:
            raise ValueError(f"names {', '.join(twice)} more than once")
        return self


class WorkstreamEntry(Dated):
    """`listed_on` is the day of the document that names it; its first and last day may not be known."""

    slug: Slug
    name: Text
    listed_on: date
    listed_in: Text


class StrategicPartnership(Strict):
    name: Text
    short_name: ShortText


class RegionFile(Strict):
    slug: Slug
    name: Text
    service_name: Text
    strategic_partnership: StrategicPartnership
    comparators: Annotated[tuple[Wider, ...], Field(strict=False)]
    areas: Annotated[tuple[LocalArea, ...], Field(strict=False, min_length=1)]
    organisations: Annotated[tuple[RegionalBody, ...], Field(strict=False)] = ()
    themes: Annotated[tuple[ThemeEntry, ...], Field(strict=False)] = ()
    workstreams: Annotated[tuple[WorkstreamEntry, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _entries_agree(self) -> "RegionFile":
        problems = [*_twice(self), *_unknown(self), *_predecessors_out_of_order(self)]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def area_with_code(self, code: str) -> LocalArea:
        """The area that ever had this ONS code: publishers use new codes for old years. Or LookupError."""
        for area in self.areas:
            if any(each.code == code for each in area.codes):
                return area
        raise LookupError(f"no area of {self.name} has the code {code}")


def load_region(path: Path) -> RegionFile:
    """Read a region file. Raises RegionNotValid, naming the file and each entry that is wrong."""
    raw: Any = None
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueKeys)
        return RegionFile.model_validate(raw)
    except yaml.YAMLError as error:
        raise RegionNotValid(f"{path.name}: this is not YAML: {error}") from error
    except ValidationError as error:
        words = (
            f"{_place(raw, each['loc'])}{each['msg'].removeprefix('Value error, ')}"
            for each in error.errors()
        )
        raise RegionNotValid(f"{path.name}: {'; '.join(words)}") from error


class _UniqueKeys(yaml.SafeLoader):
    """YAML's safe loader, refusing a key that stands twice (it would silently take the last one)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        counted = Counter(self.construct_object(key, deep=deep) for key, _ in node.value)
        for key, times in counted.items():
            if times > 1:
                raise yaml.constructor.ConstructorError(None, None, f"“{key}” stands twice", node.start_mark)
        return super().construct_mapping(node, deep=deep)


def _place(raw: Any, steps: Iterable[str | int]) -> str:
    """Where in the file: `areas / somerset / codes / E10000027 / valid_to: `, entries by their own name."""
    words = []
    for step in steps:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            raw = None
        named = raw if isinstance(raw, dict) and isinstance(step, int) else {}
        label = named.get("slug") or named.get("code") or named.get("name")
        words.append(str(label or (f"entry {step + 1}" if isinstance(step, int) else step)))
    return " / ".join(words) + ": " if words else ""


def _twice(region: RegionFile) -> Iterator[str]:
    for what, values in (
        ("area", [area.slug for area in region.areas]),
        ("short name of an area", [area.short_name for area in region.areas]),
        ("DfE code", [area.dfe_code for area in region.areas]),
        (
            "ONS code",
            [code.code for area in region.areas for code in area.codes]
            + [wider.code for wider in region.comparators],
        ),
        ("schema", [area.partnership.schema_name for area in region.areas]),
        ("organisation", [body.slug for body in region.organisations]),
        ("theme", [theme.slug for theme in region.themes]),
        ("workstream", [workstream.slug for workstream in region.workstreams]),
    ):
        for value, times in Counter(values).items():
            if times > 1:
                yield f"the {what} “{value}” stands {times} times"


def _unknown(region: RegionFile) -> Iterator[str]:
    areas = {area.slug for area in region.areas}
    bodies = {body.slug for body in region.organisations}
    for body in region.organisations:
        for slug in body.areas:
            if slug not in areas:
                yield f"{body.slug}: covers “{slug}”, which is no area of this file"
        for slug in body.predecessors:
            if slug not in bodies:
                yield f"{body.slug}: its predecessor “{slug}” is no organisation of this file"
    for area in region.areas:
        for slug in area.partnership.follows:
            if slug not in bodies:
                yield f"{area.slug}: its partnership follows “{slug}”, which is no organisation of this file"


def _predecessors_out_of_order(region: RegionFile) -> Iterator[str]:
    """A predecessor ends before its successor starts, where both days are known; none precedes itself."""
    bodies = {body.slug: body for body in region.organisations}
    for body in region.organisations:
        before = [bodies[slug] for slug in body.predecessors if slug in bodies]
        if _precedes_itself(body, bodies):
            yield f"{body.slug}: precedes itself"
        for earlier in before:
            if earlier.ended_on and body.started_on and earlier.ended_on >= body.started_on:
                yield f"{body.slug}: starts before its predecessor {earlier.slug} ends"


def _precedes_itself(body: RegionalBody, bodies: dict[str, RegionalBody]) -> bool:
    waiting, seen = list(body.predecessors), set[str]()
    while waiting:
        slug = waiting.pop()
        if slug == body.slug:
            return True
        if slug not in seen and slug in bodies:
            seen.add(slug)
            waiting.extend(bodies[slug].predecessors)
    return False
