"""How django-allauth behaves here: people are added by somebody, nobody signs up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest, HttpResponse


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
