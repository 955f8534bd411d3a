"""One mode's process of isolation.py: takes orders as JSON lines and answers with what it counted."""

import io
import json
import os
import random
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
MODE = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

from django.conf import settings

if MODE == "plain":
    settings.DATABASES["default"]["ENGINE"] = "django_tenants.postgresql_backend"

import django

django.setup()

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection, connections, reset_queries, transaction
from django.test import Client
from django.utils import timezone

from config.demonstration.people import add_people
from partnerships.context import in_region, inside
from partnerships.models import Partnership
from scrutiny.returns.models import Return
from tenants.dataset.models import DraftFigure

PLACES = [Partnership(schema_name=f"area{n:02}", pk=n) for n in range(1, 21)]
APPLICATION = get_wsgi_application()
KINDS = ["read", "write", "undo", "fail", "cross", "region"]
ANYWHERE = 0.02
WEIGHTS = [50, 15, 10, 5, 10, 10]


def fill() -> dict[str, Any]:
    """Every row carries the name of whose it is."""
    add_people()
    today, now = timezone.localdate(), timezone.now()
    people = {"prepared_by": uuid.uuid4(), "approved_by": uuid.uuid4(), "lodged_at": now}
    for partnership in Partnership.objects.all():
        with inside(partnership):
            DraftFigure.objects.bulk_create(
                DraftFigure(
                    indicator=f"indicator-{n}", period_start=today, period_end=today, numerator=n, status="local",
                    changed_by=uuid.uuid4(), changed_role=partnership.schema_name, changed_at=now,
                )
                for n in range(20)
            )  # fmt: skip
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_user")
                role = cursor.fetchone()[0]
            Return(
                submission=uuid.uuid4(), partnership=partnership, owner_role=role, period_start=today,
                period_end=today, payload="{}", sha256=uuid.uuid4().hex * 2, **people,
            ).save()  # fmt: skip
    return {}


# --- Requests of our own making: each gives the marks of the rows it saw, and whose they may be ----


def figures() -> list[str]:
    return list(DraftFigure.objects.values_list("changed_role", flat=True))


def owners() -> list[str]:
    return [role.rpartition("_")[2] for role in Return.objects.values_list("owner_role", flat=True)]


def read() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return [cursor.fetchone()[0], *figures(), *owners()]


def write() -> list[str]:
    with transaction.atomic():
        row = DraftFigure.objects.select_for_update(skip_locked=True).order_by("?").first()
        if row is None:
            return figures()
        row.note = row.changed_role
        row.save(update_fields=["note"])
        return [row.note, *figures()]


def undo() -> list[str]:
    with transaction.atomic():
        try:
            with transaction.atomic():
                DraftFigure.objects.all().delete()
                raise DatabaseError
        except DatabaseError:
            seen = figures()
        transaction.set_rollback(True)
    return [*seen, *figures()]


def fail() -> list[str]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT nothing_of_that_name")
    except DatabaseError:
        return [*figures(), *owners()]
    raise AssertionError("it did not fail")


def cross(place: Partnership, other: Partnership) -> list[tuple[str, set[str]]]:
    with inside(place):
        first = figures()
        with in_region():
            everybody = owners()
        with inside(other):
            second = figures()
        third = owners()
    names = {each.schema_name for each in PLACES}
    return [
        *((row, {place.schema_name}) for row in (*first, *third)),
        *((row, {other.schema_name}) for row in second),
        *((row, names) for row in everybody),
    ]


