"""The folder says whose schema a table lives in."""

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model

from tests.worlds import World


def _of_partnerships() -> list[type[Model]]:
    labels = {app.rsplit(".", 1)[-1] for app in settings.TENANT_APPS}
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in labels]


def _tables_in(schema: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        return {row[0] for row in cursor.fetchall()}


def test_partnership_apps_live_under_tenants() -> None:
    assert all(app.startswith("tenants.") for app in settings.TENANT_APPS)
    assert not any(app.startswith("tenants.") for app in settings.SHARED_APPS)


def test_the_shared_schema_holds_no_partnership_table(region: World) -> None:
    theirs = {model._meta.db_table for model in _of_partnerships()}
    assert theirs
    assert not theirs & _tables_in("public")


def test_a_partnership_holds_its_own_tables_and_no_other(region: World) -> None:
    theirs = {model._meta.db_table for model in _of_partnerships()}
    assert _tables_in("berrydale") == theirs | {"django_migrations"}


def test_no_key_crosses_between_the_shared_schema_and_a_partnership() -> None:
    inside = set(_of_partnerships())
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model:
                assert (model in inside) == (field.related_model in inside), f"{model.__name__}.{field.name}"


def test_every_migration_is_made(region: World) -> None:
    from io import StringIO

    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())
