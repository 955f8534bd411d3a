"""The link in the letter of a reset sign-in. Whoever holds it has the letter."""

import time
from uuid import UUID

from allauth.account.forms import SetPasswordForm
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Person
from accounts.recovery import letters, set_password_by_letter
from accounts.sign_in import is_welcome
from kernel.errors import UserError

OPENED = "opened_recovery"
"""In the session: whose letter was opened, and their session hash of then. The secret itself is written down nowhere."""
LASTS = 60 * 60


@never_cache
@require_safe
def open_letter(request: HttpRequest, pk: UUID, secret: str) -> HttpResponse:
    """The link itself. It leads on to an address that is no secret, which forms, logs and history may keep."""
    person = Person.objects.filter(pk=pk).first()
    if person is None or not is_welcome(person) or not letters.check_token(person, secret):
        response = _closed(request)
    else:
        request.session[OPENED] = [str(pk), person.get_session_auth_hash(), time.time()]
        response = redirect("account_new_password")
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    pk, seen, opened_at = request.session.get(OPENED, ("", "", 0))
    person = Person.objects.filter(pk=pk).first() if pk and time.time() - opened_at < LASTS else None
    if person is None or not is_welcome(person) or person.get_session_auth_hash() != seen:
        return _closed(request)
    form = SetPasswordForm(data=request.POST if request.method == "POST" else None, user=person)
    if not form.is_valid():
        return render(request, "accounts/new_password/choose.html", {"form": form})
    try:
        set_password_by_letter(person=person, password=form.cleaned_data["password1"], seen=seen)
    except UserError:
        return _closed(request)
    logout(request)  # whoever was signed in here, and the letter that was opened
    messages.success(request, "Your new password is set. Sign in with it.")
    return redirect("account_login")


def _closed(request: HttpRequest) -> HttpResponse:
    """One page for used, expired and invented links."""
    return render(request, "accounts/new_password/closed.html", status=404)
