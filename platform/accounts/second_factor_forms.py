"""allauth's forms with our labels, and one thing it leaves out: no code works twice."""

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth
from django.core.cache import cache
from fido2.webauthn import UserVerificationRequirement

from design_system.forms import govuk

BOX: dict[str, Any] = {"classes": "govuk-input--width-10", "inputmode": "numeric"}


class _OneUse:
    """allauth forgets a used code after one period; with a tolerance the code lives for three."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            lives = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
            if not cache.add(
                f"second-factor:used:{self.user.pk}:{normalize_user_code(code)}", 1, timeout=lives
            ):
                self._emit_authentication_failed(self.authenticator)  # type: ignore[attr-defined]
                raise get_adapter().validation_error("incorrect_code")
        return code

    def label_code(self) -> None:
        field = govuk(self.fields["code"], errorName="the code", **BOX)  # type: ignore[attr-defined]
        field.label = "Code"
        field.help_text = "The 6 digits your authenticator app shows now, or one of your recovery codes."


class AuthenticateForm(_OneUse, base.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_code()


class ReauthenticateForm(_OneUse, base.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_code()


class ActivateTOTPForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = govuk(self.fields["code"], errorName="the code", **BOX)
        field.label, field.help_text = "Code from the app", "The 6 digits that it shows now."


class LoginPasskeyForm(webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """allauth takes whatever challenge lies in the session; other pages leave some that ask for a touch alone."""

    def clean_credential(self) -> Authenticator:
        state = auth.get_state() or {}
        if state.get("user_verification") != UserVerificationRequirement.REQUIRED:
            raise get_adapter().validation_error("incorrect_code")
        authenticator: Authenticator = super().clean_credential()
        if not authenticator.wrap().is_passwordless:
            raise get_adapter().validation_error("incorrect_code")
        return authenticator


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, alone = govuk(self.fields["name"], classes="govuk-input--width-20"), self.fields["passwordless"]
        name.label, name.help_text = "Name", "Tells this passkey from others, such as “work laptop”."
        alone.label = "Sign in with this passkey alone"
        alone.help_text = "Without a password. It then asks for your finger, face or PIN each time."
        alone.initial = True
