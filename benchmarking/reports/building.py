"""A frozen run becomes a report. Everything in it was frozen with the run or lodged as a return before it."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from benchmarking.benchmarks.audiences import Audience
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.places import Level, Place, Places
from benchmarking.benchmarks.selectors import frozen_benchmark
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.reports.comparing.expecting import expect
from benchmarking.reports.comparing.findings import Movement
from benchmarking.reports.comparing.movements import history, movements
from benchmarking.reports.drawings import draw_dots, draw_funnel, draw_panels, draw_spine, draw_trend
from benchmarking.reports.report import (
    Audit,
    Basis,
    Issue,
    Profile,
    Remark,
    Report,
    Section,
    SignedReturn,
    Topic,
)
from benchmarking.reports.sentences import finding, summarise
from kernel.symbols import Symbol
from scrutiny.returns.models import Return


def build_report(
    run: Run,
    *,
    audience: Audience = Audience.PUBLIC,
    named: Collection[str] = frozenset(),
    issue: Issue | None = None,
    commentary: Sequence[Remark] = (),
    replies: Sequence[Remark] = (),
    audit: Audit | None = None,
) -> Report:
    """The report of a run, for an audience. Two queries, however many areas and indicators.

    `named`: the areas that it shows by name to partners. `issuing.build_issue` gathers the rest.
    """
    benchmark = frozen_benchmark(run, audience=audience, named=named)
    report = assemble(
        basis=basis_of(run),
        definitions=run.definitions.values(),
        places=run.places,
        values=benchmark.values,
        returns=_returns(run),
        standings=benchmark.standings,
    )
    return replace(report, issue=issue, commentary=tuple(commentary), replies=tuple(replies), audit=audit)


def assemble(
    *,
    basis: Basis,
    definitions: Iterable[Definition],
    places: Places,
    values: Sequence[Value],
    returns: Sequence[SignedReturn],
    standings: Sequence[Standing] = (),
) -> Report:
    """Put the report together from plain values. Indicators without any value of an area are left out.

    standings: of any indicators and years; only those of a section's newest year are kept.
    """
    by_indicator: dict[str, list[Value]] = {}
    for value in values:
        by_indicator.setdefault(value.indicator, []).append(value)
    codes = {value.place: value.area_code for value in sorted(values, key=lambda value: value.year)}
    tables = [
        _table(definition, places, by_indicator[definition.slug], codes)
        for definition in definitions
        if any(value.level == Level.AREA for value in by_indicator.get(definition.slug, []))
    ]
    moved = movements([history(t.definition, place, t.series(place)) for t in tables for place in places])
    sections = [_section(table, moved, standings) for table in tables]
    return Report(
        basis=basis,
        places=places,
        topics=_topics(sections),
        summary=summarise(sections, places, basis.year),
        returns=tuple(returns),
        profiles=tuple(Profile(a, draw_spine(a, sections, places.national)) for a in places.areas),
    )


@dataclass(frozen=True)
class _Table:
    """One indicator: a value for each of its years and places, the newest year last."""

    definition: Definition
    places: Places
    years: tuple[int, ...]
    values: tuple[Value, ...]

    def series(self, place: Place) -> list[Value]:
        return [value for value in self.values if value.place == place.key]


def _table(
    definition: Definition, places: Places, values: Sequence[Value], codes: Mapping[str, str]
) -> _Table:
    newest = max(value.year for value in values if value.level == Level.AREA)
    years = tuple(sorted({value.year for value in values if value.year <= newest}))
    return _Table(definition, places, years, tuple(_without_holes(definition, places, years, values, codes)))


def _section(
    table: _Table, moved: Mapping[tuple[str, str], Movement], standings: Sequence[Standing]
) -> Section:
    definition, places, newest = table.definition, table.places, table.years[-1]
    rows = list(zip(places, (value for value in table.values if value.year == newest), strict=True))
    found = finding([row for row in rows if row[0].level == Level.AREA], places.national)
    through = [(place, table.series(place)) for place in places]
    mine = {place.key: moved[key] for place in places if (key := (definition.slug, place.key)) in moved}
    standing = _standings(definition, newest, rows, standings)
    expected = expect(definition, rows)
    return Section(
        definition=definition,
        places=places,
        years=table.years,
        values=table.values,
        finding=found,
        dots=draw_dots(definition, rows, found, {each.place: each for each in standing}),
        trend=draw_trend(definition, through, mine),
        standings=standing,
        funnel=draw_funnel(definition, expected, places.national) if expected and places.national else None,
        panels=draw_panels(definition, through, mine),
        movements=tuple(mine.values()),
        expected=expected.expected if expected else (),
    )


def _standings(
    definition: Definition, year: int, rows: Sequence[tuple[Place, Value]], standings: Sequence[Standing]
) -> tuple[Standing, ...]:
    """Those of areas whose own value is shown, whatever is handed over: a rank would tell of a hidden one."""
    shown = {place.key for place, value in rows if value.value is not None}
    return tuple(
        each
        for each in standings
        if (each.indicator, each.year) == (definition.slug, year) and each.place in shown
    )


def _without_holes(
    definition: Definition,
    places: Places,
    years: Sequence[int],
    values: Sequence[Value],
    codes: Mapping[str, str],
) -> list[Value]:
    """One value for each year and place. What nobody returned or published is "not available", not absent."""
    known = {(value.year, value.place): value for value in values}
    return [
        known.get((year, place.key)) or _absent(definition, place, year, codes.get(place.key, ""))
        for year in years
        for place in places
    ]


def _absent(definition: Definition, place: Place, year: int, code: str) -> Value:
    return Value(
        indicator=definition.slug, year=year, place=place.key, level=place.level, area_code=code,
        numerator=None, denominator=None, value=None, lower=None, upper=None,
        symbol=Symbol.NOT_AVAILABLE, status="",
    )  # fmt: skip


def _topics(sections: Sequence[Section]) -> tuple[Topic, ...]:
    names = list(dict.fromkeys(section.definition.topic for section in sections))
    return tuple(Topic(name, tuple(s for s in sections if s.definition.topic == name)) for name in names)


def basis_of(run: Run) -> Basis:
    region = run.based_on["region"]
    return Basis(
        run_id=run.pk,
        inputs_sha256=run.inputs_sha256,
        year=run.year,
        created_at=run.created_at,
        calculation=run.based_on["calculation"],
        region=region["name"],
        audience=region["strategic_partnership"],
        audience_short=region["strategic_partnership_short"],
        demonstration=settings.DEMONSTRATION,
    )


def _returns(run: Run) -> tuple[SignedReturn, ...]:
    """The returns named in the run's inputs, by partnership and newest period first. They cannot change."""
    ids = [pk for pk, _ in run.based_on["returns"]]
    rows = (
        Return.objects.filter(pk__in=ids)
        .select_related("partnership__area", "supersedes")
        .defer("payload", "supersedes__payload")
    )
    ordered = sorted(
        rows, key=lambda row: (row.partnership.area.order, row.partnership.slug, -row.period_end.toordinal())
    )
    return tuple(
        SignedReturn(
            id=row.pk,
            partnership=row.partnership.name,
            place=row.partnership.area.slug,
            period=row.period,
            sha256=row.sha256,
            lodged_at=row.lodged_at,
            prepared_role=row.prepared_role,
            approved_role=row.approved_role,
            corrects=row.supersedes.sha256 if row.supersedes else "",
            reason=row.reason,
        )
        for row in ordered
    )


def superseded_since(run: Run) -> dict[uuid.UUID, str]:
    """Which of the run's returns have been corrected since, with the hash of the correction.

    For the page; the report itself never changes.
    """
    ids = [pk for pk, _ in run.based_on["returns"]]
    return dict(Return.objects.filter(supersedes__in=ids).values_list("supersedes_id", "sha256"))


def count_superseded(runs: Iterable[Run]) -> dict[uuid.UUID, int]:
    """How many returns of each run have been corrected since. One query, however many runs."""
    corrections = Return.objects.filter(supersedes__isnull=False).order_by()
    gone = {str(pk) for pk in corrections.values_list("supersedes_id", flat=True)}
    return {run.pk: sum(pk in gone for pk, _ in run.based_on["returns"]) for run in runs}
