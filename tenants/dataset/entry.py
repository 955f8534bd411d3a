"""One figure as a person writes it, and the rules it must keep. The entry page and the CSV import share them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from benchmarking.indicators.catalogue import UnknownIndicator, catalogue
from benchmarking.indicators.definition import Definition
from kernel.periods import Period, PeriodNotUnderstood
from kernel.symbols import MEANINGS, Symbol
from tenants.dataset.models import Status

COLUMNS = ("indicator", "period", "numerator", "denominator", "status", "symbol", "note")
LARGEST = 99_999_999
LONGEST_NOTE = 500
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class Entry:
    """A figure that keeps all the rules."""

    indicator: str
    period: Period
    numerator: int | None
    denominator: int | None
    status: Status
    symbol: Symbol | None
    note: str

    @property
    def values(self) -> dict[str, object]:
        """What a stored figure holds of it, beside the indicator and the period that name it."""
        return {
            "numerator": self.numerator,
            "denominator": self.denominator,
            "symbol": str(self.symbol or ""),
            "status": str(self.status),
            "note": self.note,
        }


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell, in words that say what to do."""

    column: str
    written: str
    message: str


class EntryRefused(Exception):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def read_entry(cells: Mapping[str, str], populations: Mapping[int, int]) -> Entry:
    """Check the cells of one figure. `populations` is the area's children by mid-year.

    Raises EntryRefused with every problem found, not only the first.
    """
    reader = _Reader({name: (cells.get(name) or "").strip() for name in COLUMNS})
    entry = reader.read(populations)
    if reader.problems or entry is None:
        raise EntryRefused(reader.problems)
    return entry


def read_period(text: str) -> Period:
    """A period that figures can speak of: not long ago, and over. Raises PeriodNotUnderstood."""
    try:
        period = Period.parse(text)
    except PeriodNotUnderstood:
        raise PeriodNotUnderstood(
            "Write a year, such as 2025 for the year ending 31 March 2025, or two dates, such as "
            "2019-11-01/2020-12-31."
        ) from None
    if period.start < EARLIEST:
        raise PeriodNotUnderstood(f"Check the year. Figures from before {EARLIEST.year} are not kept here.")
    if period.end > timezone.localdate():
        raise PeriodNotUnderstood("Check the year. This period is not over yet, so it cannot be counted.")
    return period


class _Reader:
    """Collects problems cell by cell, so that a person can put all of them right at once."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = cells
        self.problems: list[Problem] = []

    def read(self, populations: Mapping[int, int]) -> Entry | None:
        definition = self._indicator()
        period = self._period()
        numerator, denominator = self._count("numerator"), self._count("denominator")
        status, symbol, note = self._status(), self._symbol(), self._note()
        self._number_or_symbol()
        if self.problems or definition is None or period is None or status is None:
            return None
        if definition.kind == "rate":
            denominator = self._population(
                definition, period, denominator, populations, numerator is not None
            )
        for column, message in _contradictions(definition, period, numerator, denominator, status):
            self._refuse(column, message)
        return Entry(definition.slug, period, numerator, denominator, status, symbol, note)

    def _refuse(self, column: str, message: str) -> None:
        """One message a cell: the first says what to do, and the next might contradict it."""
        if all(problem.column != column for problem in self.problems):
            self.problems.append(Problem(column, self.cells[column], message))

    def _indicator(self) -> Definition | None:
        try:
            return catalogue().get(self.cells["indicator"].lower())
        except UnknownIndicator:
            self._refuse(
                "indicator",
                "Write the code of an indicator, such as re-referrals. The import page lists all.",
            )
            return None

    def _period(self) -> Period | None:
        try:
            return read_period(self.cells["period"])
        except PeriodNotUnderstood as error:
            self._refuse("period", str(error))
            return None

    def _count(self, column: str) -> int | None:
        text = self.cells[column]
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,12}", text):
            self._refuse(
                column, "Write a whole number in digits, without commas or decimals, or leave it empty."
            )
            return None
        if int(text) > LARGEST:
            self._refuse(column, f"Numbers above {LARGEST:,} are not counts of children. Check the digits.")
            return None
        return int(text)

    def _status(self) -> Status | None:
        try:
            return Status(self.cells["status"].lower())
        except ValueError:
            self._refuse("status", "Write official, provisional or local.")
            return None

    def _symbol(self) -> Symbol | None:
        if not self.cells["symbol"]:
            return None
        try:
            return Symbol(self.cells["symbol"].lower())
        except ValueError:
            listed = "; ".join(f"{symbol} ({meaning})" for symbol, meaning in MEANINGS.items())
            self._refuse("symbol", f"Leave it empty, or write one of: {listed}.")
            return None

    def _note(self) -> str:
        note = self.cells["note"].replace("\r\n", "\n").replace("\r", "\n")
        if len(note) > LONGEST_NOTE:
            self._refuse("note", f"Shorten the note to {LONGEST_NOTE} characters. It has {len(note):,}.")
        elif any(
            unicodedata.category(character) in {"Cc", "Cs", "Cf"} for character in re.sub(r"[\n\t]", "", note)
        ):
            self._refuse("note", "Remove the characters that cannot be printed.")
        return note

    def _number_or_symbol(self) -> None:
        if self.cells["numerator"] and self.cells["symbol"]:
            self._refuse(
                "symbol", "Give either a numerator or a symbol that says why there is none, not both."
            )
        elif not self.cells["numerator"] and not self.cells["symbol"]:
            self._refuse("numerator", "Write the numerator, or a symbol that says why there is none.")

    def _population(
        self,
        definition: Definition,
        period: Period,
        given: int | None,
        populations: Mapping[int, int],
        needed: bool,
    ) -> int | None:
        """The denominator of a rate is the population the platform holds; what is written must agree with it."""
        year = period.reporting_year_number
        if year is None:
            if given is not None:
                self._refuse(
                    "denominator", "Leave it empty: there is no official population for this period."
                )
            return None
        population = populations.get(year - 1)
        if population is None:
            if needed:
                self._refuse("period", f"No population estimate is held for the middle of {year - 1}.")
        elif given is not None and given != population:
            self._refuse(
                "denominator",
                f"The population aged {definition.population.ages if definition.population else '0 to 17'} "
                f"in the middle of {year - 1} was {population:,}. Leave the cell empty to use it.",
            )
        return population


def _contradictions(
    definition: Definition, period: Period, numerator: int | None, denominator: int | None, status: Status
) -> Iterator[tuple[str, str]]:
    if definition.period != "any" and period.reporting_year_number is None and status != Status.LOCAL:
        yield "period", "This series is made of years ending 31 March. Figures of another period are local."
    if (
        status == Status.OFFICIAL
        and numerator is not None
        and definition.suppression.hides_official(numerator)
    ):
        yield "numerator", _not_official(definition)
    if definition.kind == "count" and denominator is not None:
        yield "denominator", "Leave it empty: this indicator is a plain number."
    if definition.kind != "proportion" or numerator is None:
        return
    if denominator is None:
        yield "denominator", f"Write the number of {definition.denominator}."
    elif numerator > denominator:
        yield "numerator", f"It is larger than the denominator, {denominator:,}, of which it is a part."


def _not_official(definition: Definition) -> str:
    """Official figures pass to the region as they stand, so a small count must not pass as one of them."""
    rule = definition.suppression
    return (
        f"Official statistics do not show counts from {rule.smallest} to {rule.largest} here: they print c. "
        "Leave the numerator empty and give the symbol c, or call the figure provisional or local if it is "
        "your own count."
    )
