"""What a calculation stands on: counts by place, indicator and year, with where each came from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from django.db.models import Q

from benchmarking.benchmarks.places import Places, places_of
from benchmarking.comparators.models import PublishedFigure
from benchmarking.comparators.selectors import authority_values, neighbours_of
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.decisions import Decisions, decisions, decisions_about
from benchmarking.indicators.definition import Definition
from benchmarking.indicators.models import Figure
from benchmarking.indicators.quantities import Part
from benchmarking.indicators.selectors import current_figures
from kernel.canonical import canonical_json, sha256_hex
from kernel.periods import Period
from partnerships.models import Region
from partnerships.selectors import areas, comparators, the_region

COLUMNS = [
    "indicator", "year", "place", "level", "area_code", "numerator", "denominator", "symbol", "status",
    "published_value", "return_id", "figure_id", "return_sha256",
    "numerator_withheld", "denominator_withheld", "agreed",
]  # fmt: skip
AUTHORITY_COLUMNS = ["indicator", "year", "dfe_code", "value"]


@dataclass(frozen=True)
class Inputs:
    """`cells` has one row a count, with COLUMNS; numbers are float64 with NaN where missing.

    `authorities` has one row a value published of an authority outside the region, with AUTHORITY_COLUMNS; values
    are Decimal. `neighbours` holds, by the three-digit number of an area, those of its neighbours.
    numerator_withheld, denominator_withheld: decided when the return became visible, beside what the rule hides.
    agreed: the partnership agreed to be shown to these readers. pooled_withheld: indicators, years and parts of which
    the pooled count is not shown.
    """

    places: Places
    definitions: tuple[Definition, ...]
    cells: pd.DataFrame
    region: Region | None = None
    authorities: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=AUTHORITY_COLUMNS))
    neighbours: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pooled_withheld: frozenset[tuple[str, int, str]] = frozenset()

    def record(self, year: int, version: str) -> str:
        """Canonical JSON of everything the results follow from. Equal text, equal results."""
        returns = self.cells[["return_id", "return_sha256"]].dropna().drop_duplicates()
        published = self.cells[self.cells["return_id"].isna()]
        return canonical_json(
            {
                "year": year,
                "calculation": version,
                "returns": sorted([str(pk), sha256] for pk, sha256 in returns.itertuples(index=False)),
                "published_figures": sha256_hex(published.to_csv(index=False)),
                "authority_values": sha256_hex(self.authorities.to_csv(index=False)),
                "neighbours": sha256_hex(canonical_json(self.neighbours)),
                "definitions": [definition.model_dump(mode="json") for definition in self.definitions],
                "places": self.places.as_json(),
                "region": _naming(self.region),
                "withheld": self.withheld(),
            }
        )

    def withheld(self) -> list[list[Any]]:
        """What was withheld beside what the rule hides: place, indicator, year and part, in order."""
        found = [[self.places.pooled.key, *claim] for claim in self.pooled_withheld]
        for part in Part:
            rows = self.cells[self.cells[f"{part}_withheld"].astype(bool)]
            found += [
                [place, indicator, int(year), str(part)]
                for place, indicator, year in zip(rows["place"], rows["indicator"], rows["year"], strict=True)
            ]
        return sorted(found)


def gather(indicators: Iterable[str] | None = None, *, up_to: int | None = None) -> Inputs:
    """Read current figures, what is withheld of them, published comparators and other authorities.

    Ten queries, however many areas.
    """
    area_rows, comparator_rows = list(areas()), list(comparators())
    region = the_region()
    places = places_of(region, area_rows, comparator_rows)
    wanted = None if indicators is None else set(indicators)
    annual = [d for d in catalogue() if d.period != "any" and (wanted is None or d.slug in wanted)]
    slugs = [definition.slug for definition in annual]
    slug_of = {area.partnership.pk: area.slug for area in area_rows if hasattr(area, "partnership")}
    figures = (
        current_figures(slugs).filter(year__isnull=False).select_related("source").defer("source__payload")
    )
    signed = list(figures)
    decided = decisions(slugs)  # after the figures: see there
    rows = [_from_figure(figure, slug_of[figure.partnership_id], figure.year, decided) for figure in signed]
    level_of = {each.code: each.level for each in comparator_rows}
    published = PublishedFigure.objects.filter(code__in=level_of, indicator__in=slugs)
    rows += [_from_published(figure, level_of[figure.code]) for figure in published]
    cells = pd.DataFrame(rows, columns=COLUMNS)
    pooled = _pooled_withheld(signed, decided)
    if up_to is not None:
        cells = cells[cells["year"] <= up_to]
        pooled = frozenset(claim for claim in pooled if claim[1] <= up_to)
    own = [area.dfe_code for area in area_rows]
    others = authority_values(slugs, up_to=up_to, without=own)
    return Inputs(
        places,
        tuple(annual),
        in_order(cells, slugs, [place.key for place in places]),
        region,
        authorities=pd.DataFrame(others, columns=AUTHORITY_COLUMNS, dtype=object),
        neighbours=neighbours_of(own),
        pooled_withheld=pooled,
    )


def _pooled_withheld(figures: list[Figure], decided: Decisions) -> frozenset[tuple[str, int, str]]:
    """Where the pooled count of the figures' indicators and years is withheld, or nothing is decided about a part."""
    return frozenset(
        (figure.indicator, year, str(part))
        for figure in figures
        for part in Part
        if (year := figure.year) is not None
        and (
            figure.source_id in decided.undecided
            or decided.withhold_pooled(figure.indicator, part, figure.period)
        )
    )


