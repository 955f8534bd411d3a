"""A process that is killed while somebody saves, submits or signs: all of it is there or none, and it can be done again.

One process imports the application, and from it one is forked for each death: SIGKILL, in the middle of a transaction or
just after it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from scrutiny.section11.models import Delivery, Round, Stage, Standing
from tests import audit
from tests.oracles.whole_audit import faults_of_the_audit

ROOT = Path(__file__).resolve().parents[3]
GRAVEYARD = """
import os, signal, sys
import django

django.setup()
from django.db import connection
from tests import audit, databases

databases.point_at(sys.argv[1])
from partnerships.models import Organisation
from scrutiny.section11.answering import actions, saving
from scrutiny.section11.models import Round

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def deed(what, place, name, after):
    round_, real = Round.objects.get(), getattr(place, name, None)
    if real is not None:
        setattr(place, name, lambda *args, **kwargs: (after and real(*args, **kwargs), die()))
    if what == "save":
        audit.answer(sys.argv[2], round_, narrative=lambda question: "Said again.")
    elif what == "submit":
        agency, lead = Organisation.objects.get(slug=sys.argv[2]), audit.lead_of(sys.argv[2])
        with audit.at_desk_of(agency.slug):
            book = audit.book_of(agency.slug)
            actions.submit(book=book, round_=round_, organisation=agency, note="", by=lead)
    else:
        audit.sign_answers(sys.argv[2], round_)
    die()

for line in sys.stdin:
    what, place, name, after = line.split()
    child = os.fork()
    if not child:
        deed(what, eval(place), name, after == "after")
    _, status = os.waitpid(child, 0)
    print(os.WTERMSIG(status), flush=True)
"""


class Graveyard:
    def __init__(self, database: str, agency: str) -> None:
        self.agency = agency
        self.process = subprocess.Popen(
            [sys.executable, "-c", GRAVEYARD, database, agency],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
            },
        )  # fmt: skip

    def die(self, where: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(where + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "9\n"

    def end(self) -> None:
        self.process.communicate()


IN_THE_MIDDLE = {
    "save": ["save saving.Pen _put after", "save saving count_again before", "save saving count_again after"],
    "submit": ["submit actions update_standings after", "submit actions note_down after"],
    "sign": ["sign actions deliver after", "sign actions update_standings before", "sign actions note_down after"],
}  # fmt: skip


@pytest.fixture(params=["threeshires-police", "appleford-club"])
def graveyard(request: pytest.FixtureRequest, own_database: str) -> Iterator[Graveyard]:
    audit.a_round()
    connection.close()
    graveyard = Graveyard(own_database, request.param)
    yield graveyard
    graveyard.end()


def test_killed_at_any_point_a_deed_is_whole_or_was_not_done(graveyard: Graveyard) -> None:
    agency, round_ = graveyard.agency, Round.objects.get()
    audit.answer(agency, round_, only=3)
    for deed, stage in (("save", Stage.ANSWERING), ("submit", Stage.SUBMITTED), ("sign", Stage.SIGNED)):
        before = picture(agency, round_)
        for where in IN_THE_MIDDLE[deed]:
            if "deliver" in where and not audit.book_of(agency).is_shared:
                continue
            graveyard.die(where)
            assert picture(agency, round_) == before, where
            assert faults_of_the_audit() == []
        graveyard.die(f"{deed} saving nothing before")
        assert picture(agency, round_) != before
        assert audit.work(agency, round_).situation.stage == stage
        assert faults_of_the_audit() == []
    if audit.book_of(agency).is_shared:
        assert Delivery.objects.count() == len(audit.EXPECTED[agency][2])


def picture(agency: str, round_: Round) -> list[object]:
    """Everything of the agency that may change."""
    work = audit.work(agency, round_)
    with audit.at_desk_of(agency):
        assessment = work.assessment
        assert assessment is not None
        return [
            *assessment.answers.order_by("pk").values_list("statement", "area", "narrative", "version"),
            *assessment.versions.order_by("pk").values_list("statement", "area", "version"),
            *assessment.signed.values_list("number", "sha256"),
            assessment.submitted_at,
            *Delivery.objects.order_by("pk").values_list("pk", "sha256"),
            *Standing.objects.filter(organisation=agency).order_by("pk").values_list("stage", "answered"),
        ]
