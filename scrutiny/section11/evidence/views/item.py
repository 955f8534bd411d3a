from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import Permission
from partnerships.requests import PersonRequest
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.evidence import actions
from scrutiny.section11.evidence.presenters import item_rows, removed_words, uses_table
from scrutiny.section11.evidence.selectors import is_signed, removal_of, the_item


@at_desk(Permission.ANSWER_AUDIT)
def item(request: PersonRequest, desk: Desk, pk: UUID) -> HttpResponse:
    """One piece: what it is, what period it covers, and where it is used."""
    found = the_item(desk, pk)
    removal = removal_of(found)
    context = {
        "desk": desk,
        "item": found,
        "removed": removed_words(found.kind, removal) if removal else "",
        "rows": item_rows(found),
        "uses": uses_table(desk, found),
        "may_be_read": found.withdrawn_at is None or is_signed(found),
        "may_remove": not removal and desk.may(request.user, Permission.SIGN_ANSWERS),
        "remove_url": desk.url("evidence_remove", found.pk),
        "file_url": desk.url("evidence_file", found.pk),
        "withdraw_url": desk.url("evidence_withdraw", found.pk),
        "library_url": desk.url("evidence"),
    }
    return render(request, "section11/evidence/item.html", context)


@at_desk(Permission.ANSWER_AUDIT)
def withdraw(request: PersonRequest, desk: Desk, pk: UUID) -> HttpResponse:
    """Ask, then withdraw."""
    found = the_item(desk, pk)
    if request.method == "POST":
        actions.withdraw(desk=desk, pk=found.pk, by=request.user)
        messages.success(request, f"Withdrawn: {found.title}.")
        return redirect(desk.url("evidence"))
    context = {
        "desk": desk,
        "item": found,
        "uses": uses_table(desk, found),
        "item_url": desk.url("evidence_item", found.pk),
        "library_url": desk.url("evidence"),
    }
    return render(request, "section11/evidence/withdraw.html", context)
