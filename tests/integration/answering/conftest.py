"""A round in which agencies answer, in either book: `place` is the shared one, then a partnership's own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.models import Organisation
from scrutiny.section11.answering.actions import start
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.models import Round
from tests import audit
from tests.signing_in import signed_in
from tests.worlds import World


@dataclass(frozen=True)
class Place:
    """One agency in a round, and short ways to its pages."""

    agency: str
    round: Round

    @property
    def area(self) -> str:
        return "" if audit.book_of(self.agency).is_shared else audit.EXPECTED[self.agency][2][0]

    @property
    def work(self) -> Work:
        return audit.work(self.agency, self.round)

    def url(self, name: str, *args: Any) -> str:
        namespace = "local_answering" if self.area else "answering"
        places = [*([self.area] if self.area else []), self.agency]
        return reverse(f"{namespace}:{name}", args=[*places, *args])

    def in_round(self, name: str, *args: Any) -> str:
        return self.url(name, self.round.slug, *args)

    def client(self, word: str = "contributor") -> Client:
        return signed_in(World().person(f"{word}@{self.agency}"))

    def started(self) -> "Place":
        organisation = Organisation.objects.get(slug=self.agency)
        with audit.at_desk_of(self.agency):
            start(
                book=audit.book_of(self.agency),
                round_=self.round,
                organisation=organisation,
                by=audit.lead_of(self.agency),
            )
        return self


@pytest.fixture
def round_(region: World) -> Round:
    return audit.a_round()


@pytest.fixture
def place_of(round_: Round) -> Callable[[str], Place]:
    return lambda agency: Place(agency, round_)


@pytest.fixture(params=["threeshires-police", "berrydale-hospital"])
def place(request: pytest.FixtureRequest, round_: Round) -> Place:
    """An agency of two areas, in the shared book; then one of Berrydale alone, in its partnership's."""
    return Place(request.param, round_)


def typed(work: Work, *names: str, **values: str) -> dict[str, str]:
    """What the form of a section sends for these questions: as it stands, with some of it changed (`grade`, …)."""
    sent = {}
    for name in names:
        answer = work.by_key.get(work.named[name].key)
        stands = {
            "grade": answer.grade if answer else "",
            "narrative": answer.narrative if answer else "",
            "seen": str(answer.version if answer else 0),
        }
        sent |= {f"{name}-{field}": value for field, value in (stands | values).items()}
    return sent
