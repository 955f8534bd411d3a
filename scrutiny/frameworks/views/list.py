"""Every framework and variant, and which edition of each is in force today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from partnerships.decorators import signed_in
from partnerships.permissions import can
from scrutiny.frameworks import presenters
from scrutiny.frameworks.selectors import families, open_drafts


@signed_in
def frameworks(request: HttpRequest) -> HttpResponse:
    may_manage = can(request.user, Permission.MANAGE_FRAMEWORKS)
    context = {
        "families": [presenters.FamilyOnPage(each, timezone.localdate()) for each in families()],
        "drafts": list(open_drafts()) if may_manage else [],
        "may_manage": may_manage,
    }
    return render(request, "frameworks/list.html", context)