def gather_uncompared(places: Places, indicators: Iterable[str] | None = None) -> list[tuple[Period, Inputs]]:
    """Current figures that no comparison holds: of other periods, and of indicators without a yearly series.

    Three queries. Each period stands alone, so that nothing is calculated across periods; within one, `year` is only
    the year in which it ends.
    """
    wanted = None if indicators is None else set(indicators)
    definitions = tuple(d for d in catalogue() if wanted is None or d.slug in wanted)
    without_series = [d.slug for d in definitions if d.period == "any"]
    figures = (
        current_figures([d.slug for d in definitions])
        .filter(Q(year__isnull=True) | Q(indicator__in=without_series))
        .select_related("source", "partnership__area")
        .defer("source__payload")
    )
    rows = defaultdict(list)
    signed = list(figures)
    decided = decisions_about(signed)
    for figure in signed:
        slug, year = figure.partnership.area.slug, figure.period_end.year
        rows[figure.period].append(_from_figure(figure, slug, year, decided))
    slugs, keys = [d.slug for d in definitions], [place.key for place in places]
    return [
        (
            period,
            Inputs(places, definitions, in_order(pd.DataFrame(rows[period], columns=COLUMNS), slugs, keys)),
        )
        for period in sorted(rows)
    ]


def _naming(region: Region | None) -> dict[str, str]:
    """What the report calls the region and its readers."""
    return {
        "name": region.name if region else "The region",
        "strategic_partnership": region.strategic_partnership if region else "",
        "strategic_partnership_short": region.strategic_partnership_short if region else "",
    }


def in_order(cells: pd.DataFrame, slugs: list[str], keys: list[str]) -> pd.DataFrame:
    ordered = cells.assign(
        _indicator=cells["indicator"].map({slug: i for i, slug in enumerate(slugs)}),
        _place=cells["place"].map({key: i for i, key in enumerate(keys)}),
    ).sort_values(["_indicator", "year", "_place"], kind="stable")
    typed = ordered.drop(columns=["_indicator", "_place"]).reset_index(drop=True)
    return typed.astype({"numerator": "float64", "denominator": "float64", "published_value": "float64"})


def _from_figure(figure: Figure, slug: str, year: int | None, decided: Decisions) -> tuple[Any, ...]:
    return (
        figure.indicator, year, slug, "Local authority", figure.area_code, figure.numerator,
        figure.denominator, figure.symbol, figure.status, None, figure.source_id, figure.pk, figure.source.sha256,
        decided.withhold(figure, Part.NUMERATOR), decided.withhold(figure, Part.DENOMINATOR), False,
    )  # fmt: skip


def _from_published(figure: PublishedFigure, level: str) -> tuple[Any, ...]:
    value = None if figure.published_value is None else float(figure.published_value)
    return (
        figure.indicator, figure.year, figure.code, level, figure.code, figure.numerator, figure.denominator,
        figure.symbol, "official", value, None, None, None,
        False, False, False,
    )  # fmt: skip
