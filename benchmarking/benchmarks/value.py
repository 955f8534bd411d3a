"""One calculated value: what a page, a report, a CSV row and the API all show."""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from benchmarking.benchmarks.places import Level
from kernel.symbols import Symbol


@dataclass(frozen=True)
class Value:
    """A value of one indicator, year and place with its 95 % interval, or the symbol that stands in its stead.

    Where there is a symbol for the value, value and limits are None. `comparison` says how the place differs
    from the national value (lower, similar, higher, or "" where they were not compared), `strong` whether it
    still does at 99.8 %, `verdict` whether that is better or worse ("" where the indicator has no polarity).
    """

    indicator: str
    year: int
    place: str
    level: Level
    area_code: str
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    symbol: Symbol | None
    status: str
    comparison: str = ""
    strong: bool = False
    verdict: str = ""
    return_id: uuid.UUID | None = None
    figure_id: uuid.UUID | None = None
