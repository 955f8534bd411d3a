"""What somebody chose to compare, as one value and as the canonical text of an address."""

from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

MOST_INDICATORS = 8
"""More would be a report, not a page."""


class Against(StrEnum):
    """What areas are held against. Anything else that is chosen is the key of another area."""

    NATION = "nation"
    REGION = "region"
    NEIGHBOURS = "neighbours"
    POOLED = "pooled"


class Order(StrEnum):
    """LISTED: as the region lists its areas. VALUE: lowest first, what is not shown last."""

    LISTED = "listed"
    VALUE = "value"


@dataclass(frozen=True)
class Choice:
    """One view of the compare page. Two choices are equal exactly where their queries are.

    indicators: slugs, in the catalogue's order. areas: keys in the region's order, or none for all.
    year: None for the newest of each indicator. since: the first year of the trend, None for all years.
    """

    indicators: tuple[str, ...]
    areas: tuple[str, ...] = ()
    year: int | None = None
    since: int | None = None
    against: str = Against.NATION
    order: str = Order.LISTED

    @property
    def query(self) -> str:
        """The shortest address that says all of it: what is as usual is left out."""
        pairs = [("indicator", each) for each in self.indicators] + [("area", each) for each in self.areas]
        pairs += [("year", str(self.year))] if self.year is not None else []
        pairs += [("since", str(self.since))] if self.since is not None else []
        pairs += [("against", str(self.against))] if self.against != Against.NATION else []
        pairs += [("order", str(self.order))] if self.order != Order.LISTED else []
        return urlencode(pairs)

    def with_indicator_alone(self, slug: str) -> "Choice":
        return replace(self, indicators=(slug,))

    def without_indicator(self, slug: str) -> "Choice":
        return replace(self, indicators=tuple(each for each in self.indicators if each != slug))

    def without_area(self, key: str) -> "Choice":
        return replace(self, areas=tuple(each for each in self.areas if each != key))
