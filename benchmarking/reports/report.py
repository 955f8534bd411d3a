"""The report as one value. Page, file, PDF and CSV are drawn from it and from nothing else, so they agree."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from benchmarking.audit_results.drawing import Picture
from benchmarking.audit_results.results import Results
from benchmarking.benchmarks.audiences import Audience
from benchmarking.benchmarks.places import Level, Place, Places
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from benchmarking.reports.comparing.findings import Expected, Movement
from kernel.periods import Period


@dataclass(frozen=True)
class Basis:
    """What the report stands on, and for whom it was made."""

    run_id: uuid.UUID
    inputs_sha256: str
    year: int
    created_at: datetime
    calculation: str
    region: str
    audience: str
    audience_short: str
    demonstration: bool

    @property
    def period(self) -> Period:
        return Period.reporting_year(self.year)

    @property
    def stem(self) -> str:
        """The files' name without its ending."""
        return f"benchmark-{self.year}"


@dataclass(frozen=True)
class SignedReturn:
    """A return the run was calculated from. `corrects` is the hash of the one it superseded, if any."""

    id: uuid.UUID
    partnership: str
    place: str
    period: Period
    sha256: str
    lodged_at: datetime
    prepared_role: str
    approved_role: str
    corrects: str
    reason: str


@dataclass(frozen=True)
class Drawn:
    """A chart as SVG, for paper and desk and again for a telephone; `alt` says it to those who do not see it.

    title: what it shows, as a finding.
    """

    svg: str
    narrow: str
    alt: str
    title: str = ""


@dataclass(frozen=True)
class Section:
    """One indicator: every place in every year, and the charts of its newest year.

    `values` holds exactly one value for each of `years` and each of `places`; where nothing was returned or
    published it is the symbol for "not available". dots: every place in the newest year; funnel: areas by their
    size; panels: an area each through the years; trend: all areas pooled through the years.
    """

    definition: Definition
    places: Places
    years: tuple[int, ...]
    values: tuple[Value, ...]
    finding: str
    dots: Drawn
    trend: Drawn | None
    standings: tuple[Standing, ...] = ()
    funnel: Drawn | None = None
    panels: Drawn | None = None
    movements: tuple[Movement, ...] = ()
    expected: tuple[Expected, ...] = ()

    @property
    def anchor(self) -> str:
        return f"indicator-{self.definition.slug}"

    @property
    def charts(self) -> list[Drawn]:
        """In the order in which they are read."""
        return [drawn for drawn in (self.dots, self.trend, self.panels, self.funnel) if drawn]

    def standing(self, place: Place) -> Standing | None:
        """Where an area stands among others in the newest year; None where nothing is known of them."""
        return next((s for s in self.standings if (s.place, s.year) == (place.key, self.year)), None)

    def movement(self, place: Place) -> Movement | None:
        return next((each for each in self.movements if each.place == place.key), None)

    def value_of(self, place: Place) -> Value:
        """The newest value. Raises KeyError for a place that the section does not have."""
        return {found.key: value for found, value in self.newest}[place.key]

    @property
    def year(self) -> int:
        """The newest year that has a figure of any area."""
        return self.years[-1]

    def in_year(self, year: int) -> list[Value]:
        return [value for value in self.values if value.year == year]

    def series(self, place: Place) -> list[Value]:
        return [value for value in self.values if value.place == place.key]

    @property
    def newest(self) -> list[tuple[Place, Value]]:
        """A row for each place, in the places' order."""
        return list(zip(self.places, self.in_year(self.year), strict=True))

    @property
    def newest_areas(self) -> list[tuple[Place, Value]]:
        return [(place, value) for place, value in self.newest if place.level == Level.AREA]

    @property
    def national(self) -> Value | None:
        return next((value for place, value in self.newest if place.level == Level.NATIONAL), None)


@dataclass(frozen=True)
class Topic:
    name: str
    sections: tuple[Section, ...]

    @property
    def anchor(self) -> str:
        return topic_anchor(self.name)


def topic_anchor(name: str) -> str:
    return "topic-" + name.lower().replace(" ", "-")


@dataclass(frozen=True)
class Part:
    """A piece of a sentence; `indicator` is the slug of the section it speaks of."""

    text: str
    indicator: str = ""

    @property
    def anchor(self) -> str:
        return f"indicator-{self.indicator}" if self.indicator else ""


Sentence = tuple[Part, ...]


@dataclass(frozen=True)
class Remark:
    """A signed text beside the numbers: the coordinator's commentary, or a partnership's reply.

    about: the anchor of what it speaks of, "summary" or a topic's. by: the role that signed. speaker: the
    partnership's name, or the region's. made_up: written for the demonstration.
    """

    about: str
    text: str
    by: str
    speaker: str
    signed_at: datetime
    version: int
    made_up: bool


@dataclass(frozen=True)
class Issue:
    """What the report is an issue of, as the reader sees it. Without one it is a run that nobody has issued.

    state: draft, factual check, final, published or superseded. changed: what differs from the issue before, in
    the coordinator's words ("" in a first issue). named: partnerships that agreed to be shown by name and number
    to each other; only for the partners' audience.
    """

    id: uuid.UUID
    number: int
    state: str
    audience: Audience
    embargo_until: datetime | None
    published_at: datetime | None
    changed: str
    corrects: int | None
    named: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """One area on every indicator. spine: None where nothing is known of other authorities."""

    place: Place
    spine: Drawn | None

    @property
    def anchor(self) -> str:
        return f"profile-{self.place.key}"


@dataclass(frozen=True)
class Passage:
    """A heading of the summary and its sentences."""

    heading: str
    sentences: tuple[Sentence, ...]

    @property
    def texts(self) -> list[str]:
        return ["".join(part.text for part in sentence) for sentence in self.sentences]


@dataclass(frozen=True)
class Audit:
    """The results of an audit round, frozen with the issue. `sha256` is that of their text."""

    results: Results
    sha256: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Report:
    basis: Basis
    places: Places
    topics: tuple[Topic, ...]
    summary: tuple[Passage, ...]
    returns: tuple[SignedReturn, ...]
    issue: Issue | None = None
    commentary: tuple[Remark, ...] = ()
    replies: tuple[Remark, ...] = ()
    profiles: tuple[Profile, ...] = ()
    audit: Audit | None = None

    @property
    def charts(self) -> list[Drawn]:
        """Every chart, in the order in which they are read."""
        spines = [profile.spine for profile in self.profiles if profile.spine]
        return [drawn for section in self.sections for drawn in section.charts] + spines

    @property
    def title(self) -> str:
        return f"Benchmark report {self.basis.year}"

    @property
    def sections(self) -> list[Section]:
        return [section for topic in self.topics for section in topic.sections]

    @property
    def definitions(self) -> list[Definition]:
        return [section.definition for section in self.sections]

    @property
    def values(self) -> Iterator[tuple[Section, Place, Value]]:
        """Every value of every year, in the order of the CSV."""
        for section in self.sections:
            place_of = {place.key: place for place in section.places}
            for value in section.values:
                yield section, place_of[value.place], value
