"""Shorthand for the tests of the challenge: Berrydale's people, and agencies of both books that have signed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Person
from partnerships.context import inside
from partnerships.models import Organisation, Partnership
from scrutiny.returns.models import Return
from scrutiny.section11.models import Round
from tenants.challenge.actions import (
    close_survey,
    decide_releases,
    moderate,
    open_survey,
    reply,
    return_for_changes,
)
from tenants.challenge.judged import Judged, judged, moderated_grades
from tenants.challenge.responses import Response, response_of
from tenants.sign_off.actions import approve, prepare_audit
from tenants.sign_off.models import Submission
from tests.audit import a_round, answer, sign_answers
from tests.worlds import World

SHARED, LOCAL, SCHOOL, SILENT = (
    "threeshires-icb",
    "berrydale-hospital",
    "berrydale-academy",
    "threeshires-police",
)
STATEMENT = "board-reports"


@dataclass
class Panel:
    """Berrydale's side of one round."""

    round: Round
    place: str = "berrydale"

    @classmethod
    def sit(cls, *signed: str, **dates: Any) -> "Panel":
        round_ = a_round(**dates)
        for agency in signed:
            answer(agency, round_)
            sign_answers(agency, round_)
        return cls(round_)

    @property
    def partnership(self) -> Partnership:
        return World().partnership(self.place)

    def person(self, word: str) -> Person:
        return World().person(f"{word}@{self.place}")

    def response(self, agency: str) -> Response:
        with inside(self.partnership):
            found = response_of(self.partnership, self.round, agency)
        assert found is not None
        return found

    def judged(self, agency: str) -> dict[str, Judged]:
        with inside(self.partnership):
            return judged(self.response(agency), moderated_grades(self.round, agency)[agency])

    def seen(self, agency: str) -> str:
        current = self.response(agency).current
        return current.sha256 if current else "0" * 64

    def about(self, agency: str) -> dict[str, Any]:
        return {
            "partnership": self.partnership,
            "round_": self.round,
            "organisation": Organisation.objects.get(slug=agency),
        }

    def moderate(self, agency: str, grade: str = "partly", statement: str = STATEMENT, **more: Any) -> Any:
        by = more.pop("by", None) or self.person("moderator")
        newest = self.judged(agency).get(statement, Judged()).newest
        given = {
            "seen_sha256": self.seen(agency),
            "seen_moderation": str(newest.pk) if newest else "",
            "reason": "The minutes say otherwise.",
            **self.about(agency),
            **more,
        }
        with inside(self.partnership):
            return moderate(statement=statement, grade=grade, by=by, **given)

    def give_back(self, agency: str, *statements: str, until: date | None = None, **more: Any) -> Any:
        given = {
            "seen_sha256": self.seen(agency),
            "note": "Say how often.",
            "by": self.person("panel"),
        } | more
        about = self.about(agency)
        with inside(self.partnership):
            return return_for_changes(
                statements=statements,
                until=until or timezone.localdate() + timedelta(days=7),
                **about,
                **given,
            )

    def release(self, agency: str, *, narratives: Any = (), actions: Any = (), **more: Any) -> Any:
        given = {"seen_sha256": self.seen(agency), "by": self.person("manager")} | self.about(agency) | more
        with inside(self.partnership):
            return decide_releases(narratives=narratives, actions=actions, **given)

    def ask(self, agency: str, replies: int = 0, grade: int | None = 2, close: bool = True) -> Any:
        """Open a survey, let that many reply with the grade to everything, and close it."""
        by, about = self.person("manager"), self.about(agency)
        standards = self.response(agency).standards
        with inside(self.partnership):
            opened = open_survey(closes_on=timezone.localdate() + timedelta(days=9), by=by, **about)
            for _ in range(replies):
                reply(survey=opened.survey, grades={each.id: grade for each in standards})
            if close:
                close_survey(by=by, **about)
        return opened

    def prepare(self, reason: str = "", by: Person | None = None, seen: str | None = None) -> Submission:
        by = by or self.person("data-officer")
        partnership = self.partnership
        with inside(partnership):
            return prepare_audit(
                partnership=partnership, round_=self.round, reason=reason, seen_sha256=seen, by=by
            )

    def approve(self, submission: Submission, by: Person | None = None) -> Return:
        by, partnership = by or self.person("approver"), self.partnership
        with inside(partnership):
            return approve(
                partnership=partnership,
                submission_id=submission.pk,
                seen_sha256=submission.content_sha256,
                by=by,
            )


def again(agency: str, round_: Round, *, changed: str = STATEMENT) -> None:
    """The agency changes its answer to one statement and signs again."""
    answer(
        agency,
        round_,
        grade=lambda question: "not-yet" if question.statement.id == changed else "in-place",
    )
    sign_answers(agency, round_)
