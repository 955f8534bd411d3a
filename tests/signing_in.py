"""A browser signed in as somebody, as if they had typed their password a moment ago."""

import time

from django.test import Client

from accounts.models import Person

BACKEND = "accounts.sign_in.Doorkeeper"


def signed_in(person: Person, *, ago: float = 0) -> Client:
    """`ago`: seconds since they last showed who they are. The session is in use and has not run out."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    session = client.session
    session["account_authentication_methods_user"] = str(person.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - ago, "email": person.email}
    ]
    session["signed_in_at"] -= ago
    session.save()
    return client
