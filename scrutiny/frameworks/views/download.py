from django.http import HttpRequest, HttpResponse

from partnerships.decorators import signed_in
from scrutiny.frameworks.addresses import the_edition
from scrutiny.frameworks.csv_output import edition_csv


@signed_in
def download(request: HttpRequest, framework: str, variant: str, label: str) -> HttpResponse:
    """The edition as CSV, with a byte order mark, so that a spreadsheet reads it as UTF-8."""
    found = the_edition(framework, variant, label)
    text = edition_csv(found.content)
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{framework}-{variant}-{label}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
