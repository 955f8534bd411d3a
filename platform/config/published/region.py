"""What the region knows before any file is read: its areas with their codes, and what was loaded earlier."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from benchmarking.comparators.models import Authority, Population, PublishedFigure
from benchmarking.comparators.rows import Place
from benchmarking.comparators.series import TOOL
from partnerships.models import AreaCode, Comparator


@dataclass(frozen=True)
class Known:
    """codes: every ONS code an area ever had, by its three-digit number. wider: codes of comparators, by name.

    people: children by mid-year and code. authorities: numbers of those that were loaded. printed: what the interactive
    tool printed of wider places, by indicator, year and code, so that a file of counts loaded later does not lose it.
    """

    codes: dict[str, set[str]]
    wider: dict[str, str]
    people: dict[tuple[int, str], int]
    authorities: set[str]
    printed: dict[tuple[str, int, str], Decimal]

    def is_own(self, place: Place) -> bool:
        return place.is_authority and place.identity in self.codes

    def is_compared(self, place: Place) -> bool:
        """A wider place beside the region, or an authority outside it."""
        return not self.is_own(place) if place.is_authority else place.code in self.wider.values()


def known() -> Known:
    codes: dict[str, set[str]] = defaultdict(set)
    for number, code in AreaCode.objects.values_list("area__dfe_code", "code"):
        codes[number].add(code)
    people = Population.objects.values_list("mid_year", "code", "children")
    printed = PublishedFigure.objects.filter(source__contains=TOOL)
    return Known(
        codes=dict(codes),
        wider=dict(Comparator.objects.values_list("name", "code")),
        people={(year, code): children for year, code, children in people},
        authorities=set(Authority.objects.values_list("dfe_code", flat=True)),
        printed={
            (row.indicator, row.year, row.code): row.published_value
            for row in printed
            if row.published_value is not None
        },
    )
