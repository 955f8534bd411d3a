"""Evidence is removed while somebody signs, chooses or withdraws it: whoever is first, nothing of it is left."""

from collections.abc import Callable
from threading import Event
from time import sleep
from typing import Any

import pytest

from scrutiny.section11.answering import actions
from scrutiny.section11.answering.actions import sign, submit
from scrutiny.section11.answering.signing import agreed_hash
from scrutiny.section11.evidence.actions import choose_evidence, withdraw
from scrutiny.section11.evidence.removing import remove
from scrutiny.section11.models import DeliveredFile
from tests import audit
from tests.files_made_up import PDF
from tests.integration.audit.desks import STATEMENT, a_file, choose, desk_of
from tests.integration.audit.test_racing import Table, at_once
from tests.oracles.whole_audit import faults_of_the_audit


@pytest.mark.parametrize("agency", ["threeshires-police", "berrydale-hospital"])
def test_whoever_is_first_nothing_of_it_is_left(own_database: str, agency: str) -> None:
    table = Table(agency)
    audit.answer(agency, table.round)
    items = [a_file(agency, PDF + bytes([65 + number]), f"File {number}") for number in range(4)]
    choose(agency, table.round, *items)
    desk = desk_of(agency)

    def there(deed: Callable[[], Any]) -> Callable[[], Any]:
        def does() -> Any:
            with audit.at_desk_of(agency):
                return deed()

        return does

    with audit.at_desk_of(agency):
        seen = agreed_hash(submit(**table.own, note=""))
    calls = [there(lambda: sign(**table.own, seen_sha256=seen))]
    for item in items:
        calls.append(
            there(lambda item=item: remove(desk=desk, pk=item.pk, why="it named a child", by=table.lead))
        )  # type: ignore[misc]
    calls.append(there(lambda: withdraw(desk=desk, pk=items[0].pk, by=table.lead)))
    calls.append(there(lambda: _choose(desk, table, items)))
    results = at_once(calls)
    assert [getattr(each, "kind", None) for each in results[1:5]] == ["file"] * 4
    with audit.at_desk_of(agency):
        assert not desk.book.evidence_content.objects.exists()
        assert desk.book.evidence_removals.objects.count() == 4
        assert not table.now.assessment.evidence_uses.exists()
    assert not DeliveredFile.objects.exists()
    assert faults_of_the_audit() == []


def _choose(desk: Any, table: Table, items: list[Any]) -> None:
    """Refused where the answers wait for a signature or are signed."""
    choose_evidence(
        desk=desk, round_=table.round, statement=STATEMENT, area="", chosen=[each.pk for each in items],
        offered=[], by=table.lead,
    )  # fmt: skip


def test_what_is_being_signed_meanwhile_is_removed_too(
    own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signature has copied the file and is not committed yet when somebody removes it."""
    agency = "threeshires-police"
    table = Table(agency)
    audit.answer(agency, table.round)
    item, desk = a_file(agency), desk_of(agency)
    choose(agency, table.round, item)
    seen, copied, real = agreed_hash(submit(**table.own, note="")), Event(), actions.deliver

    def slow(*args: Any) -> None:
        real(*args)
        copied.set()
        sleep(1)

    def removes() -> Any:
        assert copied.wait(timeout=20)
        return remove(desk=desk, pk=item.pk, why="it named a child", by=table.lead)

    monkeypatch.setattr(actions, "deliver", slow)
    signed, _ = at_once([lambda: sign(**table.own, seen_sha256=seen), removes])
    assert str(item.pk) in signed.canonical
    assert not DeliveredFile.objects.exists()
    assert not desk.book.evidence_content.objects.exists()
    assert faults_of_the_audit() == []
