"""A browser signed in as somebody, as if they had typed their password a moment ago."""

import time

from django.test import Client

from accounts.models import Person

BACKEND = "accounts.sign_in.Doorkeeper"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": person.email}
    ]
    session.save()
    return client
