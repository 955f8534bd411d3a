"""What stands above every view: who may see it. A test fails for a view that says nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from accounts.permissions import Permission
from audit_trail.origin import act_as
from partnerships.permissions import acting_role, can
from partnerships.remembering import remembered

View = Callable[..., HttpResponseBase]


def permit(permission: Permission, *, remember: str = "") -> Callable[[View], View]:
    """Allow those who hold the permission; inside a partnership, those who hold it there.

    `remember` names the action under which each reading of a sensitive page goes into the audit trail.
    """

    def decorate(view: View) -> View:
        page = remembered(view, remember) if remember else view

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not can(request.user, permission, getattr(request, "partnership", None)):
                raise PermissionDenied(f"This page is for people who may {permission.value}.")
            act_as(acting_role(request.user, permission, getattr(request, "partnership", None)))
            return page(request, *args, **kwargs)

        checked.permission = permission  # type: ignore[attr-defined]
        return checked

    return decorate


def open_to_all(view: View) -> View:
    """A page that needs no sign-in and shows nobody's data."""
    view.permission = None  # type: ignore[attr-defined]
    return view
