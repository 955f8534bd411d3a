"""Audit returns under attack: what a partnership's role cannot read, change, delete or forge."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.utils import DatabaseError
from psycopg import errors

from kernel.canonical import canonical_json, sha256_hex
from partnerships.context import inside
from partnerships.database.roles import partnership_role
from scrutiny.returns.models import Kind, Return
from tests.audit_returns import AUTUMN, YEAR, lodge_audit
from tests.isolation.forging import copy_of
from tests.worlds import World


def rows_of(statement: str) -> list[Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def forge(row: Return) -> None:
    with inside(World().berrydale), transaction.atomic():
        row.save()


def rewritten(row: Return, **said: Any) -> Return:
    """With a text that says something else, and its hash."""
    row.payload = canonical_json(json.loads(row.payload) | said)
    row.sha256 = sha256_hex(row.payload)
    return row


@pytest.fixture
def theirs(region: World) -> Return:
    return lodge_audit("cobblewick", AUTUMN)


@pytest.fixture
def ours(region: World) -> Return:
    return lodge_audit("berrydale", AUTUMN)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.returns_return SET kind = 'figures'",
        "UPDATE public.returns_return SET payload = '{}' WHERE kind = 'section-11'",
        "DELETE FROM public.returns_return WHERE kind = 'section-11'",
    ],
)
def test_nothing_of_it_can_be_changed(ours: Return, region: World, statement: str) -> None:
    for place in (region.berrydale, region.cobblewick):
        with inside(place), pytest.raises(ProgrammingError) as error:
            rows_of(statement)
        assert isinstance(error.value.__cause__, errors.InsufficientPrivilege)
    with pytest.raises(ProgrammingError):
        rows_of(statement)


def test_another_partnerships_is_not_seen(theirs: Return, ours: Return, region: World) -> None:
    with inside(region.berrydale):
        found = rows_of("SELECT id FROM public.returns_return WHERE kind = 'section-11'")
        assert [row[0] for row in found] == [ours.pk]
        assert not Return.objects.filter(pk=theirs.pk).exists()


def test_it_cannot_be_lodged_in_anothers_name_or_about_another(ours: Return, region: World) -> None:
    named = copy_of(ours, supersedes_id=ours.pk, reason="because")
    named.owner_role = partnership_role("cobblewick")
    about = copy_of(ours, partnership_id=region.cobblewick.pk)
    for row in (named, about):
        with pytest.raises(ProgrammingError, match="row-level security"):
            forge(row)


@pytest.mark.parametrize("victim", ["theirs", "figures"])
def test_a_correction_stays_in_its_chain(ours: Return, theirs: Return, region: World, victim: str) -> None:
    """Neither of another partnership, whose row the plain key would find, nor of figures of the same period."""
    lodged = lodge_audit("berrydale", YEAR)
    victims = {"theirs": theirs.pk, "figures": region.standing("berrydale", 2025).pk}
    forged = copy_of(ours if victim == "theirs" else lodged, supersedes_id=victims[victim], reason="because")
    with pytest.raises(IntegrityError, match=r"a_correction_stays_in_its_chain|supersedes_id"):
        forge(forged)


def test_a_correction_in_its_chain_is_possible(ours: Return) -> None:
    """The forgeries fail for the reason given, not for another."""
    forge(copy_of(ours, supersedes_id=ours.pk, reason="because"))


def test_a_second_beginning_is_refused(ours: Return) -> None:
    with pytest.raises(IntegrityError, match="one_first_return_per_period"):
        forge(copy_of(ours))


LIES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("figures called an audit", {"kind": Kind.SECTION_11}, {}),
    ("a kind that nobody knows", {"kind": "peer-review"}, {}),
    ("a kind that nobody knows, said in the text too", {"kind": "peer-review"}, {"format": "peer-review/1"}),
    ("an audit without agencies", {"kind": Kind.SECTION_11}, {"format": "section-11/1", "round": "r"}),
    ("agencies that are no list", {"kind": Kind.SECTION_11}, {"format": "section-11/1", "round": "r", "agencies": {}}),
    ("an audit of no round", {"kind": Kind.SECTION_11}, {"format": "section-11/1", "agencies": []}),
    ("no format", {}, {"format": None}),
    ("figures that are none", {}, {"figures": None}),
]  # fmt: skip


@pytest.mark.parametrize(("column", "text"), [lie[1:] for lie in LIES], ids=[lie[0] for lie in LIES])
def test_kind_and_text_agree_or_the_database_refuses(
    region: World, column: dict[str, Any], text: dict[str, Any]
) -> None:
    row = region.standing("berrydale", 2025)
    forged = rewritten(copy_of(row, period_start=row.period_end, **column), **text)
    forged = rewritten(forged, period={"start": str(row.period_end), "end": str(row.period_end)})
    with pytest.raises(DatabaseError, match="a_return_says_what_its_columns_say"):
        forge(forged)


def test_an_audit_called_figures_is_refused(ours: Return) -> None:
    forged = copy_of(ours, kind=Kind.FIGURES)
    with pytest.raises(IntegrityError, match="a_return_says_what_its_columns_say"):
        forge(forged)
