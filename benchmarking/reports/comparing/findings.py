"""What the statistics say of one place: beside its own past, and beside what its size lets expect."""

from dataclasses import dataclass
from decimal import Decimal

from benchmarking.indicators.definition import Definition


@dataclass(frozen=True)
class Control:
    """The usual up and down of a series of 13 years or more: its mean, and the limits around it.

    special: the years that lie outside the usual, each with the rule that says so ("outside", "trend",
    "two of three", "shift").
    """

    mean: Decimal
    lower: Decimal
    upper: Decimal
    special: tuple[tuple[int, str], ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(year for year, _ in self.special)

    def within(self, definition: Definition) -> tuple[Decimal, Decimal]:
        """The limits as they are printed and drawn: none below 0, none of a percentage above 100."""
        upper = min(self.upper, Decimal(100)) if definition.kind == "proportion" else self.upper
        return max(self.lower, Decimal(0)), upper


@dataclass(frozen=True)
class Movement:
    """A place beside its own past, by values and counts that are shown and by no others.

    change: newest year minus the year before, as printed; None where either is not shown. changed: higher,
    lower or no clear change, by a test of the difference ("" where there are no counts to test); strong: at
    99.8 % too; verdict: better, worse or "". recent: increasing, decreasing or no change over five years ("" where
    it cannot be calculated); recent_verdict: getting better, getting worse or "". control: None below 13 years.
    """

    place: str
    change: Decimal | None
    changed: str = ""
    strong: bool = False
    verdict: str = ""
    recent: str = ""
    recent_verdict: str = ""
    control: Control | None = None


@dataclass(frozen=True)
class Expected:
    """Within which limits an area of this size would lie if it were like the nation. outside: "", "95%" or "99.8%"."""

    place: str
    size: int
    lower_95: Decimal
    upper_95: Decimal
    lower_998: Decimal
    upper_998: Decimal
    outside: str
    side: str
