"""Somebody who lost what they sign in with: an operator takes everything away, and a letter lets them begin again.

The letter's secret is stored nowhere. It is signed over the password, the round of sessions and the last sign-in, so that it
works until it was used, until something newer happened to the account, or for three days (PASSWORD_RESET_TIMEOUT).
"""

import hmac
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from accounts.models import Person
from accounts.sessions import end_sessions
from audit_trail.actions import record
from kernel.errors import UserError


class _Letters(PasswordResetTokenGenerator):
    key_salt = "accounts.recovery"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}:{user.session_round}"


letters = _Letters()


@transaction.atomic
def reset_sign_in(*, person: Person, by: Person | None) -> str:
    """Second factors and password are gone, sessions end. Returns the secret of the letter; older letters are void.

    A connected single sign-on stays: who may sign in there, its organisation decides.
    """
    Authenticator.objects.filter(user_id=person.pk).delete()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    end_sessions(person)
    record(by=by, action="reset sign-in", subject=f"person {person.pk}")
    return letters.make_token(person)


@transaction.atomic
def set_password_by_letter(*, person: Person, password: str, seen: str) -> None:
    """`seen`: the person's session hash when the letter was opened. Of two who use it at once, one does."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    if not hmac.compare_digest(row.get_session_auth_hash(), seen):
        raise UserError("This link was used already")
    validate_password(password, row)
    row.set_password(password)
    row.save(update_fields=["password"])
    end_sessions(row)
    record(by=row, action="reset password", subject=f"person {row.pk}")


def send_letter(person: Person, link: str) -> None:
    body = render_to_string("accounts/letters/new_password.txt", {"link": link})
    EmailMessage(subject="Set a new password", body=body, to=[person.email]).send()
