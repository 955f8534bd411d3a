"""Sessions: a person sees their own, ends them, and they end by themselves."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import deactivate_person, reactivate_person
from accounts.models import NeverDeleted, Person
from accounts.sessions import end_sessions
from tests.integration.sign_in.browser import PASSWORD, is_in, type_password
from tests.signing_in import signed_in
from tests.worlds import World


def test_a_sign_in_gets_a_new_key(region: World) -> None:
    client = Client()
    client.get("/accounts/login/", headers={"accept": "text/html"})
    session = client.session
    session["kept"] = "from before"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    type_password("coordinator", client)
    assert is_in(client)
    assert client.session.session_key != before
    assert not type(session)().exists(before)


def age(client: Client, **seconds: int) -> None:
    session = client.session
    for name, ago in seconds.items():
        session[name] = time.time() - ago
    session.save()


@pytest.mark.parametrize(
    ("seen", "begun", "alive"),
    [(3590, 3590, True), (3610, 3610, False), (10, 43_190, True), (10, 43_210, False)],
)
def test_a_session_runs_out(region: World, settings: object, seen: int, begun: int, alive: bool) -> None:
    settings.SESSION_IDLE_SECONDS = 3600  # type: ignore[attr-defined]
    client = type_password("coordinator")
    key = client.session.session_key
    age(client, seen_at=seen, signed_in_at=begun)
    assert is_in(client) is alive
    if not alive:
        assert "had run out" in client.get("/accounts/login/").content.decode()
        client.cookies["sessionid"] = key
        assert not is_in(client)  # the row is gone too


def test_a_session_that_does_not_say_when_it_began_has_run_out(region: World) -> None:
    client = type_password("coordinator")
    session = client.session
    del session["signed_in_at"]
    session.save()
    assert not is_in(client)


def writes(client: Client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/sources/")
    return sum(query["sql"].startswith(("UPDATE", "INSERT")) for query in queries)


def test_a_session_is_written_at_most_once_a_minute(region: World) -> None:
    client = type_password("coordinator")
    client.get("/sources/")  # takes the message of the sign-in away
    assert writes(client) == 0
    age(client, seen_at=61)
    assert writes(client) == 2
    assert writes(client) == 0


def test_a_person_sees_their_own_sessions_and_ends_one(region: World) -> None:
    here = type_password("coordinator", HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    there = type_password(
        "coordinator", HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Safari/604", REMOTE_ADDR="192.0.2.7"
    )
    somebody_else = type_password("member", REMOTE_ADDR="198.51.100.9")
    page = here.get("/accounts/sessions/").content.decode()
    assert "Firefox on Windows (this one)" in page
    assert "Safari on iPhone" in page
    assert "192.0.2.7" in page
    assert "198.51.100.9" not in page
    theirs = UserSession.objects.get(session_key=somebody_else.session.session_key)
    assert here.post(f"/accounts/sessions/{theirs.pk}/end/").status_code == 404
    assert is_in(somebody_else)
    mine = UserSession.objects.get(session_key=there.session.session_key)
    here.post(f"/accounts/sessions/{mine.pk}/end/")
    assert not is_in(there)
    assert is_in(here)


def test_a_person_ends_every_other_session(region: World) -> None:
    here, there, elsewhere = (type_password("coordinator") for _ in range(3))
    unseen = signed_in(region.person("coordinator"))  # one that has no row to be seen by
    here.post("/accounts/sessions/")
    assert [is_in(client) for client in (here, there, elsewhere, unseen)] == [True, False, False, False]
    assert UserSession.objects.filter(user=region.person("coordinator")).count() == 1


def test_a_new_password_ends_the_other_sessions(region: World) -> None:
    here, there = type_password("coordinator"), type_password("coordinator")
    new = "a longer one than before"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert region.person("coordinator").check_password(new)
    assert (is_in(here), is_in(there)) == (True, False)


def test_deactivation_ends_sessions_at_once_and_they_do_not_come_back(region: World) -> None:
    person = region.person("coordinator")
    seen, unseen = type_password("coordinator"), signed_in(person)
    assert is_in(seen)
    deactivate_person(person=person, by=None)
    assert not is_in(seen)
    assert not is_in(unseen)
    assert not UserSession.objects.filter(user=person).exists()
    assert not is_in(type_password("coordinator"))
    reactivate_person(person=person, by=None)
    assert not is_in(seen)
    assert not is_in(unseen)
    assert is_in(type_password("coordinator"))


def test_ending_sessions_touches_nobody_else(region: World) -> None:
    other = type_password("member")
    end_sessions(region.person("coordinator"))
    assert is_in(other)


def test_people_are_never_deleted(region: World) -> None:
    person = region.person("coordinator")
    with pytest.raises(NeverDeleted):
        person.delete()
    with pytest.raises(NeverDeleted):
        Person.objects.filter(pk=person.pk).delete()
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.accounts_person WHERE email = 'nobody'")
