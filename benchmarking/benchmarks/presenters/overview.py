"""The region at a glance: what each partnership has signed, and how its area stands in the newest report."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from benchmarking.benchmarks.forms import yearly_indicators
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.places import Level
from benchmarking.benchmarks.presenters.words import listed
from benchmarking.indicators.wording import day, lower_first
from design_system.tables import Cell, Column, Table
from kernel.periods import Period
from partnerships.models import Partnership
from partnerships.selectors import open_partnerships
from scrutiny.returns.models import Return
from scrutiny.returns.selectors import lodged_after, newest_returns, partnerships_by_year, returns_signed

NOTHING = "Nothing that the region can see: every partnership has signed the newest year, and the newest report holds it."


@dataclass(frozen=True)
class Overview:
    """Read with the same few queries however many areas there are. `run`: that of the newest report, as the reader knows it."""

    may_read_returns: bool
    run: Run | None = None

    @cached_property
    def partnerships(self) -> list[Partnership]:
        return list(open_partnerships())

    @cached_property
    def _years(self) -> dict[int, set[int]]:
        return partnerships_by_year()

    @cached_property
    def newest_year(self) -> int | None:
        return max(self._years, default=None)

    @cached_property
    def returns(self) -> dict[int, int]:
        return returns_signed()

    @property
    def facts(self) -> list[dict[str, Any]]:
        signed = len(self._years.get(self.newest_year, ())) if self.newest_year else 0
        newest = Period.reporting_year(self.newest_year).label if self.newest_year else "No year yet"
        return [
            {"label": "Newest year signed", "value": str(self.newest_year or "None"), "note": newest},
            {"label": "Partnerships that have signed it", "value": f"{signed} of {len(self.partnerships)}"},
            {
                "label": "Returns signed in all",
                "value": sum(self.returns.values()),
                "href": reverse("returns:list") if self.may_read_returns else "",
            },
        ]

    @property
    def report_facts(self) -> str:
        """What the newest report stands on."""
        if self.run is None:
            return ""
        number = len(self.run.based_on["returns"])
        said = f"Worked out on {day(self.run.created_at)} from {number} signed returns for reporting years, and frozen."
        return (
            said if number == sum(self.returns.values()) else f"{said} Returns for other periods stand apart."
        )

    @property
    def waiting(self) -> list[str]:
        """What the region can see that is still to be done. It cannot see drafts."""
        return [*self._unsigned(), *self._since_report()] or [NOTHING]

    @property
    def report_is_behind(self) -> bool:
        """Whether something was signed that no report holds yet."""
        return bool(self._since_report())

    def _unsigned(self) -> list[str]:
        if self.newest_year is None:
            return ["No partnership has signed a return for a reporting year yet."]
        signed = self._years[self.newest_year]
        missing = [each.area.name for each in self.partnerships if each.pk not in signed]
        if not missing:
            return []
        label = Period.reporting_year(self.newest_year).label
        return [
            f"{listed(missing)} {'has' if len(missing) == 1 else 'have'} not signed a return for the {lower_first(label)} yet."
        ]

    def _since_report(self) -> list[str]:
        if self.run is None:
            return ["There is no benchmark report to read yet."] if self.newest_year else []
        number = lodged_after(self.run.created_at)
        if not number:
            return []
        if number == 1:
            return ["1 return has been signed since the newest report, which does not hold what is in it."]
        return [
            f"{number} returns have been signed since the newest report, which does not hold what is in them."
        ]

    def areas_table(self) -> Table:
        """A row an area, in the region's order."""
        newest = {row.partnership_id: row for row in newest_returns()}
        columns: list[Column | str] = ["Area", "Newest return", Column("Returns", True)]
        columns += [Column(word.capitalize(), True) for word in self._words]
        rows = [
            [
                Cell(each.area.name, href=reverse("benchmarks:area", args=[each.area.slug]), note=each.name),
                self._newest_cell(newest.get(each.pk)),
                self.returns.get(each.pk, 0),
                *(self._standing.get(each.area.slug, Counter())[word] for word in self._words),
            ]
            for each in self.partnerships
        ]
        return Table("The areas", columns, rows, note=self._note)

    def _newest_cell(self, row: Return | None) -> Cell | str:
        if row is None:
            return "Nothing signed yet"
        page = "returns:receipt" if self.may_read_returns else "indicators:of_return"
        return Cell(
            row.period.label, href=reverse(page, args=[row.pk]), note=f"signed on {day(row.lodged_at)}"
        )

    @property
    def _words(self) -> tuple[str, ...]:
        return ("higher", "similar", "lower") if self._standing else ()

    @property
    def _note(self) -> str:
        if self.run is None or not self._standing or self.run.places.national is None:
            return ""
        return (
            f"Higher, similar, lower: on how many indicators of the newest report, for {self.run.year}, "
            f"the area stands so beside {self.run.places.national.name}. Higher is not always better or worse."
        )

    @cached_property
    def _standing(self) -> dict[str, Counter[str]]:
        """By area: on how many indicators of the newest report it is higher, similar and lower."""
        if self.run is None:
            return {}
        found: dict[str, Counter[str]] = {}
        rows = self.run.results.filter(year=self.run.year, level=str(Level.AREA)).exclude(comparison="")
        for place, comparison in rows.values_list("place", "comparison"):
            found.setdefault(place, Counter())[comparison] += 1
        return found

    @property
    def topics(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every yearly indicator as a link to its comparison, by topic."""
        found: dict[str, list[tuple[str, str]]] = {}
        compare = reverse("benchmarks:compare")
        for each in yearly_indicators():
            found.setdefault(each.topic, []).append((each.short_name, f"{compare}?indicator={each.slug}"))
        return list(found.items())
