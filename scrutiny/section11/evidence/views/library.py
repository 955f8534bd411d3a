from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from partnerships.requests import PersonRequest
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.evidence.presenters import library_table
from scrutiny.section11.evidence.selectors import whole_library


@at_desk(Permission.ANSWER_AUDIT)
def library(request: PersonRequest, desk: Desk) -> HttpResponse:
    """Everything the agency keeps to show, for all statements and rounds."""
    items = list(whole_library(desk))
    kept = [each for each in items if each.withdrawn_at is None]
    withdrawn = [each for each in items if each.withdrawn_at is not None]
    context = {
        "desk": desk,
        "add_url": desk.url("evidence_add"),
        "table": library_table(desk, kept, caption="What may be used") if kept else None,
        "withdrawn": library_table(desk, withdrawn, caption="Withdrawn") if withdrawn else None,
        "scanner": bool(settings.CLAMAV),
    }
    return render(request, "section11/evidence/library.html", context)
