"""The one way an event is written: inside the transaction of what it describes."""

from typing import Any, Protocol

from django.utils import timezone

from audit_trail.models import Event


class Actor(Protocol):
    pk: Any
    role_title: Any


def record(
    *,
    by: Actor | None,
    action: str,
    subject: str,
    partnership: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Add one event. `by=None` is the platform itself, acting on an operator's command."""
    actor = f"{by.role_title} ({by.pk})" if by else "platform operator"
    Event(
        at=timezone.now(),
        actor=actor,
        action=action,
        subject=subject,
        partnership=partnership,
        detail=detail or {},
    ).save()
