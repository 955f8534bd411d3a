"""Which indicators speak to a theme of scrutiny. The region file says it; nothing is guessed."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from benchmarking.benchmarks.choice import MOST_INDICATORS
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition


class Named(Protocol):
    """A theme of the region file."""

    @property
    def slug(self) -> str: ...
    @property
    def indicators(self) -> tuple[str, ...]: ...


def unknown_indicators(themes: Iterable[Named]) -> list[str]:
    """A sentence for each theme that names an indicator there is not."""
    found = ((theme.slug, [slug for slug in theme.indicators if slug not in catalogue()]) for theme in themes)
    return [
        f"the theme {theme} names “{slug}”, which is no indicator of this software"
        for theme, unknown in found
        for slug in unknown
    ]


def definitions_of(slugs: Iterable[str]) -> list[Definition]:
    """In the order of the theme. An indicator that the catalogue no longer has is left out."""
    return [catalogue().get(slug) for slug in slugs if slug in catalogue()]


def in_views(definitions: Iterable[Definition]) -> Iterator[list[str]]:
    """The slugs of yearly indicators in portions that one view of the compare page holds."""
    slugs = [each.slug for each in definitions if each.period != "any"]
    return (slugs[at : at + MOST_INDICATORS] for at in range(0, len(slugs), MOST_INDICATORS))
