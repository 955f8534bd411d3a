"""What a person can do next, by what they may do and by where each period stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from kernel.periods import Period
from partnerships.models import Partnership
from tenants.sign_off.models import Submission
from tenants.sign_off.standing import Stage, Stand


@dataclass(frozen=True)
class Task:
    text: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class Worker:
    """Who looks, and what they may do in this partnership."""

    person: UUID
    may_prepare: bool
    may_approve: bool


def tasks(partnership: Partnership, stands: list[Stand], worker: Worker) -> Iterator[Task]:
    """Approvals first, then what is to be prepared."""
    for stand in stands:
        if stand.submission is not None:
            yield from _waiting(partnership, stand.submission, worker)
    for stand in stands:
        if worker.may_prepare and stand.figures and stand.stage in (Stage.DRAFT, Stage.CHANGED):
            yield _to_prepare(partnership, stand)


def _waiting(partnership: Partnership, submission: Submission, worker: Worker) -> Iterator[Task]:
    href = reverse("sign_off:submission", args=[partnership.slug, submission.pk])
    label = in_sentence(submission.period)
    if submission.prepared_by == worker.person:
        yield Task(f"See the return you prepared for the {label}", href, "A second person has to approve it.")
    elif worker.may_approve:
        note = f"Prepared by: {submission.prepared_role}"
        yield Task(f"Check and approve the return for the {label}", href, note)


def audit_tasks(
    partnership: Partnership, waiting: Iterable[Submission], rounds: Mapping[str, str], worker: Worker
) -> Iterator[Task]:
    """Audit returns that wait for a second person. `rounds`: the names of rounds by their slugs."""
    for each in waiting:
        href = reverse("sign_off:audit_submission", args=[partnership.slug, each.round, each.pk])
        name = rounds.get(each.round, each.round)
        if each.prepared_by == worker.person:
            yield Task(f"See the return you prepared: {name}", href, "A second person has to approve it.")
        elif worker.may_approve:
            yield Task(
                f"Check and approve the audit return: {name}", href, f"Prepared by: {each.prepared_role}"
            )


def _to_prepare(partnership: Partnership, stand: Stand) -> Task:
    href = f"{reverse('sign_off:prepare', args=[partnership.slug])}?{urlencode({'period': stand.period.time_period})}"
    label = in_sentence(stand.period)
    if stand.sent_back is not None:
        return Task(f"Prepare the return for the {label} again", href, "It was sent back for changes.")
    if stand.stage is Stage.CHANGED:
        return Task(f"Prepare a correction for the {label}", href, "Figures changed after it was signed.")
    return Task(f"Prepare the return for the {label}", href)


def in_sentence(period: Period) -> str:
    """“year ending 31 March 2025”, “period from 1 November 2019 to …”."""
    label = period.label
    return f"y{label[1:]}" if period.reporting_year_number else f"period {label}"
