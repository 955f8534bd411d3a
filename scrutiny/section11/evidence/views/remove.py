from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import Permission
from partnerships.requests import PersonRequest
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.evidence import removing
from scrutiny.section11.evidence.forms import RemoveForm
from scrutiny.section11.evidence.presenters import uses_table
from scrutiny.section11.evidence.selectors import is_signed, removal_of, the_item


@at_desk(Permission.SIGN_ANSWERS)
def remove(request: PersonRequest, desk: Desk, pk: UUID) -> HttpResponse:
    """The agency's lead removes what should never have been added: for good, and everywhere."""
    found = the_item(desk, pk)
    item_url = desk.url("evidence_item", found.pk)
    if removal_of(found):
        return redirect(item_url)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        removing.remove(desk=desk, pk=found.pk, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, "Removed, here and wherever it had been delivered.")
        return redirect(item_url)
    context = {
        "desk": desk,
        "item": found,
        "form": form,
        "signed": is_signed(found),
        "uses": uses_table(desk, found),
        "item_url": item_url,
        "withdraw_url": "" if found.withdrawn_at else desk.url("evidence_withdraw", found.pk),
        "library_url": desk.url("evidence"),
    }
    return render(request, "section11/evidence/remove.html", context)
