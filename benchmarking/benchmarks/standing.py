"""Where an area stands: beside its statistical neighbours, and among all English authorities."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Standing:
    """One area, indicator and year. Only where the area's own value is shown; None where nothing was published.

    neighbours: the plain average of the neighbours' published values (publishers print no counts for them, so
    they cannot be pooled); neighbours_counted: of how many, out of neighbours_expected.
    rank: the area's place among `authorities` English authorities with a value (its own among them), ties
    sharing the better place; 1 is best where the indicator has a polarity, else 1 is lowest.
    lowest to highest: of all those authorities, at the decimals of the definition.
    """

    indicator: str
    year: int
    place: str
    neighbours: Decimal | None
    neighbours_counted: int
    neighbours_expected: int
    rank: int | None
    authorities: int
    lowest: Decimal | None
    lower_quartile: Decimal | None
    median: Decimal | None
    upper_quartile: Decimal | None
    highest: Decimal | None
