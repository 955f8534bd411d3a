"""A published edition is frozen: in Django, in the database, and as a text that verifies."""

import io
import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from accounts.models import Person
from audit_trail.models import Event
from kernel.write_once import WrittenOnce
from partnerships.context import in_region, inside, owner_rights
from scrutiny.frameworks.actions import (
    EditionDiffers,
    publish_draft,
    publish_shipped,
    start_draft,
    withdraw_edition,
)
from scrutiny.frameworks.errors import ChangedMeanwhile, DraftClosed, NotAllowed
from scrutiny.frameworks.models import Draft, Edition
from scrutiny.frameworks.selectors import families, family_of, history_of, in_force, lineage_of
from scrutiny.frameworks.shipped import shipped
from scrutiny.frameworks.verification import verify
from tests.integration.frameworks.desk import fingerprint, row
from tests.worlds import World

TABLES = ("frameworks_edition", "frameworks_editionretirement")


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def published(draft: Draft, by: Person, day: date | None = None) -> Edition:
    return publish_draft(draft=draft, valid_from=day or tomorrow(), seen=fingerprint(draft), by=by)


def test_setup_publishes_what_is_shipped_once(region: World) -> None:
    assert {each.sha256 for each in Edition.objects.all()} == {each.fingerprint for each in shipped()}
    assert publish_shipped(contents=shipped()) == []
    out = io.StringIO()
    call_command("load_frameworks", stdout=out)
    assert out.getvalue() == "Every edition is published already.\n"
    assert list(verify(Edition.objects.all())) == []


def test_a_shipped_edition_that_says_something_else_is_refused(region: World) -> None:
    changed = [each.model_copy(update={"about": "Other words."}) for each in shipped()]
    with pytest.raises(EditionDiffers, match="other words than its files"):
        publish_shipped(contents=changed)


def test_a_shipped_edition_gives_way_to_the_regions_own(draft: Draft, coordinator: Person) -> None:
    published(draft, coordinator)
    newest = next(each for each in shipped() if each.variant.slug == "full" and each.label == "2026")
    later = newest.model_copy(update={"label": "2028", "follows": "2026", "valid_from": date(2028, 9, 1)})
    assert publish_shipped(contents=[*shipped(), later]) == []


def test_a_published_draft_is_an_edition_tied_to_the_one_before(
    draft: Draft, newest: Edition, coordinator: Person
) -> None:
    edition = published(draft, coordinator)
    assert (edition.label, edition.follows, edition.statements) == ("2027", newest, newest.statements)
    assert edition.published_role == coordinator.role_title
    assert list(verify([edition])) == []
    assert [each.label for each in lineage_of(edition)] == ["2027", "2026", "2024"]
    past = history_of("recruitment-checks-complete", lineage_of(edition))
    assert [(each.edition.label, each.placed.statement.id) for each in past] == [
        ("2026", "recruitment-checks-complete"),
        ("2024", "recruitment-references"),
        ("2024", "recruitment-criminal-records"),
    ]
    event = Event.objects.filter(action="publish edition").latest("sequence")
    assert json.loads(event.detail)["sha256"] == edition.sha256
    with pytest.raises(DraftClosed):
        published(draft, coordinator)


def test_it_is_in_force_from_its_day_and_the_one_before_until_then(
    draft: Draft, newest: Edition, coordinator: Person
) -> None:
    edition = published(draft, coordinator)
    assert in_force("section-11", "full", timezone.localdate()) == newest
    assert in_force("section-11", "full", tomorrow()) == edition
    assert in_force("section-11", "full", date(2025, 5, 5)) == Edition.objects.get(label="2024")
    assert in_force("section-11", "full", date(2020, 1, 1)) is None
    assert in_force("section-11", "light", date(2025, 5, 5)) is None
    family = family_of(edition)
    assert family.last_day_of(newest) == timezone.localdate()
    assert family.last_day_of(edition) is None
    states = [family.state_of(each, timezone.localdate()) for each in family.editions]
    assert states == ["Replaced", "In force", "Starts later"]
    assert len(families()) == 3


