"""Sessions: how long they last, whose they are, and how they end."""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
NOTED_EVERY = 60
"""Seconds. A session's row is written at most this often."""


def begin(request: HttpRequest) -> None:
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()


def has_run_out(request: HttpRequest) -> bool:
    """Whether the session was idle for too long, or began too long ago. One that does not say when has run out."""
    now = time.time()
    idle = now - request.session.get(SEEN_AT, 0)
    whole = now - request.session.get(SIGNED_IN_AT, 0)
    return bool(idle > settings.SESSION_IDLE_SECONDS or whole > settings.SESSION_LONGEST_SECONDS)


def note(request: HttpRequest, address: str) -> None:
    """The session is in use."""
    now = time.time()
    if now - request.session[SEEN_AT] < NOTED_EVERY:
        return
    request.session[SEEN_AT] = now
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=timezone.now(), ip=address
    )


def sessions_of(person: Person) -> list[UserSession]:
    """Those that are alive, the newest first."""
    alive = UserSession.objects.purge_and_list(person)
    return sorted(alive, key=lambda session: session.last_seen_at, reverse=True)


@transaction.atomic
def end_session(session: UserSession, *, by: Person) -> None:
    session.end()
    record(by=by, action="end a session", subject=f"person {by.pk}", detail={"from": str(session.ip)})


@transaction.atomic
def end_sessions(person: Person) -> None:
    """End every session of a person, at once and everywhere."""
    Person.objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
    person.refresh_from_db(fields=["session_round"])
    rows = UserSession.objects.filter(user=person)
    for key in rows.values_list("session_key", flat=True):
        SessionStore(key).delete()
    rows.delete()


def end_other_sessions(request: HttpRequest) -> None:
    """End all but the one that asks. It gets a new key."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    end_sessions(person)
    update_session_auth_hash(request, person)
    UserSession.objects.create_from_request(request)


@transaction.atomic
def end_others_as_asked(request: HttpRequest) -> None:
    """For whoever presses the button. What a new password or factor ends is remembered as that."""
    end_other_sessions(request)
    person = request.user
    assert isinstance(person, Person)  # noqa: S101
    record(by=person, action="end every other session", subject=f"person {person.pk}")
