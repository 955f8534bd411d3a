"""Publishing an issue: everything is made first, then one transaction keeps all of it or nothing."""

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.permissions import Permission
from benchmarking.benchmarks.audiences import Audience
from benchmarking.reports.actions.errors import NotNow
from benchmarking.reports.actions.locking import locked
from benchmarking.reports.actions.steps import add_step, refuse_to_publish
from benchmarking.reports.agreements import named_areas
from benchmarking.reports.issuing import build_issue
from benchmarking.reports.models import Issue, Output
from benchmarking.reports.outputs import OUTPUTS
from benchmarking.reports.reading import EVERYBODY, Reach
from benchmarking.reports.safety import require_safe
from benchmarking.reports.selectors import commentary_of, issues, replies_of
from benchmarking.reports.states import State
from kernel.canonical import bytes_sha256
from partnerships.permissions import can

Tell = Callable[[int], None]
"""Hears how many parts of the work are done."""

AUDIENCES = {Audience.PUBLIC: "everybody", Audience.PARTNERS: "the partners"}


def parts_of_the_work() -> list[str]:
    """What is done one after the other, in words for whoever waits."""
    files = [
        f"Make the {output.ending.upper()} file for {AUDIENCES[reach.audience]}"
        for reach in reaches()
        for output in OUTPUTS
    ]
    return ["Check that nothing hidden can be worked out", *files, "Publish all of it at once"]


def reaches() -> list[Reach]:
    """For whom files are made: everybody, and the partners where any agreed today to be named to one another."""
    named = named_areas(timezone.localdate())
    return [EVERYBODY, *([Reach(Audience.PARTNERS, named)] if named else [])]


def publish_issue(*, issue: Issue, seen: int, by: Person, tell: Tell = lambda done: None) -> Issue:
    """Check, make every file, and publish them with their hashes in one transaction.

    Raises NotNow where the issue is not final, does not correct what stands, or changed while the files were made;
    and NotSafeToPublish where something hidden could be worked out. Killed at any point, nothing is published.
    """
    current = issues().get(pk=issue.pk)
    refuse_to_publish(current, seen)
    made_for = reaches()
    require_safe(current.run, made_for)
    tell(1)
    moment, said = timezone.now(), _said_in(current)
    rows = []
    for row in _files(current, made_for, moment):
        rows.append(row)
        tell(1 + len(rows))
    with transaction.atomic():
        current = locked(issue)
        refuse_to_publish(current, seen)
        if not can(Person.objects.get(pk=by.pk), Permission.MANAGE_REPORTS):
            raise NotNow("Whoever began to publish this issue may no longer do so.")
        if (_said_in(current), reaches()) != (said, made_for):
            raise NotNow(
                "A partnership replied, or an agreement changed, while the files were made. Publish again."
            )
        for row in rows:
            row.save()
        add_step(current, State.PUBLISHED, by, moment)
    tell(2 + len(rows))
    return issues().get(pk=issue.pk)


def _files(issue: Issue, made_for: list[Reach], moment: datetime) -> Iterator[Output]:
    for reach in made_for:
        report = build_issue(issue, reach, published_at=moment)
        for output in OUTPUTS:
            content = output.build(report)
            yield Output(
                issue=issue,
                audience=reach.audience,
                named=sorted(reach.named),
                name=output.file_name(report.basis),
                content_type=output.content_type,
                content=content,
                sha256=bytes_sha256(content),
            )


def _said_in(issue: Issue) -> set[uuid.UUID]:
    """The versions that are printed."""
    return {row.pk for row in (*commentary_of(issue), *replies_of(issue))}
