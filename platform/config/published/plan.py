"""What a set of publishers' files would bring into the region, and everything that is wrong with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from benchmarking.comparators.counting import Beside, Count, Counted, count_all
from benchmarking.comparators.models import (
    Authority,
    AuthorityValue,
    Neighbour,
    Population,
    PublishedFigure,
)
from benchmarking.comparators.populations import Estimate, estimates
from benchmarking.comparators.publications import Publications, read_files
from benchmarking.comparators.published_files import Problem, records
from benchmarking.comparators.series import TOOL
from benchmarking.indicators.catalogue import catalogue
from config.published.region import Known
from kernel.symbols import Symbol

POPULATION_SOURCE = "Office for National Statistics, mid-year population estimates, ages 0 to 17"
TOOL_SOURCE = f"Department for Education, {TOOL}"


@dataclass(frozen=True)
class Plan:
    """Rows ready to be stored, and what they were made from. With problems nothing may be stored."""

    files: Publications
    counted: Counted
    estimates: list[Estimate]
    problems: list[Problem]
    populations: list[Population]
    figures: list[PublishedFigure]
    authorities: list[Authority]
    values: list[AuthorityValue]
    neighbours: list[Neighbour]


def plan(paths: Iterable[Path], known: Known) -> Plan:
    """Read every file and say what it brings. Writes nothing."""
    decimals = {definition.slug: definition.decimals for definition in catalogue()}
    files = read_files(
        paths, decimals=decimals, codes=known.codes, known=known.authorities, wider=known.wider
    )
    people, problems = estimates(files.readings)
    new = {(each.year, each.place.identity): each.children for each in people}
    beside = Beside(
        decimals=decimals,
        people={**known.people, **new},
        tool={**known.printed, **files.tool},
        tool_source=TOOL_SOURCE,
    )
    counted = count_all(files.readings, beside, wanted=known.is_compared)
    of_others = [count for count in counted.counts if count.place.is_authority]
    return Plan(
        files=files,
        counted=counted,
        estimates=people,
        problems=[*files.problems, *problems, *counted.problems],
        populations=[
            Population(code=e.place.code, mid_year=e.year, children=e.children, source=POPULATION_SOURCE)
            for e in people
        ],
        figures=[_figure(count) for count in counted.counts if not count.place.is_authority],
        authorities=_authorities(files, of_others, known),
        values=_values(files, of_others, known),
        neighbours=list(_neighbours(files, known)),
    )


def _figure(count: Count) -> PublishedFigure:
    return PublishedFigure(
        code=count.place.code,
        indicator=count.indicator,
        year=count.year,
        numerator=count.numerator,
        denominator=count.denominator,
        symbol=count.symbol,
        published_value=count.published,
        source=count.published_in or count.table,
    )


def _authorities(files: Publications, of_others: Iterable[Count], known: Known) -> list[Authority]:
    """The tool's names first; the other files name those that it does not have and that nobody knows yet."""
    named = {
        count.place.identity: (count.place.name, count.place.region)
        for count in of_others
        if count.place.identity not in known.authorities
    }
    rows = files.authority_values[["dfe_code", "name", "region"]].drop_duplicates()
    named |= {row.dfe_code: (row.name, row.region) for row in records(rows)}
    return [Authority(dfe_code=code, name=name, region=region) for code, (name, region) in named.items()]


def _values(files: Publications, of_others: Iterable[Count], known: Known) -> list[AuthorityValue]:
    """What the tool prints; where it has none, what the other files print or what follows from their counts."""
    found: dict[tuple[str, int, str], AuthorityValue] = {}
    for row in records(files.authority_values):
        if row.dfe_code not in known.codes:
            found[row.indicator, row.year, row.dfe_code] = AuthorityValue(
                authority_id=row.dfe_code, indicator=row.indicator, year=row.year, value=row.value,
                symbol=row.symbol, source=TOOL_SOURCE,
            )  # fmt: skip
    for count in of_others:
        key = count.indicator, count.year, count.place.identity
        if key not in found or found[key].value is None:
            found[key] = _from_count(count)
    return list(found.values())


def _from_count(count: Count) -> AuthorityValue:
    value: Decimal | None = count.published
    symbol = count.symbol
    if value is None and not symbol and count.numerator is not None:
        value = catalogue().get(count.indicator).calculate(count.numerator, count.denominator)
        symbol = "" if value is not None else str(Symbol.NOT_APPLICABLE)
    if value == 0 and count.numerator:
        value, symbol = None, str(Symbol.LOW)
    return AuthorityValue(
        authority_id=count.place.identity, indicator=count.indicator, year=count.year, value=value,
        symbol=symbol, source=count.published_in or count.table,
    )  # fmt: skip


def _neighbours(files: Publications, known: Known) -> Iterator[Neighbour]:
    """The lists of the region's own areas: of others nothing is compared."""
    for row in records(files.neighbours):
        if row.dfe_code in known.codes:
            yield Neighbour(
                dfe_code=row.dfe_code, edition=row.edition, rank=row.rank, neighbour_id=row.neighbour,
                closeness=row.closeness, source=TOOL_SOURCE,
            )  # fmt: skip
