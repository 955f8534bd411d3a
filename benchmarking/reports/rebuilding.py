"""Whether a published issue can still be made: the same run, definitions and software give the same CSV bytes."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarking.benchmarks.audiences import Audience
from benchmarking.reports.building import basis_of
from benchmarking.reports.issuing import as_it_was_published
from benchmarking.reports.models import Issue
from benchmarking.reports.outputs.csv_output import report_csv
from benchmarking.reports.reading import Reach
from kernel.canonical import bytes_sha256


@dataclass(frozen=True)
class Edition:
    """A published CSV: its hash then, and the hash of the one made now."""

    name: str
    audience: Audience
    published: str
    rebuilt: str

    @property
    def same(self) -> bool:
        return self.published == self.rebuilt


def rebuilt_csv(issue: Issue) -> Iterator[Edition]:
    """The report's CSV for each audience it was published for, made anew from the frozen run."""
    for row in issue.outputs.filter(name=f"{basis_of(issue.run).stem}.csv"):
        audience = Audience(row.audience)
        report = as_it_was_published(issue, Reach(audience, frozenset(row.named)))
        yield Edition(row.name, audience, row.sha256, bytes_sha256(report_csv(report)))
