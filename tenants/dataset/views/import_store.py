from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from tenants.dataset.actions import ChangedMeanwhile, Stored, save_figures
from tenants.dataset.csv_format import FileNotUnderstood, FileRefused, read_csv
from tenants.dataset.forms import ImportForm, StoreForm
from tenants.dataset.sealed_file import CheckedFile, SealBroken, unseal
from tenants.dataset.selectors import populations_for
from tenants.dataset.views.import_check import again, explain


@permit(Permission.EDIT_FIGURES)
def import_store(request: PartnershipRequest) -> HttpResponse:
    """Store a file that was checked on the page before: all of it, or nothing."""
    form = StoreForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect("dataset:import", request.partnership.slug)
    try:
        file = unseal(form.cleaned_data["sealed"], partnership=request.partnership, person=request.user.pk)
        stored = _store(request, file)
    except (SealBroken, FileNotUnderstood, FileRefused):
        return explain(request, ImportForm(), told="This page is too old. Choose the file again.")
    except ChangedMeanwhile:
        return again(request, file)
    messages.success(request, _in_words(stored))
    return redirect("dataset:figures", request.partnership.slug)


def _store(request: PartnershipRequest, file: CheckedFile) -> Stored:
    entries = read_csv(file.data, populations_for(request.partnership))
    return save_figures(
        partnership=request.partnership,
        entries=entries,
        source=f"file {file.name}",
        by=request.user,
        seen=file.seen,
    )


def _in_words(stored: Stored) -> str:
    return f"Imported: {stored.added:,} added, {stored.changed:,} changed, {stored.unchanged:,} unchanged."
