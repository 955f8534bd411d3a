"""How django-allauth behaves here: people are added by somebody, nobody signs up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.reauthentication import is_fresh

STAGES = {"allauth.mfa.stages.AuthenticateStage": "accounts.second_factor.SecondFactorStage"}
NAMES = {
    "reauthenticate": "Your password",
    "mfa_reauthenticate": "A code from your authenticator app, or a recovery code",
    "mfa_reauthenticate:webauthn": "A passkey",
}


def is_welcome(person: Any) -> bool:
    """Whether the person may be in this service at all.

    The demonstration's people never enter a live one: their password is printed in public. Their addresses end
    in .example, which no real address does.
    """
    made_up = str(person.email).lower().endswith(".example")
    return bool(person.is_active) and (settings.DEMONSTRATION or not made_up)


class Doorkeeper(AuthenticationBackend):  # type: ignore[misc]
    """Asked on every request, so that a session ends with the welcome."""

    def user_can_authenticate(self, user: Any) -> bool:
        return is_welcome(user)


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        if not is_welcome(user):
            refusal: HttpResponse = self.respond_user_inactive(request, user)
            return refusal
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def get_user_display(self, user: Any) -> str:
        return str(user)

    def get_login_stages(self) -> list[str]:
        return [STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where fewer proxies spoke than stand before us, somebody went around them: refused, not an error of ours."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured as error:
            raise SuspiciousOperation(str(error)) from error

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Our pages ask before allauth does (accounts.reauthentication); a sign-in of this minute is enough."""
        return not is_fresh(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """`proves`: whether it shows a second factor."""
        methods = [
            {**method, "description": NAMES[method["id"]], "proves": method["id"] != "reauthenticate"}
            for method in super().get_reauthentication_methods(user)
        ]
        if user.is_authenticated and user.identities.exists():
            address = reverse("single_sign_on_reauthenticate")
            methods.append(
                {"id": "single_sign_on", "description": "Single sign-on", "url": address, "proves": False}
            )
        return methods
