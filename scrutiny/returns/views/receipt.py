"""Proof of one return, checked anew each time it is shown."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.remembering import say_what_is_read
from scrutiny.returns import presenters
from scrutiny.returns.audit_presenters import agencies_in_full, agencies_table
from scrutiny.returns.selectors import all_returns, approval_of
from scrutiny.returns.verification import verify


@permit(Permission.READ_RETURNS, remember="read signed return")
def receipt(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(all_returns(), pk=pk)
    say_what_is_read(request, presenters.in_the_trail(row), row.partnership)
    context = {
        "row": row,
        "replaced_by": presenters.successor(row),
        "rows": presenters.receipt_rows(row, approval_of(row)),
        "agencies": agencies_table(row) if presenters.is_audit(row) else None,
        "in_full": agencies_in_full(row) if presenters.is_audit(row) else [],
        "problems": presenters.problems(verify([row])),
    }
    return render(request, "returns/receipt.html", context)
