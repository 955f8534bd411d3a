"""Made-up values of made-up places, for what needs no database."""

from decimal import Decimal

from benchmarking.benchmarks.places import Level, Place, Places
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.value import Value
from benchmarking.indicators import arithmetic
from benchmarking.indicators.catalogue import catalogue
from kernel.symbols import Symbol

AREAS = tuple(Place(key, key.title(), key.title(), Level.AREA) for key in ("apple", "berry", "cob", "damson"))
PLACES = Places(
    areas=AREAS,
    pooled=Place("pooled", "Orchard, 4 areas pooled", "4 areas pooled", Level.POOLED),
    regional=Place("E12000999", "The Middle", "The Middle", Level.REGIONAL),
    national=Place("E92000999", "Albionia", "Albionia", Level.NATIONAL),
)
SHARE = catalogue().get("re-referrals")  # low is better
RATE = catalogue().get("referrals-rate")  # neither is


def value(
    place: str, x: int | None, n: int | None, *, indicator: str = "re-referrals", year: int = 2025,
    symbol: Symbol | None = None, comparison: str = "", level: Level | None = None,
) -> Value:  # fmt: skip
    definition = catalogue().get(indicator)
    there = x is not None and n is not None and symbol is None
    estimate = arithmetic.estimate(definition, float(x), float(n)) if there else None  # type: ignore[arg-type]
    return Value(
        indicator=indicator, year=year, place=place, level=level or PLACES.get(place).level, area_code="",
        numerator=x, denominator=n,
        value=arithmetic.exact(definition, float(x), float(n)).values.item() if there else None,  # type: ignore[arg-type]
        lower=arithmetic.rounded(float(estimate.lower), definition) if estimate else None,
        upper=arithmetic.rounded(float(estimate.upper), definition) if estimate else None,
        symbol=symbol if there or symbol else Symbol.NOT_AVAILABLE,
        status="official", comparison=comparison,
    )  # fmt: skip


def standing(
    place: str, neighbours: str | None, *, indicator: str = "re-referrals", year: int = 2025, rank: int = 12
) -> Standing:
    return Standing(
        indicator, year, place, Decimal(neighbours) if neighbours else None, 9, 10, rank, 151,
        Decimal("1.0"), Decimal("10.0"), Decimal("20.0"), Decimal("30.0"), Decimal("40.0"),
    )  # fmt: skip
