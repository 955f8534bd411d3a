from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.keys.presenters import keys_table
from partnerships.keys.selectors import all_keys


@permit(Permission.MANAGE_KEYS)
def keys(request: HttpRequest) -> HttpResponse:
    """Every key: what it may read, until when, and when it was last used."""
    found = list(all_keys())
    return render(request, "keys/list.html", {"table": keys_table(found), "any": bool(found)})
