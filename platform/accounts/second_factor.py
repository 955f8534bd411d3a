"""Second factors: their secrets encrypted at rest, and what a session has proved."""

import base64
import hmac
import time
from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from accounts.models import Person

QUIET_ZONE = 4
BEGUN_AS = "begun_as"
"""In a half-finished sign-in: the session hash of that moment, made of the password and the round of sessions."""


def _keys() -> MultiFernet:
    """One key for each secret of the service, the newest first: it encrypts, all of them decrypt."""
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"second factors at rest").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth keeps secrets in clear unless its adapter says otherwise."""

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 (allauth's name)
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def build_totp_svg(self, url: str) -> str:
        """Goes into the page as it is: no image address, no inline style."""
        code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
        code.add_data(url)
        squares = [
            f"M{x},{y}h1v1h-1z" for y, row in enumerate(code.get_matrix(), QUIET_ZONE)
            for x, dark in enumerate(row, QUIET_ZONE) if dark
        ]  # fmt: skip
        size = len(code.get_matrix()) + 2 * QUIET_ZONE
        return (
            f'<svg class="app-qr" role="img" aria-label="QR code" width="240" height="240" viewBox="0 0 {size} {size}" '
            f'shape-rendering="crispEdges"><path fill="#ffffff" d="M0,0h{size}v{size}h-{size}z"/>'
            f'<path d="{"".join(squares)}"/></svg>'
        )


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """Asks for the second factor at sign-in, unless the provider of single sign-on vouched for one."""

    def handle(self) -> tuple[Any, bool]:
        if self.login.user is not None and _vouched(
            get_authentication_records(self.request, self.login.user)
        ):
            return None, True
        if self.login.user is not None:
            self.login.state[BEGUN_AS] = self.login.user.get_session_auth_hash()
        answer: tuple[Any, bool] = super().handle()
        return answer

    def exit(self) -> Any:
        """Between the password and the code, the password may have changed, or everything of this person ended."""
        begun, person = self.login.state.pop(BEGUN_AS, ""), self.login.user
        if person is None or not hmac.compare_digest(begun, person.get_session_auth_hash()):
            return self.abort()
        return super().exit()


def has_second_factor(person: Person) -> bool:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=kinds).exists())


def is_proved(request: HttpRequest) -> bool:
    """Whether a second factor was shown in this very session. Having one somewhere is not enough."""
    records = get_authentication_records(request, request.user)
    return _vouched(records) or any(record.get("method") == "mfa" for record in records)


def is_half_signed_in(request: HttpRequest) -> bool:
    """Whether somebody signed in who has yet to show the second factor that this service requires."""
    person = getattr(request, "user", None)
    return bool(
        settings.SECOND_FACTOR_REQUIRED
        and person is not None
        and person.is_authenticated
        and not is_proved(request)
    )


def _vouched(records: list[dict[str, Any]]) -> bool:
    return any(
        record.get("method") == "single_sign_on" and record.get("second_factor") is True for record in records
    )


def forget_proof(request: HttpRequest) -> None:
    """The last second factor is gone: what it proved is gone too."""
    records = get_authentication_records(request, request.user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if record.get("method") != "mfa"
    ]


def latest_authentication(request: HttpRequest) -> float:
    """When the person of this session last showed who they are; 0 for never."""
    records = get_authentication_records(request, request.user)
    now = time.time()
    return max((record["at"] for record in records if record.get("at", 0) <= now), default=0)