def places(luck: random.Random, number: int) -> list[Partnership]:
    """Where a thread's next request goes: mostly to a few partnerships, other ones every hundred requests.

    So login mode is measured as it is used, with connections that are kept, and closes and opens some as well.
    """
    if luck.random() < ANYWHERE:
        return luck.sample(PLACES, 2)
    window = random.Random(number // 100).sample(PLACES, 3)
    return luck.sample(window, 2)


def request(luck: random.Random, number: int) -> list[tuple[str, set[str]]]:
    """One request as Django brackets it: connections are looked at before and after."""
    request_started.send(sender=request, environ={})
    try:
        kind = luck.choices(KINDS, WEIGHTS)[0]
        place, other = places(luck, number)
        connection.set_schema_to_public()
        if kind == "cross":
            return cross(place, other)
        if kind == "region":
            return [(owner, {each.schema_name for each in PLACES}) for owner in owners()]
        with inside(place):
            return [(row, {place.schema_name}) for row in globals()[kind]()]
    finally:
        request_finished.send(sender=request)


def mixed(requests: int, threads: int, seed: int) -> dict[str, Any]:
    def work(number: int) -> tuple[int, int, int]:
        luck, rows, foreign, errors = random.Random(seed + number), 0, 0, 0
        for turn in range(requests // threads):
            try:
                seen = request(luck, number * requests + turn)
            except Exception as error:
                print(f"{MODE}: {error!r}", file=sys.stderr)
                errors += 1
                continue
            rows += len(seen)
            foreign += sum(row not in allowed for row, allowed in seen)
            errors += not seen
        connections.close_all()
        return rows, foreign, errors

    with ThreadPoolExecutor(threads) as pool:
        totals = [sum(column) for column in zip(*pool.map(work, range(threads)), strict=True)]
    return dict(zip(("rows", "foreign", "errors"), totals, strict=True))


# --- What a request costs -------------------------------------------------------------------------


def small(requests: int, seed: int, places: int = 3) -> dict[str, Any]:
    """Nothing but queries: four, in the region and in one of so many partnerships."""
    luck = random.Random(seed)
    _visit_each(places)

    def one() -> None:
        request_started.send(sender=request, environ={})
        connection.set_schema_to_public()
        Partnership.objects.get(schema_name="area01")
        with inside(luck.choice(PLACES[:places])):
            read()
        request_finished.send(sender=request)

    return _timed(one, requests)


def _visit_each(places: int) -> None:
    """Open what is kept open in the course of a day."""
    for place in PLACES[:places]:
        with inside(place):
            read()


def scattered(requests: int, seed: int) -> dict[str, Any]:
    """The same over all partnerships at random: more than login mode keeps connections for."""
    return small(requests, seed, len(PLACES))


_cookies: dict[str, str] = {}


def page(requests: int, seed: int) -> dict[str, Any]:
    """A partnership's own page through the whole application, of three partnerships in turn."""
    luck = random.Random(seed)

    def one() -> None:
        place = luck.choice(PLACES[:3]).schema_name
        said: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": f"/area/{place}/", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
            "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
            "REMOTE_ADDR": "127.0.0.1", "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={_cookies[place]}",
        }  # fmt: skip
        response = APPLICATION(environ, lambda status, headers: said.append(status))
        b"".join(response)
        response.close()
        if not said[0].startswith("200"):
            raise SystemExit(f"{place}: {said[0]}")

    for place in PLACES[:3]:
        if place.schema_name not in _cookies:
            _cookies[place.schema_name] = _sign_in(f"data-officer@{place.schema_name}.example")
    _visit_each(3)
    return _timed(one, requests)


def _sign_in(email: str) -> str:
    from accounts.models import Person

    connection.set_schema_to_public()
    client = Client()
    client.force_login(Person.objects.get(email=email))
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _timed(one: Any, requests: int) -> dict[str, Any]:
    connection.force_debug_cursor = True
    reset_queries()
    connection.ensure_connection()
    began = len(connection.queries_log)
    one()
    queries = len(connection.queries_log) - began
    connection.force_debug_cursor = False
    times = []
    for _ in range(requests):
        start = time.perf_counter()
        one()
        times.append(time.perf_counter() - start)
    return {"times": times, "queries": queries}


ORDERS = {"fill": fill, "mixed": mixed, "small": small, "page": page, "scattered": scattered}

for line in sys.stdin:
    order = json.loads(line)
    print(json.dumps(ORDERS[order.pop("what")](**order)), flush=True)
connections.close_all()
