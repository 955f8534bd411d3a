"""Returns: what was signed can be checked, whatever anybody does to a row."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from benchmarking.indicators.actions import project_new_returns, rebuild_figures
from benchmarking.indicators.models import Figure
from kernel.canonical import sha256_hex
from partnerships.context import owner_rights
from partnerships.database.roles import partnership_role
from scrutiny.returns.models import Return
from scrutiny.returns.verification import verify
from tests.worlds import World


def tamper(row: Return, column: str, value: object) -> None:
    """As somebody with the owner's rights could, past Django, past the grants and past the table's own checks."""
    with owner_rights(), connection.cursor() as cursor:
        for check in ("a_return_is_hashed", "a_return_says_what_its_columns_say"):
            cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [check])
            if cursor.fetchone():
                cursor.execute(f"ALTER TABLE returns_return DROP CONSTRAINT {check}")
        cursor.execute(f"UPDATE returns_return SET {column} = %s WHERE id = %s", [value, row.pk])


def broken() -> list[str]:
    return [
        f"{entry.id}: {entry.problem}"
        for entry in verify(Return.objects.select_related("partnership", "supersedes"))
    ]


def test_every_return_verifies(region: World) -> None:
    assert Return.objects.count() == 11
    assert broken() == []
    out = StringIO()
    call_command("verify_returns", stdout=out)
    assert out.getvalue() == "All 11 returns verify.\n"


def test_one_flipped_byte_is_named(region: World) -> None:
    row = region.standing("berrydale", 2025)
    tamper(row, "payload", row.payload.replace('"numerator":3', '"numerator":4'))
    assert broken() == [f"{row.pk}: the hash is not that of the text"]
    errors = StringIO()
    with pytest.raises(CommandError, match="1 of 11 returns do not verify"):
        call_command("verify_returns", stderr=errors)
    assert str(row.pk) in errors.getvalue()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("approved_role", "Chief Constable"),
        ("period_start", "2023-04-02"),
        ("lodged_at", "2026-01-01T00:00:00Z"),
        ("submission", "6f4d2c0e-3a53-5b6a-9d0a-6a1f0f0f7c31"),
    ],
)
def test_a_column_that_says_something_else_is_named(region: World, column: str, value: str) -> None:
    row = region.standing("berrydale", 2025)
    tamper(row, column, value)
    named = {"approved_role": "approved", "period_start": "period"}.get(column, column)
    assert broken() == [f"{row.pk}: the column {named} does not say what was signed"]


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"approved":{}}', "no JSON at all"])
def test_a_text_that_is_no_return_is_named_not_stumbled_over(region: World, text: str) -> None:
    row = region.standing("berrydale", 2025)
    tamper(row, "payload", text)
    tamper(row, "sha256", sha256_hex(text))
    assert broken() == [f"{row.pk}: the text cannot be read as a return"]


def test_the_role_of_another_partnership_is_named(region: World) -> None:
    row = region.standing("berrydale", 2025)
    tamper(row, "owner_role", partnership_role("cobblewick"))
    assert broken() == [f"{row.pk}: it was lodged under the role of another partnership"]


def test_a_text_that_is_rewritten_with_its_hash_still_shows(region: World) -> None:
    """Whoever can change both still cannot hide that the text is not in canonical form, or says other columns."""
    row = region.standing("berrydale", 2025)
    changed = json.dumps({**row.content, "partnership": "cobblewick"})
    tamper(row, "payload", changed)
    tamper(row, "sha256", sha256_hex(changed))
    assert len(broken()) == 2


def test_a_correction_names_what_it_supersedes_and_why(region: World) -> None:
    standing = region.standing("applefordshire", 2024)
    assert standing.reason == "Two families were counted twice."
    first = standing.supersedes
    assert first is not None
    assert first.period == standing.period
    assert standing.content["supersedes"] == first.sha256
    numerators = [
        next(f.numerator for f in each.figures if f.indicator == "re-referrals") for each in (first, standing)
    ]
    assert numerators == [90, 84]


def test_figures_of_a_superseded_return_are_kept_but_not_current(region: World) -> None:
    standing = region.standing("applefordshire", 2024)
    assert set(Figure.objects.filter(source=standing).values_list("is_current", flat=True)) == {True}
    assert set(Figure.objects.filter(source=standing.supersedes).values_list("is_current", flat=True)) == {
        False
    }


def test_figures_can_be_thrown_away_and_made_again(region: World) -> None:
    before = list(Figure.objects.order_by("id").values())
    assert rebuild_figures() == 11
    assert list(Figure.objects.order_by("id").values()) == before
    assert project_new_returns() == 0


def test_a_process_that_died_before_projecting_leaves_only_work(region: World) -> None:
    lost = region.standing("applefordshire", 2024)
    with transaction.atomic():
        Figure.objects.filter(source=lost).delete()
        Figure.objects.filter(source=lost.supersedes).update(is_current=True)
    assert project_new_returns() == 1
    assert set(Figure.objects.filter(source=lost.supersedes).values_list("is_current", flat=True)) == {False}
    current = Figure.objects.get(
        partnership=region.applefordshire, indicator="re-referrals", year=2024, is_current=True
    )
    assert current.numerator == 84
