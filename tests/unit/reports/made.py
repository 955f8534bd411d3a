"""Reports made from plain values: three areas of a place that does not exist, no database."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from benchmarking.benchmarks.audiences import Audience
from benchmarking.benchmarks.places import Level, Place, Places
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.catalogue import catalogue
from benchmarking.reports.building import assemble
from benchmarking.reports.report import Basis, Issue, Remark, SignedReturn
from kernel.periods import Period
from kernel.symbols import Symbol

NATION = Place("E92000999", "Albionia", "Albionia", Level.NATIONAL)
MIDLANDS = Place("E12000999", "The Imaginary Midlands", "Midlands", Level.REGIONAL)
NAMES = ("Applefordshire", "Berrydale", "Cobblewick", "Damsonbridge", "Elderfold", "Figham")
RETURN_ID = uuid.UUID("11111111-1111-4111-8111-111111111111")


def places(count=3, *, nation=NATION, names=NAMES):
    areas = tuple(Place(f"area-{i}", names[i], names[i][:9], Level.AREA, f"99{i}") for i in range(count))
    pooled = Place("pooled", f"Threeshires, {count} areas pooled", f"{count} areas pooled", Level.POOLED)
    return Places(areas, pooled, MIDLANDS, nation)


def definition(like="re-referrals", **changes):
    """One of the project's own definitions, changed where a test needs it."""
    return catalogue().get(like).model_copy(update=changes)


def value(place, shown="10.0", *, indicator="re-referrals", year=2025, symbol=None, **more):
    """A value whose limits lie 1 to either side; with a symbol it has no numbers at all."""
    number = None if symbol else Decimal(shown)
    return Value(
        indicator=indicator, year=year, place=place.key, level=place.level,
        area_code=f"E0600{place.dfe_code}" if place.level == Level.AREA else "",
        numerator=None if symbol else 1234, denominator=None if symbol else 12345,
        value=number, lower=None if symbol else number - 1, upper=None if symbol else number + 1,
        symbol=Symbol(symbol) if symbol else None, status="official",
        return_id=RETURN_ID if place.level == Level.AREA else None,
        **more,
    )  # fmt: skip


def counted(place, numerator, denominator=1000, *, indicator="re-referrals", year=2025, **more):
    """A value that its counts add up to."""
    of = definition(indicator)
    shown = of.calculate(numerator, denominator)
    return replace(
        value(place, str(shown), indicator=indicator, year=year, **more),
        numerator=numerator,
        denominator=denominator,
    )


def standing(place, *, indicator="re-referrals", year=2025, **more):
    given = {
        "neighbours": Decimal("11.5"), "neighbours_counted": 10, "neighbours_expected": 10, "rank": 12,
        "authorities": 151, "lowest": Decimal("3.0"), "lower_quartile": Decimal("8.5"), "median": Decimal("11.0"),
        "upper_quartile": Decimal("14.0"), "highest": Decimal("40.0"),
    }  # fmt: skip
    return Standing(indicator=indicator, year=year, place=place.key, **{**given, **more})


def issue(**changes):
    given = {
        "id": uuid.UUID("33333333-3333-4333-8333-333333333333"), "number": 2, "state": "draft",
        "audience": Audience.PUBLIC, "embargo_until": None, "published_at": None, "changed": "", "corrects": None,
        "named": (),
    }  # fmt: skip
    return Issue(**{**given, **changes})


def remark(about="summary", **changes):
    given = {
        "about": about, "text": "Counted anew.\n\nSince the spring.", "by": "Coordinator", "speaker": "Threeshires",
        "signed_at": datetime(2025, 12, 1, 9, 0, tzinfo=UTC), "version": 3, "made_up": True,
    }  # fmt: skip
    return Remark(**{**given, **changes})


def differing(place, comparison, verdict="", *, strong=True, indicator="re-referrals", shown="10.0"):
    return value(place, shown, indicator=indicator, comparison=comparison, verdict=verdict, strong=strong)


def basis(**changes):
    given = {
        "run_id": uuid.UUID("22222222-2222-5222-8222-222222222222"), "inputs_sha256": "ab" * 32, "year": 2025,
        "created_at": datetime(2025, 11, 20, 9, 30, tzinfo=UTC), "calculation": "0.1.0/1",
        "region": "Threeshires", "audience": "Threeshires Made-up Safeguarding Board", "audience_short": "TMSB",
        "demonstration": True,
    }  # fmt: skip
    return Basis(**{**given, **changes})


def signed_return(**changes):
    given = {
        "id": RETURN_ID, "partnership": "Safe in Berrydale", "place": "area-1",
        "period": Period.reporting_year(2025), "sha256": "cd" * 32,
        "lodged_at": datetime(2025, 10, 1, 8, 0, tzinfo=UTC), "prepared_role": "Data officer",
        "approved_role": "Approver", "corrects": "", "reason": "",
    }  # fmt: skip
    return SignedReturn(**{**given, **changes})


def report(values, definitions=None, *, of=None, returns=(), standings=(), **changes):
    return assemble(
        basis=basis(**changes),
        definitions=definitions or [definition()],
        places=of or places(),
        values=values,
        returns=returns,
        standings=standings,
    )


def usual_report(**changes):
    """Two indicators, three years; a hidden value, a hole, a value that rounds to zero."""
    of = places()
    values = []
    for slug in ("referrals-rate", "re-referrals"):
        for year in (2023, 2024, 2025):
            for i, place in enumerate(of):
                more = {"comparison": "lower", "strong": True} if i == 0 and year == 2025 else {}
                values.append(value(place, f"{10 + i}.{year % 10}", indicator=slug, year=year, **more))
    hidden = [
        v for v in values if not (v.indicator == "re-referrals" and v.place in ("area-1", "area-2", "pooled"))
    ]
    hidden += [
        value(of.areas[1], indicator="re-referrals", year=2025, symbol="c"),
        value(of.areas[1], indicator="re-referrals", year=2024, symbol="low"),
        value(of.pooled, indicator="re-referrals", year=2025, symbol="x"),
    ]
    definitions = [definition("referrals-rate"), definition("re-referrals")]
    returns = [
        signed_return(),
        signed_return(id=uuid.uuid4(), sha256="ef" * 32, corrects="12" * 32, reason="Counted twice"),
    ]
    standings = [
        standing(of.areas[0], rank=1, neighbours=Decimal("9.4")),
        standing(of.areas[1], rank=77, neighbours=Decimal("77.7")),  # of an area whose value is hidden
        standing(of.areas[2], neighbours=None, neighbours_counted=0, rank=23),
        standing(of.areas[2], year=2024, rank=99),
    ]
    return report(hidden, definitions, of=of, returns=returns, standings=standings, **changes)


def long_report(**changes):
    """One indicator through 14 years, with counts; the first area jumps, one year of the second is hidden."""
    of = places()
    values = []
    for year in range(2012, 2026):
        for i, place in enumerate(of):
            number = 200 + 10 * i + (year * 7 + i * 5) % 9 + (150 if i == 0 and year >= 2024 else 0)
            values.append(counted(place, number, year=year))
    values = [v for v in values if not (v.place == "area-1" and v.year == 2020)]
    values.append(value(of.areas[1], year=2020, symbol="c"))
    return report(values, of=of, **changes)
