"""What stands between a session and every page: it must be alive, and a second factor must have been shown in it."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.second_factor import has_second_factor, is_half_signed_in
from accounts.sessions import has_run_out, note

WITHOUT_SESSIONS = ("/api/", "/livez", "/.well-known/")
"""Asked by programs, which have keys or need none. Nobody's session opens anything there."""
ALWAYS = {
    "account_logout", "account_inactive", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "single_sign_on_reauthenticate", "single_sign_on", "single_sign_on_callback",
}  # fmt: skip
SETTING_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}
"""Open to those who have no second factor yet. With one, adding another would be a way around it."""
SECRET_ADDRESSES = {"people:letter"}
"""Shows nothing and leads on at once to an address that is no secret: never sent through a sign-in, which keeps `next`."""


class _SignedInMiddleware:
    """Before each view that a session may open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.path.startswith(WITHOUT_SESSIONS) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if request.resolver_match and request.resolver_match.view_name in SECRET_ADDRESSES:
            return None
        return self.before(request) if request.user.is_authenticated else None

    def before(self, request: HttpRequest) -> HttpResponseBase | None:
        raise NotImplementedError


class SessionLimitsMiddleware(_SignedInMiddleware):
    """A session ends after an hour without use, and after a working day however it was used."""

    def before(self, request: HttpRequest) -> HttpResponseBase | None:
        if not has_run_out(request):
            note(request, get_adapter().get_client_ip(request))
            return None
        logout(request)
        messages.info(request, "You were signed out because the session had run out. Please sign in again.")
        return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "/")


class SecondFactorMiddleware(_SignedInMiddleware):
    """Where a second factor is required, a session without one reaches the pages that give it one, and no other."""

    def before(self, request: HttpRequest) -> HttpResponseBase | None:
        if not is_half_signed_in(request):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in ALWAYS:
            return None
        if not has_second_factor(request.user):  # type: ignore[arg-type]
            return None if name in SETTING_UP else HttpResponseRedirect(reverse("mfa_index"))
        query = urlencode({"next": request.get_full_path() if request.method in ("GET", "HEAD") else "/"})
        method = next(m for m in get_adapter().get_reauthentication_methods(request.user) if m["proves"])
        return HttpResponseRedirect(f"{method['url']}?{query}")
