"""Who may see and do what: one place at a time on the page, all of them in the CSV."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from kernel.comma_separated import csv_text
from partnerships.decorators import permit
from partnerships.forms import AccessFilter
from partnerships.offers import places_in
from partnerships.presenters.access import CSV_COLUMNS, access_table, csv_rows
from partnerships.presenters.wording import place_name
from partnerships.reach import reach_of
from partnerships.requests import PersonRequest
from partnerships.selectors import roles_held_on


@permit(Permission.READ_ACCESS, anywhere=True, remember="read who may see what")
def access(request: PersonRequest) -> HttpResponse:
    reach = reach_of(request.user, Permission.READ_ACCESS)
    places = places_in(reach)
    form = AccessFilter(request.GET, places)
    valid = form.is_valid()
    word = form.cleaned_data.get("where") or next(iter(places))
    context = {
        "form": form,
        "one_place": len(places) == 1,
        "where": place_name(places[word]),
        "table": access_table(places[word], list(roles_held_on(timezone.localdate())), reach),
    }
    return render(request, "people/access.html", context, status=200 if valid else 400)


@permit(Permission.READ_ACCESS, anywhere=True, remember="download who may see what")
def access_csv(request: PersonRequest) -> HttpResponse:
    reach = reach_of(request.user, Permission.READ_ACCESS)
    held = list(roles_held_on(timezone.localdate()))
    text = csv_text(csv_rows(places_in(reach).values(), held, reach), CSV_COLUMNS)
    headers = {"Content-Disposition": 'attachment; filename="who-may-see-what.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
