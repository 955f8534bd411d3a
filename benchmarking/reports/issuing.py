"""An issue becomes a report: its run, its state, and what is said in it."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from benchmarking.audit_results.drawing import picture_of
from benchmarking.reports.building import build_report
from benchmarking.reports.models import Issue
from benchmarking.reports.models.remark import Signed
from benchmarking.reports.reading import EVERYBODY, Reach
from benchmarking.reports.report import Audit, Remark, Report
from benchmarking.reports.report import Issue as IssueShown
from benchmarking.reports.selectors import commentary_of, replies_of
from benchmarking.reports.states import State
from benchmarking.reports.words import counted


def build_issue(issue: Issue, reach: Reach = EVERYBODY, *, published_at: datetime | None = None) -> Report:
    """The report as this audience reads it. `published_at`: as it will be once it is published at that moment."""
    return build_report(
        issue.run,
        audience=reach.audience,
        named=reach.named,
        issue=shown(issue, reach, published_at=published_at),
        commentary=_remarks(issue, commentary_of(issue)),
        replies=_remarks(issue, replies_of(issue)),
        audit=_audit(issue),
    )


def as_it_was_published(issue: Issue, reach: Reach) -> Report:
    """The report of a published issue exactly as when it was published, whatever superseded it since."""
    return build_issue(issue, reach, published_at=issue.published_at)


def shown(issue: Issue, reach: Reach, *, published_at: datetime | None = None) -> IssueShown:
    return IssueShown(
        id=issue.pk,
        number=issue.number,
        state=str(State.PUBLISHED if published_at else issue.state),
        audience=reach.audience,
        embargo_until=issue.embargo_until,
        published_at=published_at or issue.published_at,
        changed=f"{issue.changed}\n\n{differing(issue)}" if issue.corrects else "",
        corrects=issue.corrects.number if issue.corrects else None,
        named=tuple(place.name for place in issue.run.places if place.key in reach.named),
    )


def differing(issue: Issue) -> str:
    """What was counted of a correction, as a sentence."""
    if issue.corrects is None:
        return ""
    values = counted(issue.values_differ or 0, "value differs", "values differ")
    returns = counted(issue.returns_differ or 0, "signed return is", "signed returns are")
    return (
        f"Compared with issue {issue.corrects.number}: {values}, and {returns} in one of the two issues only."
    )


def _remarks(issue: Issue, rows: Iterable[Signed]) -> list[Remark]:
    """In the order in which they were read. The coordinator speaks for the region, a reply for its partnership."""
    region = issue.run.based_on["region"]["name"]
    return [
        Remark(
            about=row.about,
            text=row.text,
            by=row.role,
            speaker=row.partnership.name if hasattr(row, "partnership") else region,
            signed_at=row.at,
            version=row.version,
            made_up=row.made_up,
        )
        for row in rows
    ]


def _audit(issue: Issue) -> Audit | None:
    """As it was frozen when the issue was prepared."""
    frozen = getattr(issue, "audit", None)
    if frozen is None:
        return None
    results = frozen.result.results
    pictures = (picture_of(results, variant) for variant in results.variants)
    return Audit(results, frozen.result.sha256, tuple(each for each in pictures if each))


def kept(issue: Issue, reach: Reach) -> Report:
    """As build_issue; once published it is kept in memory, as it never changes but for being superseded."""
    return _kept(issue, reach, issue.state) if issue.is_published else build_issue(issue, reach)


@lru_cache(maxsize=6)
def _kept(issue: Issue, reach: Reach, state: State) -> Report:
    return build_issue(issue, reach)


@lru_cache(maxsize=6)
def kept_as_published(issue: Issue, reach: Reach) -> Report:
    """As it was published, for those who may not know of a correction yet."""
    return as_it_was_published(issue, reach)
