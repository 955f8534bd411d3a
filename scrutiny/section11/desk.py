"""The desk at which an agency answers: which book, which organisation, and the addresses of its pages.

Addresses of the shared book are /agency/<agency>/…, those of a partnership's own /area/<partnership>/agency/<agency>/….
URLconfs give the book to each view as the keyword `book`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from accounts.permissions import Permission
from audit_trail.origin import act_as
from kernel.errors import NotPermitted
from partnerships.models import Organisation, Partnership
from partnerships.permissions import allowing, can, memberships_of
from scrutiny.section11.books import Book

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Desk:
    book: Book
    organisation: Organisation
    partnership: Partnership | None
    """Whose schema holds the book; None: the shared one."""

    @property
    def chain(self) -> str:
        """The part of the audit trail that holds what is done here: the one partnership's, or the region's."""
        return self.partnership.slug if self.partnership else ""

    def url(self, name: str, *args: Any) -> str:
        """The address of one of the agency's pages, such as url("task_list", round.slug)."""
        places = [*([self.partnership.slug] if self.partnership else []), self.organisation.slug]
        return reverse(f"{self.book.namespace}:{name}", args=[*places, *args])

    @property
    def is_home(self) -> bool:
        """Whether the agency answers here today: one of a single area in its partnership's book, all others in the shared."""
        areas = list(self.organisation.areas.values_list("pk", flat=True))
        return areas == [self.partnership.area_id] if self.partnership else len(areas) != 1

    def may(self, person: Any, permission: Permission) -> bool:
        return can(person, permission, self.organisation)


def _own(person: Any, slug: str) -> Organisation | None:
    """Whoever may see the page holds a role in the organisation, and that was read with its name."""
    held = (each.organisation for each in memberships_of(person) if each.organisation)
    return next((each for each in held if each.slug == slug), None)


def at_desk(permission: Permission) -> Callable[[View], View]:
    """For views called as view(request, desk, …): lets in who holds the permission in the organisation that the path
    names. To everybody else of other organisations it does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(
            request: HttpRequest, *args: Any, agency: str, book: Book, **kwargs: Any
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            organisation = _own(request.user, agency)
            desk = Desk(book, organisation, getattr(request, "partnership", None)) if organisation else None
            if desk is None or not desk.may(request.user, Permission.ANSWER_AUDIT):
                raise Http404("No such agency")
            role = allowing(request.user, permission, organisation)
            if role is None:
                raise PermissionDenied(f"This page is for people who may {permission.value}.")
            act_as(role.role_class.title)
            try:
                response = view(request, desk, *args, **kwargs)
            except NotPermitted as error:
                raise Http404(str(error)) from error
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        checked.permission = permission  # type: ignore[attr-defined]
        return checked

    return decorate
