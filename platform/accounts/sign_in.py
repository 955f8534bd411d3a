"""How django-allauth behaves here: people are added by somebody, nobody signs up."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import Person
from accounts.reauthentication import is_fresh
from accounts.single_sign_on import providers_of
from audit_trail.actions import Visitor, record
from kernel.asked_again import asked_again

log = logging.getLogger(__name__)

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


@asked_again
def _people(key: Any) -> QuerySet[Person]:
    rows: QuerySet[Person] = Person.objects.filter(pk=key)
    return rows


class Doorkeeper(AuthenticationBackend):  # type: ignore[misc]
    """Asked on every request, so that a session ends with the welcome."""

    def get_user(self, user_id: Any) -> Person | None:
        return next((each for each in _people(user_id) if self.user_can_authenticate(each)), None)

    def user_can_authenticate(self, user: Any) -> bool:
        return is_welcome(user)


def _send(letter: EmailMessage, what: str) -> None:
    try:
        letter.send()
    except (OSError, SMTPException) as error:  # the reason is in the log, without the address
        log.warning("%s was not sent: %s", what, type(error).__name__)


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        if not is_welcome(user):  # by password, they are refused before
            record(by=Visitor(), action="refused sign-in", subject=f"person {user.pk}")
            refusal: HttpResponse = self.respond_user_inactive(request, user)
            return refusal
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def login(self, request: HttpRequest, user: Any) -> None:
        """The last step, perhaps long after the first: whoever was welcome then is asked about again."""
        if not is_welcome(user):
            clear_login(request)
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        super().login(request, user)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        super().send_notification_mail(template_prefix, user, context, email=user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Once the change is stored; that a letter cannot go undoes nothing."""
        about = {"request": self.request, "email": email, "current_site": get_current_site(self.request)}
        letter = self.render_mail(template_prefix, email, about | context)
        transaction.on_commit(lambda: _send(letter, template_prefix))

    def format_email_subject(self, subject: str) -> str:
        return subject

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
        if user.is_authenticated and providers_of(user):
            address = reverse("single_sign_on_reauthenticate")
            methods.append(
                {"id": "single_sign_on", "description": "Single sign-on", "url": address, "proves": False}
            )
        return methods
