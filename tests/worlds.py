"""The world most tests live in: the made-up region Threeshires, built through the real actions.

    area            people        x 10,000  2023        2024        2025            other
    Applefordshire  40,000        referrals 400         420         450
                                  repeats   80 of 400   84 of 420*  45 of 450
    Berrydale       20,000        referrals 300         290         60
                                  repeats   66 of 300   58 of 290   3 of 60 (local: too small to show)
    Cobblewick      60,000        referrals 900         x           700
                                  repeats   180 of 900  x           c               425 strategy discussions,
                                                                                    November 2019 to December 2020
    Imaginary Midlands, Albionia: published figures of all three years
    Nine made-up authorities (901 to 909): published values of 2024 and 2025; five of them and one area of the region
    make up each area's list of neighbours

    * signed as 90 of 420 first and corrected afterwards

The region has one person of each of its roles, each partnership a manager, a data officer, an approver and a reader,
and the care board a lead and a contributor.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from accounts.models import Person
from benchmarking.benchmarks.models import Run
from benchmarking.comparators.actions import (
    load_authorities,
    load_authority_values,
    load_neighbours,
    load_populations,
    load_published_figures,
)
from benchmarking.comparators.models import (
    Authority,
    AuthorityValue,
    Neighbour,
    Population,
    PublishedFigure,
)
from benchmarking.reports.actions import prepare_issue, publish_issue, take_step
from benchmarking.reports.models import Issue
from benchmarking.reports.states import State
from config.demonstration.people import add_people
from kernel.periods import Period
from partnerships.context import inside
from partnerships.models import Partnership
from scrutiny.returns.models import Return
from tenants.dataset.actions import save_figures
from tenants.dataset.csv_format import read_csv
from tenants.dataset.selectors import populations_for
from tenants.sign_off.actions import approve, prepare

REGION_FILE = Path(__file__).parent / "regions" / "threeshires.yaml"
POPULATION = {
    "E06000991": 40_000,
    "E06000992": 20_000,
    "E08000993": 60_000,
    "E12000999": 900_000,
    "E92000999": 9_000_000,
}
HEADER = "indicator,period,numerator,denominator,status,symbol,note\n"
FIGURES = {
    "applefordshire": """referrals-rate,2023,400,,official,,
re-referrals,2023,80,400,official,,
referrals-rate,2024,420,,official,,
re-referrals,2024,90,420,official,,
referrals-rate,2025,450,,official,,
re-referrals,2025,45,450,official,,
""",
    "berrydale": """referrals-rate,2023,300,,official,,
re-referrals,2023,66,300,official,,
referrals-rate,2024,290,,official,,
re-referrals,2024,58,290,official,,
referrals-rate,2025,60,,provisional,,
re-referrals,2025,3,60,local,,Counted by hand
""",
    "cobblewick": """referrals-rate,2023,900,,official,,
