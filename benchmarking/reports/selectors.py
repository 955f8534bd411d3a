"""Reads of issues: which there are, what stands, and what is said in them."""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import Prefetch, QuerySet

from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.places import Level
from benchmarking.reports.models import Commentary, Issue, Reply, Step
from benchmarking.reports.models.remark import Signed
from benchmarking.reports.report import topic_anchor
from benchmarking.reports.states import State

SUMMARY = "summary"
SignedText = TypeVar("SignedText", bound=Signed)


def issues() -> QuerySet[Issue]:
    """Every issue with what its state follows from, newest year and number first. Three queries."""
    corrections = Issue.objects.filter(steps__state=State.PUBLISHED)
    return (
        Issue.objects.select_related("run", "corrects", "audit__result")
        .prefetch_related("steps", Prefetch("corrections", corrections, to_attr="published_corrections"))
        .order_by("-year", "-number")
    )


def issue_of(run: Run) -> Issue | None:
    """The newest issue of a run."""
    return issues().filter(run=run).order_by("-number").first()


def standing_issue(year: int) -> Issue | None:
    """The published issue of a year that no other published one corrects."""
    return next((issue for issue in issues().filter(year=year) if issue.state == State.PUBLISHED), None)


def public_issues(now: datetime) -> list[Issue]:
    """What everybody may read: published, superseded ones too, and no embargo holds any longer."""
    found = issues().filter(steps__state=State.PUBLISHED)
    return [issue for issue in found if issue.is_public(now)]


def public_runs(now: datetime) -> QuerySet[Step, uuid.UUID]:
    """The runs that everybody may know of: those of public issues. For a query to ask within."""
    held = Step.objects.filter(state=State.FINAL, embargo_until__gt=now).values("issue")
    shown = Step.objects.filter(state=State.PUBLISHED).exclude(issue__in=held)
    runs: QuerySet[Step, uuid.UUID] = shown.order_by().values_list("issue__run", flat=True)
    return runs


def sections_of(run: Run) -> list[tuple[str, str]]:
    """Anchors and names of what may be commented on: the summary, and each topic that has a value of an area."""
    present = set(
        run.results.filter(level=str(Level.AREA)).order_by().values_list("indicator", flat=True).distinct()
    )
    topics = dict.fromkeys(d.topic for slug, d in run.definitions.items() if slug in present)
    return [(SUMMARY, "Summary"), *((topic_anchor(name), name) for name in topics)]


def commentary_of(issue: Issue) -> list[Commentary]:
    """The newest version of each section's commentary; those taken away are left out."""
    return _newest(Commentary.objects.filter(issue=issue).order_by("about", "version"), _section)


def replies_of(issue: Issue) -> list[Reply]:
    """The newest version of each partnership's reply to each section, in the region's order. For the regional role."""
    rows = Reply.objects.filter(issue=issue).select_related("partnership__area")
    ordered = rows.order_by("about", "partnership__area__order", "partnership__slug", "version")
    return _newest(ordered, lambda row: (row.about, row.partnership_id))


def _section(row: Commentary) -> str:
    return row.about


def _newest(rows: Iterable[SignedText], key: Callable[[SignedText], object]) -> list[SignedText]:
    newest = {key(row): row for row in rows}
    return [row for row in newest.values() if row.text]
