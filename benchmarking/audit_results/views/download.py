"""The results of a round as CSV."""

from django.http import Http404, HttpRequest, HttpResponse

from accounts.permissions import Permission
from benchmarking.audit_results.csv_output import results_csv
from benchmarking.audit_results.views.reading import the_round
from partnerships.decorators import permit


@permit(Permission.READ_BENCHMARKS)
def download(request: HttpRequest, round: str) -> HttpResponse:  # noqa: A002 - the address's word
    found, kept = the_round(request, round)
    if kept is None:
        raise Http404("nothing is signed")
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}-results.csv"'}
    return HttpResponse(results_csv(kept.results), content_type="text/csv; charset=utf-8", headers=headers)
