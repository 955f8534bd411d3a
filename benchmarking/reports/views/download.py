"""The report as a file, made from the frozen run. Nothing on disk is read."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.permissions import Permission
from benchmarking.benchmarks.models import Run
from benchmarking.reports.building import basis_of
from benchmarking.reports.outputs import built, output_of
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def download(request: HttpRequest, run: uuid.UUID, name: str) -> HttpResponse:
    found = get_object_or_404(Run, pk=run)
    basis = basis_of(found)
    output = output_of(name.partition(".")[2])
    if output is None or name != output.file_name(basis):
        raise Http404("This report has no such file.")
    return HttpResponse(
        built(basis, output.ending),
        content_type=output.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private",
        },
    )
