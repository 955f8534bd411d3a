"""What every page of a round begins with: the agency's part in it, or nothing at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accounts.models import Person
from accounts.permissions import Permission
from scrutiny.section11.answering.selectors import Work, work_at
from scrutiny.section11.desk import Desk, at_desk


class DeskRequest(HttpRequest):
    """Of somebody who is signed in. For types alone."""

    user: Person


Page = Callable[..., HttpResponse]


def at_work(
    permission: Permission = Permission.ANSWER_AUDIT, *, started: bool = True
) -> Callable[[Page], Callable[..., HttpResponseBase]]:
    """For views called as view(request, desk, work, …) of a round that the path names.

    A round that was not launched, or that asks the agency nothing in this book, does not exist. `started`: before
    somebody has begun to answer, the page leads to where one begins.
    """

    def decorate(view: Page) -> Callable[..., HttpResponseBase]:
        @at_desk(permission)
        @wraps(view)
        def opened(request: HttpRequest, desk: Desk, **kwargs: Any) -> HttpResponse:
            work = work_at(desk.book, desk.organisation, kwargs.pop("round"))
            if work is None:
                raise Http404("There is no such round for this agency.")
            if started and work.assessment is None:
                return redirect(desk.url("start", work.round.slug))
            return view(request, desk, work, **kwargs)

        return opened

    return decorate


def the_question(work: Work, name: str) -> Any:
    """The question that an address names. Raises Http404."""
    found = work.named.get(name)
    if found is None:
        raise Http404("There is no such question in this round.")
    return found
