"""What stands above every view: who may see it. A test fails for a view that says nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from accounts.permissions import Permission
from audit_trail.origin import act_as
from kernel.errors import NotPermitted
from partnerships.models import Membership
from partnerships.permissions import allowing, memberships_of
from partnerships.remembering import remembered

View = Callable[..., HttpResponseBase]


def permit(
    permission: Permission, *, remember: str = "", anywhere: bool = False, otherwise: str = ""
) -> Callable[[View], View]:
    """Allow those who hold the permission; inside a partnership, those who hold it there.

    `remember` names the action under which each reading of a sensitive page goes into the audit trail.
    `anywhere`: those who hold it in any place; the view shows them what belongs to such places alone.
    `otherwise` names the page to which everybody else who is signed in is led.
    """

    def decorate(view: View) -> View:
        page = remembered(view, remember) if remember else view

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            role = _role_used(request, permission, anywhere)
            if role is None and otherwise:
                return redirect(otherwise)
            if role is None:
                raise PermissionDenied(f"This page is for people who may {permission.value}.")
            act_as(role.role_class.title)
            try:
                response = page(request, *args, **kwargs)
            except NotPermitted as error:  # an action refused what the page had still offered
                raise Http404(str(error)) from error
            return _not_kept(response) if anywhere else response

        checked.permission = permission  # type: ignore[attr-defined]
        return checked

    return decorate


def _role_used(request: HttpRequest, permission: Permission, anywhere: bool) -> Membership | None:
    if anywhere:
        held = memberships_of(request.user)
        return next((each for each in held if permission in each.role_class.permissions), None)
    return allowing(request.user, permission, getattr(request, "partnership", None))


def _not_kept(response: HttpResponseBase) -> HttpResponseBase:
    """Pages that show addresses of people stay on no shared computer."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def signed_in(view: View) -> View:
    """A page for whoever is signed in, that shows them what is theirs alone."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return _not_kept(view(request, *args, **kwargs))

    checked.permission = None  # type: ignore[attr-defined]
    return checked


def open_to_all(view: View) -> View:
    """A page that needs no sign-in and shows nobody's data."""
    view.permission = None  # type: ignore[attr-defined]
    return view
