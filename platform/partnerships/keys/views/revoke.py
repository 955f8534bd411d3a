from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import Person
from accounts.permissions import Permission
from accounts.reauthentication import freshly_authenticated
from partnerships.actions import revoke_api_key
from partnerships.decorators import permit
from partnerships.keys.presenters import facts_of
from partnerships.keys.selectors import all_keys


@permit(Permission.MANAGE_KEYS)
@freshly_authenticated
def revoke(request: HttpRequest, prefix: str) -> HttpResponse:
    """Ask first; then end the key at once and for ever."""
    key = get_object_or_404(all_keys(), prefix=prefix)
    if key.revoked:
        messages.info(request, f"The key {key.prefix} is revoked.")
        return redirect("keys:list")
    if request.method != "POST":
        return render(request, "keys/revoke.html", {"key": key, "facts": facts_of(key)})
    revoke_api_key(key=key, by=cast(Person, request.user))
    messages.success(request, f"The key {key.prefix} is revoked. Its next request is refused.")
    return redirect("keys:list")
