"""The commands that stand alone: safe to run again, and clear where they cannot."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, load_command_class
from django.db import connection

from partnerships.models import AreaCode, Organisation, Partnership
from scrutiny.programme.models import Workstream
from scrutiny.returns.models import Return
from tests.worlds import REGION_FILE, World

COMMANDS = [
    ("config", "setup"),
    ("config", "load_demonstration"),
    ("config", "demonstration_sign_ins"),
    ("partnerships", "open_partnership"),
    ("scrutiny.returns", "verify_returns"),
    ("benchmarking.reports", "benchmark_report"),
    ("api", "issue_api_key"),
    ("api", "revoke_api_key"),
]


def output_of(*arguments: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize(("app", "name"), COMMANDS)
def test_every_command_says_what_it_does(app: str, name: str) -> None:
    command = load_command_class(app, name)
    text = command.create_parser("manage.py", name).format_help()
    assert len(command.help) > 50
    assert command.help.split()[0] in text
    for action in command.create_parser("manage.py", name)._actions:
        assert action.help, f"{name} {action.dest}"


def everything() -> dict[str, int]:
    models = [Partnership, AreaCode, Organisation, Workstream, Return]
    return {model.__name__: model.objects.count() for model in models}


def test_setting_up_again_changes_nothing(region: World) -> None:
    before = everything()
    assert "Ready: Threeshires, 3 partnerships" in output_of("setup", region=REGION_FILE)
    assert everything() == before


def test_a_partnership_can_be_opened_again(region: World) -> None:
    assert output_of("open_partnership", "berrydale") == "Open: Safe in Berrydale\n"


def test_a_partnership_that_the_region_does_not_have(region: World) -> None:
    with pytest.raises(
        CommandError, match=r"There is no partnership “mars”\. Known: applefordshire, berrydale, cobblewick"
    ):
        call_command("open_partnership", "mars")


def test_a_region_file_that_is_wrong_is_named_and_nothing_is_written(region: World, tmp_path: Path) -> None:
    before = everything()
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(REGION_FILE.read_text(encoding="utf-8").replace("E06000992", "E6"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"wrong\.yaml: areas / berrydale / codes"):
        call_command("setup", region=wrong)
    with pytest.raises(CommandError, match="No such file"):
        call_command("setup", region=tmp_path / "missing.yaml")
    assert everything() == before


def test_a_live_service_refuses_the_demonstration(region: World, settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="live service"):
        call_command("load_demonstration")


def test_who_can_sign_in_is_printed(region: World) -> None:
    text = output_of("demonstration_sign_ins")
    assert "coordinator@region.example" in text
    assert "approver@cobblewick.example" in text


def test_a_later_table_of_a_partnership_is_migrated_in_every_schema(region: World) -> None:
    """Setting up brings an older schema up to date: take a migration back in one, and run it again."""
    from partnerships.context import inside, owner_rights

    partnership = Partnership.objects.get(slug="cobblewick")
    with owner_rights(), inside(partnership), connection.cursor() as cursor:
        cursor.execute("DROP TABLE cobblewick.sign_off_submission")
        cursor.execute("DELETE FROM cobblewick.django_migrations WHERE app = 'sign_off'")
    call_command("setup", region=REGION_FILE, stdout=StringIO())
    with inside(partnership), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sign_off_submission")
        assert cursor.fetchone() == (0,)
