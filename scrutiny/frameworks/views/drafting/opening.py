"""What stands above every page of a draft: whoever manages frameworks, and a draft that is still open."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import Permission
from partnerships.decorators import permit
from scrutiny.frameworks import presenters
from scrutiny.frameworks.addresses import address
from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.errors import DraftClosed
from scrutiny.frameworks.models import Draft
from scrutiny.frameworks.selectors import drafts, edition_of_draft

View = Callable[..., HttpResponseBase]
NOT_TYPED = {"csrfmiddlewaretoken", "seen_version", "seen"}


def of_a_draft(view: View) -> View:
    """Gives the view the draft. One that was closed in the meantime has a page of its own, and nothing typed is lost."""

    @permit(Permission.MANAGE_FRAMEWORKS)
    @wraps(view)
    def opened(request: HttpRequest, pk: UUID, **more: Any) -> HttpResponseBase:
        draft = get_object_or_404(drafts(), pk=pk)
        if not draft.is_open:
            return _closed(request, draft)
        try:
            return view(request, draft, **more)
        except DraftClosed:
            return _closed(request, drafts().get(pk=pk))

    return opened


def _closed(request: HttpRequest, draft: Draft) -> HttpResponse:
    edition = edition_of_draft(draft.pk)
    if edition and request.method != "POST":
        return redirect(address(edition))
    context = {
        "draft": draft,
        "edition": edition,
        "edition_url": address(edition) if edition else "",
        "typed": _typed(request),
        "sections": presenters.draft_sections(Assembly(draft)),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "frameworks/drafts/closed.html", context, status=status)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person had written when the draft closed under them."""
    if request.method != "POST":
        return []
    return [
        (name.replace("_", " ").capitalize(), "\n".join(values))
        for name, values in request.POST.lists()
        if name not in NOT_TYPED and "".join(values).strip()
    ]