re-referrals,2023,180,900,official,,
referrals-rate,2024,,,official,x,
re-referrals,2024,,,official,x,
referrals-rate,2025,700,,official,,
re-referrals,2025,,700,official,c,
strategy-discussions,2019-11-01/2020-12-31,425,,local,,
""",
}
PUBLISHED = [
    ("E12000999", 2023, 45_000, 9_900, "22.0"),
    ("E12000999", 2024, 46_000, 10_100, "22.0"),
    ("E12000999", 2025, 47_000, 10_300, "21.9"),
    ("E92000999", 2023, 460_000, 101_200, "22.0"),
    ("E92000999", 2024, 470_000, 105_750, "22.5"),
    ("E92000999", 2025, 480_000, 105_600, "22.0"),
]
AUTHORITIES = {
    "901": "Dunmere",
    "902": "Eastwick",
    "903": "Farrowdale",
    "904": "Greyminster",
    "905": "Hollowbridge",
    "906": "Inkpen Forest",
    "907": "Juniper Coast",
    "908": "Kestrel Moor",
    "909": "Long Wick",
    "991": "Applefordshire",
    "992": "Berrydale, Borough of",
    "993": "Cobblewick",
}
AUTHORITY_VALUES = {
    ("re-referrals", 2024): "12.1 14.6 16.0 x 20.0 22.5 24.0 26.2 30.0",
    ("re-referrals", 2025): "10.0 14.5 16.0 18.0 20.0 22.5 24.0 26.0 30.1",
    ("referrals-rate", 2025): "80.0 95.5 102.4 110.0 118.3 125.0 140.9 160.0 x",
}
NEIGHBOURS = {
    "991": ("903", "904", "993", "901", "908", "909"),
    "992": ("991", "901", "902", "903", "904", "905"),
    "993": ("905", "906", "907", "908", "992", "909"),
}


@dataclass(frozen=True)
class World:
    """Names for what the world holds; read from the database of the moment."""

    @property
    def applefordshire(self) -> Partnership:
        return self.partnership("applefordshire")

    @property
    def berrydale(self) -> Partnership:
        return self.partnership("berrydale")

    @property
    def cobblewick(self) -> Partnership:
        return self.partnership("cobblewick")

    def partnership(self, slug: str) -> Partnership:
        return Partnership.objects.select_related("area").get(slug=slug)

    def person(self, who: str) -> Person:
        """Such as "coordinator", "data-officer@berrydale" or "lead@threeshires-icb"."""
        return Person.objects.get(email=address(who))

    def standing(self, slug: str, year: int) -> Return:
        """The return that stands for a reporting year."""
        return Return.objects.get(
            partnership__slug=slug,
            period_end=Period.reporting_year(year).end,
            superseded_by__isnull=True,
            kind="figures",
        )


def address(who: str) -> str:
    return f"{who}.example" if "@" in who else f"{who}@region.example"


def build() -> None:
    """Fill a region that has been set up."""
    add_people()
    _load_comparators()
    for slug, table in FIGURES.items():
        _sign_all(slug, table)
    _correct("applefordshire", "re-referrals,2024,84,420,official,,Counted again\n", 2024)


def enter(slug: str, table: str) -> None:
    """The data officer imports rows of our CSV."""
    partnership = World().partnership(slug)
    populations = populations_for(partnership)
    officer = World().person(f"data-officer@{slug}")
    with inside(partnership):
        entries = read_csv((HEADER + table).encode(), populations)
        save_figures(partnership=partnership, entries=entries, source="test", by=officer)


def sign(slug: str, period: Period, reason: str = "") -> Return:
    """The data officer prepares and the approver approves."""
    world = World()
    partnership = world.partnership(slug)
    officer, approver = world.person(f"data-officer@{slug}"), world.person(f"approver@{slug}")
    with inside(partnership):
        submission = prepare(partnership=partnership, period=period, reason=reason, by=officer)
        return approve(
            partnership=partnership,
            submission_id=submission.pk,
            seen_sha256=submission.content_sha256,
            by=approver,
        )


def publish(run: Run, *, changed: str = "", embargo_until: datetime | None = None) -> Issue:
    """The coordinator leads an issue of the run through every state."""
    coordinator = World().person("coordinator")
    issue = prepare_issue(run=run, changed=changed, by=coordinator)
    take_step(issue=issue, to=State.FACTUAL_CHECK, seen=0, by=coordinator)
    take_step(issue=issue, to=State.FINAL, seen=1, embargo_until=embargo_until, by=coordinator)
    return publish_issue(issue=issue, seen=2, by=coordinator)


def _sign_all(slug: str, table: str) -> None:
    enter(slug, table)
    periods = {Period.parse(line.split(",")[1]) for line in table.splitlines()}
    for period in sorted(periods):
        sign(slug, period)


def _correct(slug: str, row: str, year: int) -> None:
    enter(slug, row)
    sign(slug, Period.reporting_year(year), reason="Two families were counted twice.")


def _load_comparators() -> None:
    load_populations(
        populations=[
            Population(code=code, mid_year=year, children=children, source="made up")
            for code, children in POPULATION.items()
            for year in (2022, 2023, 2024)
        ],
        by=None,
    )
    figures = []
    for code, year, referrals, repeats, percentage in PUBLISHED:
        common = {"code": code, "year": year, "symbol": "", "source": "made up"}
        figures.append(
            PublishedFigure(
                indicator="referrals-rate", numerator=referrals, denominator=POPULATION[code], **common
            )
        )
        figures.append(
            PublishedFigure(
                indicator="re-referrals",
                numerator=repeats,
                denominator=referrals,
                published_value=Decimal(percentage),
                **common,
            )
        )
    load_published_figures(figures=figures, by=None)
    _load_authorities()


def _load_authorities() -> None:
    load_authorities(
        authorities=[
            Authority(dfe_code=code, name=name, region="The Imaginary Midlands")
            for code, name in AUTHORITIES.items()
        ],
        by=None,
    )
    load_authority_values(
        values=[
            AuthorityValue(
                authority_id=code,
                indicator=indicator,
                year=year,
                value=None if text == "x" else Decimal(text),
                symbol="x" if text == "x" else "",
                source="made up",
            )
            for (indicator, year), texts in AUTHORITY_VALUES.items()
            for code, text in zip(AUTHORITIES, texts.split(), strict=False)
        ],
        by=None,
    )
    load_neighbours(
        neighbours=[
            Neighbour(
                dfe_code=code,
                edition=2025,
                rank=rank,
                neighbour_id=neighbour,
                closeness="Close",
                source="made up",
            )
            for code, neighbours in NEIGHBOURS.items()
            for rank, neighbour in enumerate(neighbours, start=1)
        ],
        by=None,
    )
