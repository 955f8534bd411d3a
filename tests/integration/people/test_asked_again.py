"""What every request asks again is what Django would have asked anew."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from accounts.session_store import SessionStore, _alive
from accounts.sign_in import _people
from kernel.asked_again import asked_again
from partnerships import permissions
from partnerships.context import owner_rights
from partnerships.middleware import _open_partnerships
from partnerships.models import Membership, Organisation, Partnership
from tests.signing_in import signed_in
from tests.worlds import World

OFTEN = 8  # by then PostgreSQL keeps the statement and its plan
FAR = "2999-01-01T00:00:00+00:00"


def all_of(row: Any) -> dict[str, Any]:
    """Its values and those of the rows that were read with it."""
    held = {name: value for name, value in vars(row).items() if name != "_state"}
    for field in row._meta.concrete_fields:
        if field.is_relation and field.is_cached(row):
            related = field.get_cached_value(row)
            held[field.name] = all_of(related) if related is not None else None
    return held | {"adding": row._state.adding, "db": row._state.db}


def same(found: list[Any], rows: QuerySet[Any]) -> bool:
    with CaptureQueriesContext(connection) as heard:
        said = [all_of(each) for each in found]
    return said == [all_of(each) for each in rows] and not len(heard)


def test_people_and_their_roles(region: World) -> None:
    rows = Membership.objects.select_related("partnership__area", "organisation").order_by("pk")
    people = Person.objects.all()
    assert rows.filter(partnership__isnull=False).exists()
    assert rows.filter(organisation__isnull=False).exists()
    for person in people:
        assert same(permissions._memberships_ever(person.pk), rows.filter(person=person))
        assert same(_people(person.pk), people.filter(pk=person.pk))
        places = Organisation.areas.through.objects.filter(organisation__memberships__person=person)
        assert same(permissions._areas_ever(person.pk), places)


def test_partnerships_that_are_open(region: World) -> None:
    rows = Partnership.objects.select_related("area")
    for each in rows:
        assert same(_open_partnerships(each.slug), rows.filter(pk=each.pk))
    with owner_rights():
        Partnership.objects.filter(slug="berrydale").update(opened_at=None)
    assert _open_partnerships("berrydale") == []
    assert _open_partnerships("nowhere") == []


def test_a_session_is_read_as_it_stands_and_only_while_it_lasts(region: World) -> None:
    client: Client = signed_in(region.person("coordinator"))
    key = client.session.session_key
    for number in range(OFTEN):
        changed = SessionStore(key)
        changed["number"] = number
        changed.save()
        assert SessionStore(key)["number"] == number
    assert same(_alive(key, "2000-01-01T00:00:00+00:00"), Session.objects.filter(pk=key))
    assert _alive(key, FAR) == []
    Session.objects.filter(pk=key).update(expire_date="2000-01-01T00:00:00+00:00")
    over = SessionStore(key)
    assert over.load() == {}
    assert over.session_key is None


def test_what_changed_since_counts_at_once(region: World) -> None:
    person = region.person("approver@berrydale")
    for number in range(OFTEN):
        Person.objects.filter(pk=person.pk).update(role_title=f"Title {number}", is_active=number % 2 == 0)
        (found,) = _people(person.pk)
        assert (found.role_title, found.is_active) == (f"Title {number}", number % 2 == 0)
    Membership.objects.filter(person=person).delete()
    assert permissions._memberships_ever(person.pk) == []


def test_what_stands_in_the_query_itself_is_said_as_it_is(region: World) -> None:
    title = "100% “sure”, it's %s; \\ --"
    person = region.person("coordinator")
    Person.objects.filter(pk=person.pk).update(role_title=title)
    rows = Person.objects.filter(role_title=title, is_active=True).annotate(
        said=JSONObject(of=Value(title), title="role_title"), half=Value("50%")
    )
    again = asked_again(lambda key: rows.filter(pk=key))
    for _ in range(OFTEN):
        assert same(again(person.pk), rows)
        assert again(person.pk)[0].said == {"of": title, "title": title}


def test_rows_of_no_model_are_not_asked_again(region: World) -> None:
    counted = asked_again(lambda key: Person.objects.filter(pk=key).values_list("pk"))
    with pytest.raises(TypeError, match="rows of models"):
        counted(region.person("coordinator").pk)
