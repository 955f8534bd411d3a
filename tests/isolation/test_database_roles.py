"""What PostgreSQL itself refuses, whatever the code above it asks for."""

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.utils import DatabaseError, OperationalError
from psycopg import errors

from benchmarking.indicators.actions import project_new_returns
from benchmarking.indicators.models import Figure
from config.environment import login_password
from kernel.canonical import canonical_json, sha256_hex
from kernel.write_once import WrittenOnce
from partnerships.context import in_region, inside
from partnerships.database.roles import owner_role, partnership_role, region_role, web_login
from partnerships.models import Partnership
from scrutiny.returns.models import Return
from tenants.dataset.models import DraftFigure
from tests.isolation.forging import consistent, copy_of
from tests.worlds import World


def run(statement: str, parameters: list[Any] | None = None) -> list[Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def refused(statement: str) -> bool:
    try:
        run(statement)
    except ProgrammingError as error:
        return isinstance(error.__cause__, errors.InsufficientPrivilege)
    return False


@pytest.fixture
def web(region: World) -> Iterator[psycopg.Connection[Any]]:
    """A connection of its own, signed in as the site signs in."""
    from django.conf import settings

    parameters = {
        k: v for k, v in connection.get_connection_params().items() if k in {"host", "port", "dbname"}
    }
    password = login_password(settings.SECRET_KEY, web_login())
    with psycopg.connect(user=web_login(), password=password, autocommit=True, **parameters) as login:
        yield login


ATTACKS_FROM_BERRYDALE = [
    "SELECT * FROM applefordshire.dataset_draftfigure",
    "UPDATE applefordshire.dataset_draftfigure SET numerator = 0",
    "DELETE FROM applefordshire.sign_off_submission",
    "CREATE TABLE applefordshire.mine (id int)",
    "CREATE TABLE public.mine (id int)",
    "DROP TABLE berrydale.dataset_draftfigure",
    "UPDATE public.returns_return SET payload = '{}'",
    "DELETE FROM public.returns_return",
    "TRUNCATE public.returns_return",
    "ALTER TABLE public.returns_return DISABLE ROW LEVEL SECURITY",
    "UPDATE public.partnerships_area SET name = 'Mine'",
    "SELECT * FROM public.accounts_person",
    "SELECT * FROM public.django_session",
    "SELECT * FROM public.partnerships_membership",
    "SELECT * FROM public.partnerships_apikey",
    "SELECT * FROM public.indicators_figure",
    "UPDATE public.audit_trail_event SET action = ''",
    "CREATE SCHEMA mine",
]
ATTACKS_FROM_THE_REGION = [
    "SELECT * FROM berrydale.dataset_draftfigure",
    "INSERT INTO berrydale.dataset_draftfigure DEFAULT VALUES",
    "CREATE TABLE berrydale.mine (id int)",
    "UPDATE public.returns_return SET sha256 = ''",
    "DELETE FROM public.returns_return",
    "INSERT INTO public.returns_return DEFAULT VALUES",
    "TRUNCATE public.returns_return",
    "UPDATE public.audit_trail_event SET actor = ''",
    "DELETE FROM public.audit_trail_event",
    "UPDATE public.benchmarks_run SET year = 1999",
    "DELETE FROM public.benchmarks_result",
    "DROP TABLE public.returns_return",
    "UPDATE public.partnerships_partnership SET schema_name = 'cobblewick' WHERE slug = 'berrydale'",
    "INSERT INTO public.partnerships_partnership DEFAULT VALUES",
]


@pytest.mark.parametrize("statement", ATTACKS_FROM_BERRYDALE)
def test_a_partnership_is_refused(statement: str, region: World) -> None:
    with inside(region.berrydale):
        assert refused(statement)


@pytest.mark.parametrize("statement", ATTACKS_FROM_THE_REGION)
def test_the_region_is_refused(statement: str, region: World) -> None:
    assert refused(statement)


def test_a_partnership_reads_its_own_returns_alone(region: World) -> None:
    with inside(region.berrydale):
        assert {row[0] for row in run("SELECT DISTINCT owner_role FROM public.returns_return")} == {
            partnership_role("berrydale")
        }
        assert {row.partnership_id for row in Return.objects.all()} == {region.berrydale.pk}
    assert Return.objects.values("partnership").distinct().count() == 3


def test_a_partnership_cannot_lodge_in_another_name(region: World) -> None:
    forged = region.standing("berrydale", 2025)
    forged = copy_of(forged, owner_role=partnership_role("applefordshire"))
    with inside(region.berrydale), pytest.raises(ProgrammingError) as error, transaction.atomic():
        forged.save()
    assert isinstance(error.value.__cause__, errors.InsufficientPrivilege)


def test_a_partnership_cannot_lodge_about_another(region: World) -> None:
    forged = copy_of(region.standing("berrydale", 2025), partnership_id=region.cobblewick.pk)
    forged.period_start = forged.period_end  # a period of its own, so that nothing else stands in the way
    consistent(forged)
    with (
        inside(region.berrydale),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        forged.save()


@pytest.mark.parametrize("victim", [("cobblewick", 2025), ("berrydale", 2024)])
def test_a_correction_cannot_supersede_another_partnership_or_period(
    region: World, victim: tuple[str, int]
) -> None:
    row = region.standing("berrydale", 2025)
    forged = copy_of(row, supersedes_id=region.standing(*victim).pk, reason="because")
    with inside(region.berrydale), pytest.raises(IntegrityError, match="a_correction_stays_in_its_chain"):  # noqa: SIM117
        with transaction.atomic():
            forged.save()


LIES = [
    ({"payload": "not json"}, "json"),
    ({"sha256": "0" * 64}, "a_return_is_hashed"),
    ({"period_start": date(2001, 4, 1)}, "a_return_says_what_its_columns_say"),
    ({"prepared_by": uuid.uuid4()}, "a_return_says_what_its_columns_say"),
    ({"approved_by": uuid.uuid4()}, "a_return_says_what_its_columns_say"),
    ({"lodged_at": datetime(1999, 1, 1, tzinfo=UTC)}, "a_return_says_what_its_columns_say"),
    ({"submission": uuid.uuid4()}, "a_return_says_what_its_columns_say"),
]


@pytest.mark.parametrize(("lie", "refusal"), LIES)
def test_a_return_whose_text_hash_and_columns_disagree_is_refused(
    region: World, lie: dict[str, Any], refusal: str
) -> None:
    row = region.standing("berrydale", 2025)
    forged = copy_of(row, supersedes_id=row.pk, reason="because")
    for name, value in lie.items():
        setattr(forged, name, value)
    if "payload" in lie:
        forged.sha256 = sha256_hex(forged.payload)
    with inside(region.berrydale), pytest.raises(DatabaseError, match=refusal), transaction.atomic():
        forged.save()


def test_a_return_that_cannot_be_read_does_not_stop_the_region(
    region: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody past our code can lodge a text in order without a figure in it that we understand."""
    row = region.standing("berrydale", 2025)
    before = Figure.objects.filter(source=row, is_current=True).count()
    forged = copy_of(row, supersedes_id=row.pk, reason="because")
    forged.payload = canonical_json(json.loads(forged.payload) | {"figures": [{"nothing": 1}]})
    forged.sha256 = sha256_hex(forged.payload)
    with inside(region.berrydale), transaction.atomic():
        forged.save()
    assert project_new_returns() == 0
    assert str(forged.pk) in caplog.text
    assert Figure.objects.filter(source=row, is_current=True).count() == before > 0


def test_a_correction_of_the_same_partnership_and_period_is_possible(region: World) -> None:
    """The forgeries above fail for the reason given, not for another."""
    row = region.standing("berrydale", 2025)
    with inside(region.berrydale), transaction.atomic():
        copy_of(row, supersedes_id=row.pk, reason="because").save()


def test_django_refuses_to_change_a_return(region: World) -> None:
    standing = region.standing("berrydale", 2025)
    with pytest.raises(WrittenOnce):
        standing.save()
    with pytest.raises(WrittenOnce):
        standing.delete()
    with pytest.raises(WrittenOnce):
        Return.objects.all().delete()
    with pytest.raises(WrittenOnce):
        Return.objects.filter(pk=standing.pk).update(payload="{}")


def test_role_and_path_follow_the_context(region: World) -> None:
    def now() -> tuple[Any, ...]:
        return tuple(run("SELECT current_user, current_schema()")[0])

    assert now() == (region_role(), "public")
    with inside(region.berrydale):
        assert now() == (partnership_role("berrydale"), "berrydale")
        with in_region():
            assert now() == (region_role(), "public")
        with inside(region.cobblewick):
            assert now() == (partnership_role("cobblewick"), "cobblewick")
        assert now() == (partnership_role("berrydale"), "berrydale")
    assert now() == (region_role(), "public")


def test_role_and_path_come_back_after_a_rollback(region: World) -> None:
    with inside(region.berrydale):
        with pytest.raises(DatabaseError), transaction.atomic():
            run("SELECT nothing_of_that_name")
        assert run("SELECT current_user")[0][0] == partnership_role("berrydale")
        assert DraftFigure.objects.count() == 6


def test_a_schema_without_its_role_is_an_error_never_the_shared_schema(region: World) -> None:
    with pytest.raises(OperationalError), inside(Partnership(schema_name="nowhere")):
        run("SELECT 1")


def test_the_site_signs_in_without_rights_of_its_own(web: psycopg.Connection[Any]) -> None:
    for statement in (
        "SELECT * FROM public.returns_return",
        "SELECT * FROM berrydale.dataset_draftfigure",
        f"SET ROLE {owner_role()}",
        "CREATE ROLE another",
        "ALTER ROLE CURRENT_USER SUPERUSER",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            web.execute(statement)


def test_each_role_reaches_its_own_schema_and_no_other(region: World) -> None:
    schemas = ["applefordshire", "berrydale", "cobblewick"]
    for role_schema in schemas:
        for schema in schemas:
            reached = run(
                "SELECT has_schema_privilege(%s, %s, 'USAGE')", [partnership_role(role_schema), schema]
            )
            assert reached[0][0] is (role_schema == schema), (role_schema, schema)
    for schema in schemas:
        assert run("SELECT has_schema_privilege(%s, %s, 'USAGE')", [region_role(), schema])[0][0] is False


def test_later_tables_of_a_partnership_are_its_own_at_once(region: World) -> None:
    from partnerships.context import owner_rights

    with inside(region.berrydale):
        with owner_rights():
            run("CREATE TABLE later (id int)")
        assert run("SELECT * FROM later") == []
    with inside(region.cobblewick):
        assert refused("SELECT * FROM berrydale.later")
