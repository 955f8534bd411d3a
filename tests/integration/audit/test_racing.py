"""Colleagues who save in the same moment: one of them first, nobody's text lost, and the boards count all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from partnerships.models import Organisation
from scrutiny.section11.answering.actions import start, submit
from scrutiny.section11.answering.errors import Conflict, NotNow
from scrutiny.section11.answering.saving import Saved, save_answer
from scrutiny.section11.models import Round, Standing
from scrutiny.section11.progress import Key
from tests import audit
from tests.oracles.whole_audit import faults_of_the_audit

AT_ONCE = 6
EITHER = pytest.mark.parametrize("agency", ["threeshires-police", "berrydale-hospital"])


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Each on a connection of its own, all starting together. What stands in the way is a result too."""
    together = Barrier(len(calls), timeout=20)

    def run(call: Callable[[], Any]) -> Any:
        try:
            together.wait()
            return call()
        except (Conflict, NotNow) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


class Table:
    """Where colleagues of one agency sit."""

    def __init__(self, agency: str) -> None:
        self.agency, self.round, self.lead = agency, audit.a_round(), audit.lead_of(agency)
        self.organisation = Organisation.objects.get(slug=agency)
        self.own: dict[str, Any] = {
            "book": audit.book_of(agency), "round_": self.round, "organisation": self.organisation, "by": self.lead
        }  # fmt: skip
        with audit.at_desk_of(agency):
            start(**self.own)

    def save(self, key: Key, text: str, seen: int) -> Callable[[], Saved]:
        def saves() -> Saved:
            with audit.at_desk_of(self.agency):
                return save_answer(
                    **self.own, statement=key[0], area=key[1], grade="partly", narrative=text, seen_version=seen,
                    how="autosave",
                )  # fmt: skip

        return saves

    def submit(self) -> Any:
        with audit.at_desk_of(self.agency):
            return submit(**self.own, note="")

    def texts(self, *, kept: bool) -> list[str]:
        with audit.at_desk_of(self.agency):
            return sorted(self.now.assessment.versions.filter(kept=kept).values_list("narrative", flat=True))

    @property
    def now(self) -> Any:
        return audit.work(self.agency, self.round)


@EITHER
def test_of_many_first_answers_one_stands_and_every_other_is_a_conflict(
    own_database: str, agency: str
) -> None:
    table = Table(agency)
    key = table.now.questions[0].key
    for seen in range(3):  # the first answer, and two later ones
        texts = [f"Text {number} over version {seen}." for number in range(AT_ONCE)]
        results = at_once([table.save(key, text, seen) for text in texts])
        (winner,) = [each for each in results if isinstance(each, Saved)]
        assert [type(each) for each in results].count(Conflict) == AT_ONCE - 1
        assert table.now.by_key[key].narrative == winner.answer.narrative
        assert table.now.by_key[key].version == seen + 1
        said = {*table.texts(kept=True), *table.texts(kept=False)}
        assert said.issuperset(texts)
        assert len(table.texts(kept=True)) == seen + 1
        assert faults_of_the_audit() == []


@EITHER
def test_first_answers_to_different_questions_are_all_counted(own_database: str, agency: str) -> None:
    table = Table(agency)
    keys = [each.key for each in table.now.questions if not each.area]
    for turn in range(4):
        some = keys[turn * AT_ONCE : (turn + 1) * AT_ONCE]
        results = at_once([table.save(key, "Said.", 0) for key in some])
        assert all(isinstance(each, Saved) for each in results), results
        counted = Standing.objects.filter(organisation=agency).values_list("answered", flat=True)
        assert set(counted) == {(turn + 1) * AT_ONCE}
    assert faults_of_the_audit() == []


@EITHER
def test_what_is_saved_while_somebody_submits_is_submitted_or_refused(own_database: str, agency: str) -> None:
    table: Table = Table(agency)
    audit.answer(agency, Round.objects.get())
    keys = [each.key for each in table.now.questions[: AT_ONCE - 1]]
    *saves, _ = at_once([*(table.save(key, "At the last moment.", 1) for key in keys), table.submit])
    texts = {key: answer.narrative for key, answer in table.now.by_key.items()}
    for key, result in zip(keys, saves, strict=True):
        assert isinstance(result, Saved | NotNow)
        assert (texts[key] == "At the last moment.") == isinstance(result, Saved)
    assert table.now.assessment.submitted_at
    assert faults_of_the_audit() == []
