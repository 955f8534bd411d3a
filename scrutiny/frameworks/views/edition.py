"""An edition as a page to read, and as one to print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from partnerships.decorators import signed_in
from partnerships.permissions import can
from scrutiny.frameworks import presenters
from scrutiny.frameworks.addresses import the_edition
from scrutiny.frameworks.forms.kind import KindFilter
from scrutiny.frameworks.selectors import family_of


@signed_in
def edition(request: HttpRequest, framework: str, variant: str, label: str) -> HttpResponse:
    context = _context(request, framework, variant, label)
    return render(request, "frameworks/edition.html", context)


@signed_in
def printed(request: HttpRequest, framework: str, variant: str, label: str) -> HttpResponse:
    """Everything at once: each statement with its grades, guidance and evidence."""
    context = _context(request, framework, variant, label)
    return render(request, "frameworks/print.html", context)


def _context(request: HttpRequest, framework: str, variant: str, label: str) -> dict[str, Any]:
    found = the_edition(framework, variant, label)
    content, family, today = found.content, family_of(found), timezone.localdate()
    form = KindFilter(request.GET, content.kinds)
    return {
        "edition": found,
        "content": content,
        "form": form,
        "kind": form.chosen,
        "kind_name": presenters.kind_names(content).get(form.chosen, ""),
        "sections": presenters.sections(content, form.chosen),
        "facts": presenters.facts(found, family, today),
        "state": family.state_of(found, today),
        "newest": family.newest,
        "may_manage": can(request.user, Permission.MANAGE_FRAMEWORKS),
    }
