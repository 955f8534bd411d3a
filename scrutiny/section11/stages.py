"""Where an agency's answers stand, and whether they may be changed today: one rule for pages, jobs, files and the API."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnerships.models import Partnership
from scrutiny.section11.models import LateDecision, ReturnRequest, Round, Stage
from scrutiny.section11.models.book import Assessment, SignedAnswers


@dataclass(frozen=True)
class Situation:
    """What decides: the round, the late decisions about the agency, its requests for changes and its signatures."""

    round: Round
    late: tuple[LateDecision, ...] = ()
    requests: tuple[ReturnRequest, ...] = ()
    signed: SignedAnswers | None = None
    """The newest."""
    assessment: Assessment | None = None
    has_answers: bool = False

    @property
    def open_requests(self) -> tuple[ReturnRequest, ...]:
        """Those that speak of the newest signed answers: signing again settles them."""
        if self.signed is None:
            return ()
        return tuple(each for each in self.requests if each.about_number == self.signed.number)

    @property
    def stage(self) -> Stage:
        if self.signed is not None:
            return (
                Stage.RETURNED if self.open_requests and not self._is_submitted_again else self._signed_stage
            )
        if self.assessment is not None and self.assessment.submitted_at:
            return Stage.SUBMITTED
        return Stage.ANSWERING if self.has_answers else Stage.NOT_STARTED

    def stage_for(self, partnership: Partnership) -> Stage:
        """As one partnership is told: that another asked for changes is not its business, and what it was given stands."""
        asking = {each.partnership_id for each in self.open_requests}
        return Stage.SIGNED if self.stage is Stage.RETURNED and partnership.pk not in asking else self.stage

    @property
    def _is_submitted_again(self) -> bool:
        return self.assessment is not None and self.assessment.submitted_at is not None

    @property
    def _signed_stage(self) -> Stage:
        return Stage.SUBMITTED if self._is_submitted_again else Stage.SIGNED

    def last_day_to_edit(self) -> date:
        """The round's last day, or a later one that was allowed to this agency."""
        later = [each.until for each in self.late[-1:]] + [each.until for each in self.open_requests]
        return max([self.round.closes_on, *later])

    def may_edit(self, day: date) -> bool:
        """Whether answers may be changed that day. Reading is never locked."""
        return not self.why_locked(day)

    def why_locked(self, day: date) -> str:
        """In words a person understands; empty where answers may be changed."""
        if not self.round.is_launched or not self.round.holds_answers:
            return "This round does not take answers."
        if day < self.round.opens_on:
            return f"This round opens on {self.round.opens_on:%-d %B %Y}."
        if self.stage is Stage.SUBMITTED:
            return "Your answers wait for the accountable lead's signature. The lead can return them to you."
        if self.stage is Stage.SIGNED:
            return "Your answers are signed. They can be changed only if a partnership returns them to you."
        if day > self.last_day_to_edit():
            return f"Answers could be changed until {self.last_day_to_edit():%-d %B %Y}. You can still read them."
        return ""


def situation_of(
    round_: Round,
    *,
    late: Iterable[LateDecision],
    requests: Iterable[ReturnRequest],
    signed: SignedAnswers | None,
    assessment: Assessment | None,
    has_answers: bool,
) -> Situation:
    return Situation(
        round=round_,
        late=tuple(sorted(late, key=lambda each: each.decided_at)),
        requests=tuple(requests),
        signed=signed,
        assessment=assessment,
        has_answers=has_answers,
    )
