"""What differs between two contents of a return, figure by figure."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarking.indicators.catalogue import catalogue
from scrutiny.returns.payload import SignedFigure


@dataclass(frozen=True)
class Change:
    """One indicator that stands otherwise now than it was signed. None where it was or is not there."""

    indicator: str
    signed: SignedFigure | None
    now: SignedFigure | None


def changes(signed: Iterable[SignedFigure], now: Iterable[SignedFigure]) -> list[Change]:
    """Every figure that is not the same in both, in the catalogue's order."""
    before = {figure.indicator: figure for figure in signed}
    after = {figure.indicator: figure for figure in now}
    order = {slug: place for place, slug in enumerate(catalogue().slugs)}
    names = sorted(before.keys() | after.keys(), key=lambda slug: (order.get(slug, len(order)), slug))
    return [
        Change(slug, before.get(slug), after.get(slug))
        for slug in names
        if before.get(slug) != after.get(slug)
    ]
