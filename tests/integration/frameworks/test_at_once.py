"""Two coordinators at once, with real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.db import connection

from kernel.errors import UserError
from scrutiny.frameworks.actions import change_statement, publish_draft, start_draft
from scrutiny.frameworks.models import Draft, DraftStatement, Edition
from tests.integration.frameworks.desk import fingerprint, text_of
from tests.worlds import World

DAY = date(2040, 1, 1)


def both(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    """Done or refused, each in a thread of its own that starts when the other does."""
    start = Barrier(2, timeout=20)

    def attempt(deed: Callable[[], object]) -> str:
        try:
            start.wait()
            deed()
        except UserError as error:
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(attempt, (first, second)))


def started(label: str) -> Draft:
    edition = Edition.objects.get(variant="light", label="2026")
    return start_draft(based_on=edition, label=label, by=World().person("coordinator"))


def published(draft: Draft) -> Callable[[], object]:
    seen, by = fingerprint(draft), World().person("coordinator")
    return lambda: publish_draft(draft=draft, valid_from=DAY, seen=seen, by=by)


def test_one_draft_becomes_one_edition(own_database: str) -> None:
    draft = started("2040")
    assert both(published(draft), published(draft)) == ["DraftClosed", "done"]
    assert Edition.objects.filter(variant="light").count() == 2


def test_of_two_drafts_of_one_edition_one_is_published(own_database: str) -> None:
    assert both(published(started("2040")), published(started("2041"))) == ["NotAllowed", "done"]
    assert Edition.objects.filter(variant="light").count() == 2


def test_of_two_editors_of_one_statement_one_is_told(own_database: str) -> None:
    draft, by = started("2040"), World().person("coordinator")
    statement = draft.statements.get(key="person-named")

    def edited(words: str) -> Callable[[], object]:
        text = text_of(statement, guidance=words)
        return lambda: change_statement(draft=draft, pk=statement.pk, seen_version=1, text=text, by=by)

    assert both(edited("The words of one."), edited("The words of the other.")) == [
        "ChangedMeanwhile",
        "done",
    ]
    assert DraftStatement.objects.get(pk=statement.pk).version == 2
