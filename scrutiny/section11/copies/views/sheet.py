from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.permissions import Permission
from kernel.errors import UserError
from partnerships.requests import PersonRequest
from scrutiny.section11.answering.naming import name_of, name_of_question
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.copies.forms import ApplyForm, SheetForm
from scrutiny.section11.copies.offline.actions import ChangedMeanwhile, Chosen, apply_sheet
from scrutiny.section11.copies.offline.differences import Difference, differences
from scrutiny.section11.copies.offline.layout import MOST_BYTES, SheetRow
from scrutiny.section11.copies.offline.package import SheetNotUnderstood
from scrutiny.section11.copies.offline.presenters import difference_parts, problems_table
from scrutiny.section11.copies.offline.reading import read_sheet
from scrutiny.section11.copies.offline.rows import SheetRefused
from scrutiny.section11.copies.offline.sealing import ReadSheet, SealBroken, TooMuch, seal, unseal
from scrutiny.section11.copies.offline.writing import sheet_of
from scrutiny.section11.copies.views.copy import WORKBOOK, download
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.evidence.checking import tidy_name
from scrutiny.section11.opening import the_work

MOST_SHOWN = 200
TOO_OLD = "This page is too old. Choose the file again."


@at_desk(Permission.ANSWER_AUDIT)
def upload(request: PersonRequest, desk: Desk, round_slug: str) -> HttpResponse:
    """How to answer away from the site: take a spreadsheet along, bring it back."""
    return _explain(request, desk, the_work(desk, round_slug), SheetForm())


@at_desk(Permission.ANSWER_AUDIT)
def take_along(request: PersonRequest, desk: Desk, round_slug: str) -> HttpResponse:
    """The answers as they stand, to be filled in. Once somebody has started: only then is there something to carry in."""
    work = the_work(desk, round_slug)
    if work.assessment is None:
        return redirect(desk.url("sheet_upload", round_slug))
    return download(sheet_of(work), WORKBOOK, f"{desk.organisation.slug}-{round_slug}-to-fill-in.xlsx")


@at_desk(Permission.ANSWER_AUDIT)
def compare(request: PersonRequest, desk: Desk, round_slug: str) -> HttpResponse:
    """Read an uploaded spreadsheet and show what it would change. Stores nothing."""
    work = the_work(desk, round_slug)
    form = SheetForm(request.POST, request.FILES)
    if request.method != "POST" or work.assessment is None or not work.may_edit(timezone.localdate()):
        return redirect(desk.url("sheet_upload", round_slug))
    if not form.is_valid():
        return _explain(request, desk, work, form)
    file = form.cleaned_data["file"]
    try:
        rows = read_sheet(file.name, file.read(MOST_BYTES + 1), work)
        return _show(request, desk, work, tidy_name(file.name), rows)
    except (SheetNotUnderstood, TooMuch) as error:
        form.add_error("file", str(error))
        return _explain(request, desk, work, form, status=422)
    except SheetRefused as refused:
        return _explain(request, desk, work, form, refused=refused, name=tidy_name(file.name), status=422)


@at_desk(Permission.ANSWER_AUDIT)
def take_in(request: PersonRequest, desk: Desk, round_slug: str) -> HttpResponse:
    """Take in the rows that were chosen on the page before: all of them, or none."""
    work = the_work(desk, round_slug)
    form = ApplyForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect(desk.url("sheet_upload", round_slug))
    try:
        sheet = unseal(form.cleaned_data["sealed"], desk=desk, round_slug=round_slug, person=request.user.pk)
    except SealBroken:
        return _explain(request, desk, work, SheetForm(), told=TOO_OLD)
    taken = request.POST.getlist("take")
    if not taken:
        return _show(request, desk, work, sheet.name, list(sheet.rows), chosen=taken)
    try:
        count = _apply(desk, work, sheet, taken, request)
    except ChangedMeanwhile:
        return _again(request, desk, work, sheet)
    except UserError as error:
        return _explain(request, desk, work, SheetForm(), told=str(error))
    messages.success(request, f"Taken in from {sheet.name}: {count} answer{'' if count == 1 else 's'}.")
    return redirect(desk.url("task_list", round_slug))


def _apply(desk: Desk, work: Work, sheet: ReadSheet, taken: list[str], request: PersonRequest) -> int:
    chosen = [
        Chosen(row.statement, row.area, row.grade, row.narrative, sheet.shown[name])
        for row in sheet.rows
        if (name := name_of(row.statement, row.area)) in taken and name in sheet.shown
    ]
    return apply_sheet(desk=desk, round_=work.round, chosen=chosen, file_name=sheet.name, by=request.user)


def _again(request: PersonRequest, desk: Desk, work: Work, sheet: ReadSheet) -> HttpResponse:
    """What it would change now. After a second click on the button nothing is left, and there is nothing to ask."""
    if differences(sheet.rows, work):
        return _show(request, desk, work, sheet.name, list(sheet.rows), stale=True)
    messages.info(request, f"All answers of {sheet.name} are stored.")
    return redirect(desk.url("task_list", work.round.slug))


def _show(
    request: PersonRequest,
    desk: Desk,
    work: Work,
    name: str,
    rows: list[SheetRow],
    *,
    chosen: list[str] | None = None,
    stale: bool = False,
) -> HttpResponse:
    found = differences(rows, work)
    sealed = seal(
        ReadSheet(name, tuple(each.row for each in found), _shown(found)),
        desk=desk,
        round_slug=work.round.slug,
        person=request.user.pk,
    )
    context = {
        "desk": desk,
        "work": work,
        "name": name,
        "rows": len(rows),
        "parts": difference_parts(work, found, chosen),
        "conflicts": sum(each.is_conflict for each in found),
        "nothing_chosen": chosen == [],
        "stale": stale,
        "apply": ApplyForm(initial={"sealed": sealed}),
        "apply_url": desk.url("sheet_apply", work.round.slug),
        "upload_url": desk.url("sheet_upload", work.round.slug),
    }
    return render(request, "section11/copies/differences.html", context, status=409 if stale else 200)


def _shown(found: list[Difference]) -> dict[str, int]:
    return {name_of_question(each.question): each.shown_version for each in found}


def _explain(
    request: PersonRequest,
    desk: Desk,
    work: Work,
    form: SheetForm,
    *,
    told: str = "",
    refused: SheetRefused | None = None,
    name: str = "",
    status: int = 200,
) -> HttpResponse:
    problems = refused.problems if refused else []
    context = {
        "desk": desk,
        "work": work,
        "form": form,
        "told": told,
        "name": name,
        "problems": problems_table(problems[:MOST_SHOWN]) if problems else None,
        "count": len(problems),
        "most": MOST_SHOWN,
        "started": work.assessment is not None,
        "start_url": desk.url("start", work.round.slug),
        "locked": work.situation.why_locked(timezone.localdate()),
        "take_along_url": desk.url("sheet_download", work.round.slug),
        "compare_url": desk.url("sheet_differences", work.round.slug),
        "copy_url": desk.url("copy", work.round.slug),
    }
    return render(request, "section11/copies/sheet.html", context, status=status)
