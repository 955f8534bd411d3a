"""The places a benchmark speaks of: the areas, all of them pooled, and the wider places beside them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from partnerships.models import Area, Comparator, Region

POOLED = "pooled"


class Level(StrEnum):
    """geographic_level in the CSV, as the Department for Education writes it; pooled is our own."""

    AREA = "Local authority"
    POOLED = "Pooled areas"
    REGIONAL = "Regional"
    NATIONAL = "National"


@dataclass(frozen=True)
class Place:
    """`key` is unique: an area's slug, "pooled", or a comparator's code."""

    key: str
    name: str
    short_name: str
    level: Level
    dfe_code: str = ""


@dataclass(frozen=True)
class Places:
    """Every place of the region, in the order in which pages and reports show them."""

    areas: tuple[Place, ...]
    pooled: Place
    regional: Place | None
    national: Place | None

    def __iter__(self) -> Iterator[Place]:
        yield from self.areas
        yield from (place for place in (self.pooled, self.regional, self.national) if place)

    def get(self, key: str) -> Place:
        """The place with that key. Raises KeyError."""
        return {place.key: place for place in self}[key]

    def as_json(self) -> list[dict[str, str]]:
        return [{**asdict(place), "level": str(place.level)} for place in self]

    @classmethod
    def from_json(cls, rows: list[dict[str, str]]) -> "Places":
        places = [
            Place(row["key"], row["name"], row["short_name"], Level(row["level"]), row["dfe_code"])
            for row in rows
        ]

        def first(level: Level) -> Place | None:
            return next((place for place in places if place.level == level), None)

        pooled = first(Level.POOLED)
        if pooled is None:
            raise ValueError("a benchmark always has its pooled areas")
        areas = tuple(place for place in places if place.level == Level.AREA)
        return cls(areas, pooled, first(Level.REGIONAL), first(Level.NATIONAL))


def places_of(region: Region | None, areas: list[Area], comparators: list[Comparator]) -> Places:
    def comparator(level: Level) -> Place | None:
        found = next((each for each in comparators if each.level == level), None)
        return Place(found.code, found.name, found.name, level) if found else None

    name = region.name if region else "The region"
    return Places(
        areas=tuple(Place(a.slug, a.name, a.short_name, Level.AREA, a.dfe_code) for a in areas),
        pooled=Place(
            POOLED, f"{name}, {len(areas)} areas pooled", f"{len(areas)} areas pooled", Level.POOLED
        ),
        regional=comparator(Level.REGIONAL),
        national=comparator(Level.NATIONAL),
    )
