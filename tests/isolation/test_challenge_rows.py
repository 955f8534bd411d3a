"""What crosses between agencies and partnerships, under attack by a partnership's own database role."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone
from psycopg import errors

from partnerships.context import inside
from partnerships.models import Partnership
from scrutiny.section11.models import Delivery, ReturnRequest, Standing
from tests.integration.challenge.panel import SHARED, Panel
from tests.worlds import World


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Panel]:
    """A shared agency has signed, and Berrydale and Cobblewick returned its answers."""
    with django_db_blocker.unblock(), transaction.atomic():
        panel = Panel.sit(SHARED)
        panel.give_back(SHARED)
        Panel(panel.round, "cobblewick").give_back(SHARED)
        yield panel
        transaction.set_rollback(True)


@pytest.fixture
def panel(made: Panel, django_db_blocker: Any) -> Iterator[Panel]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield made
        transaction.set_rollback(True)


def run(statement: str) -> list[Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


CROSSING = ("section11_delivery", "section11_returnrequest", "section11_standing")
REFUSED = [
    *(f"UPDATE public.{table} SET round = 'mine'" for table in CROSSING[:2]),
    *(f"DELETE FROM public.{table}" for table in CROSSING),
    *(f"TRUNCATE public.{table}" for table in CROSSING),
    "INSERT INTO public.section11_delivery DEFAULT VALUES",
    "SELECT * FROM public.section11_signedanswers",
    "SELECT * FROM public.section11_answer",
    "SELECT * FROM public.independence_interest",
    "DELETE FROM public.independence_interest",
    "SELECT * FROM cobblewick.challenge_moderatedgrade",
    "SELECT * FROM cobblewick.challenge_surveyreply",
    "INSERT INTO cobblewick.challenge_release DEFAULT VALUES",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_a_partnership_is_refused(panel: Panel, statement: str) -> None:
    with inside(panel.partnership), pytest.raises(ProgrammingError) as error:
        run(statement)
    assert isinstance(error.value.__cause__, errors.InsufficientPrivilege)


@pytest.mark.parametrize("table", CROSSING)
def test_only_rows_about_oneself_are_seen(panel: Panel, table: str) -> None:
    everybody = run(f"SELECT DISTINCT partnership_id FROM public.{table}")
    assert len(everybody) > 1
    with inside(panel.partnership):
        assert run(f"SELECT DISTINCT partnership_id FROM public.{table}") == [(panel.partnership.pk,)]


def test_anothers_copy_cannot_be_read_by_any_name(panel: Panel) -> None:
    theirs = Delivery.objects.get(partnership__slug="cobblewick", organisation=SHARED)
    with inside(panel.partnership):
        assert not Delivery.objects.filter(pk=theirs.pk).exists()
        assert run(f"SELECT count(*) FROM public.section11_delivery WHERE sha256 = '{theirs.sha256}'") == [
            (0,)
        ]


def test_no_request_is_made_in_anothers_name(panel: Panel) -> None:
    def request(partnership: Partnership) -> ReturnRequest:
        return ReturnRequest(
            partnership=partnership, round=panel.round.slug, organisation=SHARED, about_number=1, note="Mine",
            until=timezone.localdate(), requested_at=timezone.now(), requested_by=panel.person("panel").pk,
            requested_role="Panel",
        )  # fmt: skip

    forged, honest = request(World().cobblewick), request(panel.partnership)
    with inside(panel.partnership):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            forged.save(force_insert=True)
        honest.save(force_insert=True)  # the forgery fails for the reason given


def test_anothers_standing_is_not_changed(panel: Panel) -> None:
    cobblewick = World().cobblewick
    before = Standing.objects.get(partnership=cobblewick, organisation=SHARED)
    with inside(panel.partnership):
        assert Standing.objects.update(stage="signed") == 1
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            Standing.objects.update(partnership=cobblewick)
    assert Standing.objects.get(pk=before.pk).stage == before.stage


def test_the_region_reads_no_moderation_release_or_reply(panel: Panel) -> None:
    for table in ("moderatedgrade", "release", "survey", "surveyreply"):
        with pytest.raises(ProgrammingError) as error:
            run(f"SELECT * FROM berrydale.challenge_{table}")
        assert isinstance(error.value.__cause__, errors.InsufficientPrivilege)


def test_nobody_deletes_a_declared_tie(panel: Panel) -> None:
    with pytest.raises(ProgrammingError) as error:
        run("DELETE FROM public.independence_interest")
    assert isinstance(error.value.__cause__, errors.InsufficientPrivilege)
