"""Preparing an issue of a run."""

from django.db import transaction
from django.utils import timezone

from audit_trail.actions import Actor, record
from benchmarking.audit_results.actions import newest_results
from benchmarking.audit_results.models import AuditResult
from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.selectors import frozen_benchmark
from benchmarking.reports.actions.errors import NothingNew, NotNow
from benchmarking.reports.actions.locking import lock_year
from benchmarking.reports.models import Issue, IssueAudit
from benchmarking.reports.selectors import issues, standing_issue

SAY_WHAT_CHANGED = "Issue {number} for {year} is published. Say what a new issue changes."


@transaction.atomic
def prepare_issue(*, run: Run, by: Actor | None, changed: str = "") -> Issue:
    """A new draft of a run, which corrects the published issue of its year if there is one.

    The newest audit results are frozen with it, whatever is signed later.
    Where a draft of the run can still be published, it is found again. `by=None` is an operator's command. Raises
    NothingNew where the published issue is of this run and these audit results, NotNow where a correction does not say what it changes.
    """
    lock_year(run.year)
    of_year = list(issues().filter(year=run.year))
    standing = standing_issue(run.year)
    audit = newest_results(by=by)
    if standing is not None and standing.run_id == run.pk and _audit_of(standing) == audit:
        raise NothingNew(f"Nothing has changed since issue {standing.number} for {run.year}.")
    for issue in of_year:
        if (issue.run_id, _audit_of(issue), issue.corrects) == (
            run.pk,
            audit,
            standing,
        ) and issue.state.is_open:
            return issue
    changed = changed.strip()
    if standing is not None and not changed:
        raise NotNow(SAY_WHAT_CHANGED.format(number=standing.number, year=run.year))
    issue = Issue(
        year=run.year,
        number=max((each.number for each in of_year), default=0) + 1,
        run=run,
        corrects=standing,
        changed=changed if standing else "",
        returns_differ=_returns_differ(standing.run, run) if standing else None,
        values_differ=_values_differ(standing.run, run) if standing else None,
        prepared_by=by.pk if by else None,
        prepared_role=by.role_title if by else "Platform operator",
        prepared_at=timezone.now(),
    )
    issue.save()
    if audit is not None:
        IssueAudit(issue=issue, result=audit).save()
    record(by=by, action="prepare report issue", subject=str(issue), detail={"issue": str(issue.pk)})
    return issues().get(pk=issue.pk)


def _audit_of(issue: Issue) -> AuditResult | None:
    """The audit results that the issue prints, if any."""
    frozen = getattr(issue, "audit", None)
    return frozen.result if frozen else None


def _returns_differ(before: Run, after: Run) -> int:
    """How many returns stand in one of both alone."""
    one, other = ({sha256 for _, sha256 in run.based_on["returns"]} for run in (before, after))
    return len(one ^ other)


def _values_differ(before: Run, after: Run) -> int:
    """How many public values are new, gone, or not those of before: number, limits or symbol."""
    one, other = (
        {
            (v.indicator, v.year, v.place): (v.numerator, v.denominator, v.value, v.lower, v.upper, v.symbol)
            for v in frozen_benchmark(run).values
        }
        for run in (before, after)
    )
    return sum(one.get(key) != other.get(key) for key in one.keys() | other.keys())
