"""Publishing while somebody waits: an attempt that says how far it is, and may be killed at any point.

Only its last part writes anything that counts, in one transaction. An attempt that went silent is taken for dead, and
another may begin; should the first wake up again, one of both publishes and the other is told so.
"""

import logging
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Person
from benchmarking.reports.actions.errors import NotNow
from benchmarking.reports.actions.locking import locked
from benchmarking.reports.actions.publishing import publish_issue
from benchmarking.reports.actions.steps import refuse_to_publish
from benchmarking.reports.models import Attempt, Issue
from benchmarking.reports.safety import sentences_of
from kernel.errors import UserError

logger = logging.getLogger(__name__)
BROKEN = "Something went wrong, and nothing was published. It has been written to the log."


class Replaced(Exception):
    """Another attempt began because this one had been silent for too long."""


@transaction.atomic
def begin_publishing(*, issue: Issue, seen: int) -> Attempt:
    """Note that an attempt begins. Raises NotNow where the issue cannot be published, or an attempt is under way."""
    current = locked(issue)
    refuse_to_publish(current, seen)
    now = timezone.now()
    before = Attempt.objects.filter(issue=issue).first()
    if before is not None and before.is_alive(now):
        raise NotNow("This issue is being published already.")
    attempt, _ = Attempt.objects.update_or_create(
        issue=current,
        defaults={"token": uuid4(), "done": 0, "refused": [], "beat_at": now, "ended_at": None},
    )
    return attempt


def work(*, issue: Issue, token: UUID, seen: int, by: Person) -> None:
    """The attempt's work. Whatever becomes of it is written into the attempt; nothing is raised."""

    def tell(done: int) -> None:
        if not _mine(token).update(done=done, beat_at=timezone.now()):
            raise Replaced

    try:
        publish_issue(issue=issue, seen=seen, by=by, tell=tell)
    except UserError as error:
        _end(token, sentences_of(error))
    except Replaced:
        logger.warning("an attempt to publish %s was replaced by another", issue)
    except Exception:
        logger.exception("publishing %s", issue)
        _end(token, [BROKEN])
    else:
        _end(token, [])


def _mine(token: UUID) -> QuerySet[Attempt]:
    return Attempt.objects.filter(token=token, ended_at=None)


def _end(token: UUID, refused: list[str]) -> None:
    _mine(token).update(refused=refused, ended_at=timezone.now())