@pytest.mark.parametrize("days", [-1, -400])
def test_an_edition_does_not_start_in_the_past(draft: Draft, coordinator: Person, days: int) -> None:
    with pytest.raises(NotAllowed, match="today or later"):
        published(draft, coordinator, timezone.localdate() + timedelta(days=days))


def test_what_was_not_looked_at_is_not_published(draft: Draft, coordinator: Person) -> None:
    seen = fingerprint(draft)
    statement = row(draft, "board-reports")
    statement.guidance = "Changed by somebody else."
    statement.save()
    with pytest.raises(ChangedMeanwhile):
        publish_draft(draft=draft, valid_from=tomorrow(), seen=seen, by=coordinator)


def test_a_draft_with_a_fault_is_not_published(draft: Draft, coordinator: Person) -> None:
    row(draft, "board-reports").delete()
    with pytest.raises(NotAllowed, match="neither carried over nor retired"):
        published(draft, coordinator)
    draft.refresh_from_db()
    assert draft.is_open


def test_of_two_drafts_one_is_published(draft: Draft, newest: Edition, coordinator: Person) -> None:
    other = start_draft(based_on=newest, label="2027-b", by=coordinator)
    published(draft, coordinator)
    with pytest.raises(NotAllowed, match="Another edition was published"):
        published(other, coordinator)


def test_an_edition_is_withdrawn_once_and_none_comes_back(newest: Edition, coordinator: Person) -> None:
    today = timezone.localdate()
    with pytest.raises(NotAllowed, match="Say why"):
        withdraw_edition(edition=newest, last_day=today, reason=" ", by=coordinator)
    with pytest.raises(NotAllowed, match="before the edition's first day"):
        withdraw_edition(edition=newest, last_day=date(2020, 1, 1), reason="Wrong.", by=coordinator)
    withdraw_edition(edition=newest, last_day=today, reason="A standard was wrong.", by=coordinator)
    with pytest.raises(NotAllowed, match="withdrawn already"):
        withdraw_edition(edition=newest, last_day=today, reason="Again.", by=coordinator)
    assert in_force("section-11", "full", today) == newest
    assert in_force("section-11", "full", tomorrow()) is None
    family = family_of(newest)
    assert family.state_of(family.newest, tomorrow()) == "Withdrawn"


def test_django_refuses_to_change_an_edition(newest: Edition) -> None:
    newest.canonical = "{}"
    for attempt in (
        newest.save,
        newest.delete,
        lambda: Edition.objects.update(label="x"),
        lambda: Edition.objects.filter(pk=newest.pk).delete(),
    ):
        with pytest.raises(WrittenOnce):
            attempt()


def refused(query: str) -> None:
    denied = pytest.raises(ProgrammingError, match="permission denied")
    with denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_refuses_it_too(region: World, table: str, statement: str) -> None:
    for place in (in_region(), inside(region.berrydale)):
        with place:
            refused(statement.format(f"public.{table}"))


def test_a_partnership_reads_editions_and_sees_no_draft(region: World, draft: Draft) -> None:
    with inside(region.berrydale):
        assert Edition.objects.count() == 4
        refused("SELECT * FROM public.frameworks_draft")
        refused("INSERT INTO public.frameworks_edition DEFAULT VALUES")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("canonical = replace(canonical, 'Our board', 'Their board')", "the hash is not that of the text"),
        ("statements = 3", "the column statements"),
        ("valid_from = '2026-10-01'", "the column valid_from"),
        ("canonical = 'x'", "cannot be read"),
        ("follows_id = (SELECT id FROM frameworks_edition WHERE variant = 'light')", "does not follow"),
    ],
)
def test_verification_names_what_was_tampered_with(region: World, change: str, problem: str) -> None:
    with owner_rights(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE frameworks_edition SET {change} WHERE variant = 'full' AND label = '2026'")
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 of 4 editions do not verify"):
        call_command("verify_frameworks", stdout=io.StringIO(), stderr=err)
    assert problem in err.getvalue()
