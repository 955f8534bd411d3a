from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.permissions import Permission
from design_system.forms import govuk
from design_system.tables import Table
from kernel.errors import UserError
from partnerships.requests import PersonRequest
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.evidence.presenters import choices, hints
from scrutiny.section11.evidence.selectors import library
from scrutiny.section11.planned.actions import ActionChanged, change_action
from scrutiny.section11.planned.forms import ChangeForm
from scrutiny.section11.planned.presenters import both_table, history_table
from scrutiny.section11.planned.selectors import Row, carried_on, the_action


@at_desk(Permission.ANSWER_AUDIT)
def action(request: PersonRequest, desk: Desk, pk: UUID) -> HttpResponse:
    """One planned action: change it, say how far it is, and read what it said before."""
    row = the_action(desk, pk, day=timezone.localdate())
    later = carried_on(desk, pk)
    if request.method != "POST" or later is not None:
        return _show(request, desk, row, _form(desk, row), later=later)
    form = _form(desk, row, request.POST)
    if not form.is_valid():
        return _show(request, desk, row, form)
    try:
        _change(desk, row, form, request)
    except ActionChanged:
        return _show_both(request, desk, form, the_action(desk, pk, day=timezone.localdate()))
    except UserError as error:
        form.add_error(None, str(error))
        return _show(request, desk, row, form)
    messages.success(request, "The action is saved.")
    return redirect(desk.url("action", pk))


def _change(desk: Desk, row: Row, form: ChangeForm, request: PersonRequest) -> None:
    data = form.cleaned_data
    change_action(
        desk=desk,
        pk=row.action.pk,
        seen_version=data["seen_version"],
        planned=form.planned,
        state=data["state"],
        note=data["note"],
        evidence=[UUID(each) for each in data.get("evidence", [])],
        by=request.user,
    )


def _form(desk: Desk, row: Row, sent: Any = None) -> ChangeForm:
    stands = row.action
    initial = {name: getattr(stands, name) for name in ("what", "owner", "due_on", "state", "note")}
    attached = list(stands.evidence.all())
    chosen = [str(each.pk) for each in attached]
    form = ChangeForm(sent, initial={**initial, "evidence": chosen, "seen_version": stands.version})
    items = [*attached, *(each for each in library(desk) if str(each.pk) not in chosen)]
    field = govuk(form.fields["evidence"], itemHints=hints(items))
    field.choices = choices(items)  # type: ignore[attr-defined]
    if not items:
        del form.fields["evidence"]
    return form


def _show_both(request: PersonRequest, desk: Desk, form: ChangeForm, row: Row) -> HttpResponse:
    """What is stored now beside what this person wrote. Saving again replaces the one by the other."""
    data = request.POST.copy()
    data["seen_version"] = str(row.action.version)
    conflict = both_table(row.action, form.cleaned_data)
    return _show(request, desk, row, _form(desk, row, data), conflict=conflict, status=409)


def _show(
    request: PersonRequest,
    desk: Desk,
    row: Row,
    form: ChangeForm,
    *,
    later: Any = None,
    conflict: Table | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "desk": desk,
        "row": row,
        "form": form,
        "later_url": desk.url("action", later.pk) if later else "",
        "conflict": conflict,
        "history": history_table(row.action),
        "board_url": desk.url("actions"),
    }
    return render(request, "section11/planned/action.html", context, status=status)
