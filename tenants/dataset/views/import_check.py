from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import Permission
from design_system.tables import Table
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from tenants.dataset.csv_format import MOST_BYTES, FileNotUnderstood, FileRefused, read_csv
from tenants.dataset.forms import ImportForm, StoreForm
from tenants.dataset.import_plan import Plan, plan_import
from tenants.dataset.import_tables import (
    added_table,
    changed_table,
    codes_table,
    columns_table,
    example_table,
    problems_table,
)
from tenants.dataset.sealed_file import CheckedFile, seal
from tenants.dataset.selectors import draft_figures, fingerprint, populations_for

SHOWN = 200
LONGEST_NAME = 100


@permit(Permission.EDIT_FIGURES)
def import_check(request: PartnershipRequest) -> HttpResponse:
    """Explain the format; check an uploaded file and show what it would change. Stores nothing."""
    if request.method != "POST":
        return explain(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return explain(request, form)
    upload = form.cleaned_data["file"]
    try:
        return preview(request, upload.name[:LONGEST_NAME], upload.read(MOST_BYTES + 1))
    except FileNotUnderstood as error:
        form.add_error("file", str(error))
        return explain(request, form)
    except FileRefused as refused:
        return _show_problems(request, form, upload.name[:LONGEST_NAME], refused)


def explain(request: PartnershipRequest, form: ImportForm, told: str = "") -> HttpResponse:
    context = {
        "partnership": request.partnership,
        "form": form,
        "told": told,
        "columns": columns_table(),
        "codes": codes_table(),
        "example": example_table(),
    }
    return render(request, "dataset/import.html", context)


def preview(request: PartnershipRequest, name: str, data: bytes) -> HttpResponse:
    """What the file would change. Raises FileNotUnderstood and FileRefused."""
    return _show_plan(request, *_check(request, name, data), stale=False)


def again(request: PartnershipRequest, file: CheckedFile) -> HttpResponse:
    """What it would change now that the figures are others than those it was checked against.

    After a second click on the button nothing is left to change, and there is nothing to ask.
    """
    checked, plan = _check(request, file.name, file.data)
    if plan.does_something:
        return _show_plan(request, checked, plan, stale=True)
    messages.info(request, f"All figures of {file.name} are stored.")
    return redirect("dataset:figures", request.partnership.slug)


def _check(request: PartnershipRequest, name: str, data: bytes) -> tuple[CheckedFile, Plan]:
    entries = read_csv(data, populations_for(request.partnership))
    figures = list(draft_figures())
    return CheckedFile(name, data, fingerprint(figures)), plan_import(entries, figures)


def _show_plan(request: PartnershipRequest, file: CheckedFile, plan: Plan, *, stale: bool) -> HttpResponse:
    sealed = seal(file, partnership=request.partnership, person=request.user.pk)
    context = {
        "partnership": request.partnership,
        "name": file.name,
        "plan": plan,
        "facts": [
            {"label": "To be added", "value": len(plan.added)},
            {"label": "To be changed", "value": len(plan.changed)},
            {"label": "Stored already", "value": plan.unchanged},
        ],
        "added": added_table(plan.added[:SHOWN]),
        "changed": changed_table(plan.changed[:SHOWN]),
        "shown": SHOWN,
        "stale": stale,
        "store": StoreForm(initial={"sealed": sealed}),
    }
    return render(request, "dataset/import_preview.html", context, status=409 if stale else 200)


def _show_problems(
    request: PartnershipRequest, form: ImportForm, name: str, refused: FileRefused
) -> HttpResponse:
    table: Table = problems_table(refused.problems[:SHOWN])
    context = {
        "partnership": request.partnership,
        "form": form,
        "name": name,
        "problems": table,
        "count": len(refused.problems),
        "rows": len({problem.row for problem in refused.problems}),
        "shown": SHOWN,
    }
    return render(request, "dataset/import_problems.html", context, status=422)
