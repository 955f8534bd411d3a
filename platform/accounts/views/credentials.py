"""allauth's views that change how somebody signs in, each whole: the change and its event in the trail, or neither.

The transaction is around what follows a valid form and nothing else. Limits are counted and wrong attempts remembered
before that, so they stay whatever becomes of the change.
"""

from typing import Any

from allauth.account import views
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.db import transaction
from django.http import HttpResponse


class _Whole:
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return answer


class ChangePassword(_Whole, views.PasswordChangeView):  # type: ignore[misc]
    pass


class SetPassword(_Whole, views.PasswordSetView):  # type: ignore[misc]
    pass


class AddApp(_Whole, totp.ActivateTOTPView):  # type: ignore[misc]
    pass


class RemoveApp(_Whole, totp.DeactivateTOTPView):  # type: ignore[misc]
    pass


class AddPasskey(_Whole, passkeys.AddWebAuthnView):  # type: ignore[misc]
    pass


class RemovePasskey(_Whole, passkeys.RemoveWebAuthnView):  # type: ignore[misc]
    pass


class NewRecoveryCodes(_Whole, recovery.GenerateRecoveryCodesView):  # type: ignore[misc]
    pass
