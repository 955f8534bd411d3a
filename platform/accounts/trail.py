"""Sign-ins and what belongs to them, as events of the region's chain: a person signs in to the whole service."""

from typing import Any

from allauth.account import signals
from django.contrib.auth.signals import user_login_failed

from accounts.models import Person
from audit_trail.actions import Visitor, record

DEEDS = {
    signals.user_logged_in: "sign in",
    signals.user_logged_out: "sign out",
    signals.password_changed: "change password",
    signals.password_set: "set password",
}


def listen() -> None:
    """Called once, when the app is ready."""
    for signal, action in DEEDS.items():
        signal.connect(_did(action), weak=False, dispatch_uid=f"trail: {action}")
    user_login_failed.connect(_refused, dispatch_uid="trail: failed sign-in")


def _did(action: str) -> Any:
    def remember(sender: Any, user: Person | None = None, **kwargs: Any) -> None:
        if user is not None:  # signing out without having been signed in
            record(by=user, action=action, subject=f"person {user.pk}")

    return remember


def _refused(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Whose account, if there is one. Never what was typed: people type passwords into the wrong box."""
    typed = str(credentials.get("email") or credentials.get("username") or "")
    known = Person.objects.filter(email=typed.lower()).values_list("pk", flat=True).first()
    record(by=Visitor(), action="failed sign-in", subject=f"person {known}" if known else "no person we know")
