from django.http import HttpResponse

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from tenants.dataset.csv_format import write_csv
from tenants.dataset.selectors import draft_figures


@permit(Permission.READ_PARTNERSHIP)
def download(request: PartnershipRequest) -> HttpResponse:
    """Every working figure, in the format of the import."""
    return _file(f"figures-{request.partnership.slug}.csv", write_csv(draft_figures()))


@permit(Permission.READ_PARTNERSHIP)
def template(request: PartnershipRequest) -> HttpResponse:
    """The columns alone, to be filled in."""
    return _file("figures-empty.csv", write_csv([]))


def _file(name: str, text: str) -> HttpResponse:
    """With a byte order mark, so that a spreadsheet reads it as UTF-8."""
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
