"""Reports of any shape, for properties: places, years, symbols, decimals and holes as hypothesis likes."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from kernel.symbols import Symbol
from tests.unit.reports.made import NAMES, definition, places, report, signed_return, value

SLUGS = {"referrals-rate": 1, "re-referrals": 1, "looked-after-rate": 0, "cases-reviewed": 0}
"""Indicators and their decimals; the last is a plain count, without denominator and interval."""
HOSTILE = ("=1+1", "Bryn & Môn <b>", "[x](y)", "-dash")


@st.composite
def reports(draw):
    slugs = draw(st.lists(st.sampled_from(list(SLUGS)), min_size=1, max_size=3, unique=True))
    of = places(draw(st.integers(1, 4)), names=draw(st.permutations([*NAMES[:3], *HOSTILE])))
    years = draw(st.lists(st.integers(2015, 2025), min_size=1, max_size=3, unique=True))
    found = [
        draw(values(slug, year, place))
        for slug in slugs
        for year in years
        for place in of
        if draw(st.booleans()) or (place is of.areas[0] and year == max(years))
    ]
    returns = [signed_return()] if draw(st.booleans()) else []
    return report(found, [definition(slug) for slug in slugs], of=of, returns=returns)


@st.composite
def values(draw, slug, year, place):
    symbol = draw(st.sampled_from([None, None, None, *Symbol]))
    share = slug == "re-referrals"  # which is never more than all of them
    shown = Decimal(draw(st.integers(0, 1_000 if share else 99_999))).scaleb(-SLUGS[slug])
    made = value(place, str(shown), indicator=slug, year=year, symbol=symbol)
    if symbol:
        return made
    most = made.denominator if share else 10**6
    return replaced(made, numerator=draw(st.integers(0, most)), plain=slug == "cases-reviewed")


def replaced(made, *, numerator, plain):
    if plain:
        return replace(
            made, numerator=numerator, value=Decimal(numerator), denominator=None, lower=None, upper=None
        )
    return replace(made, numerator=numerator)
