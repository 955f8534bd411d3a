"""Shorthand for the tests of sign-off: one partnership, its two people, one period."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Person
from kernel.periods import Period
from partnerships.context import inside
from partnerships.models import Partnership
from scrutiny.returns.models import Return
from tenants.sign_off.actions import approve, prepare, send_back
from tenants.sign_off.models import Submission
from tests.worlds import World, enter

YEAR = Period.reporting_year(2025)
REASON = "Two families were counted twice."


@dataclass
class Desk:
    """Berrydale, where the return for 2025 stands and a figure has changed since."""

    partnership: Partnership
    officer: Person
    approver: Person

    @classmethod
    def open(cls) -> "Desk":
        world = World()
        return cls(
            world.berrydale, world.person("data-officer@berrydale"), world.person("approver@berrydale")
        )

    def change(self, numerator: int = 5) -> None:
        enter("berrydale", f"re-referrals,2025,{numerator},60,local,,\n")

    def prepare(self, reason: str = REASON, by: Person | None = None, period: Period = YEAR) -> Submission:
        with inside(self.partnership):
            return prepare(partnership=self.partnership, period=period, reason=reason, by=by or self.officer)

    def approve(self, submission: Submission, by: Person | None = None, seen: str | None = None) -> Return:
        with inside(self.partnership):
            return approve(
                partnership=self.partnership,
                submission_id=submission.pk,
                seen_sha256=submission.content_sha256 if seen is None else seen,
                by=by or self.approver,
            )

    def send_back(
        self, submission: Submission, note: str = "Count again", by: Person | None = None
    ) -> Submission:
        with inside(self.partnership):
            return send_back(
                partnership=self.partnership, submission_id=submission.pk, note=note, by=by or self.approver
            )

    def now(self, pk: UUID) -> Submission:
        with inside(self.partnership):
            return Submission.objects.get(pk=pk)

    def returns(self) -> list[Return]:
        """Those of the period, oldest first."""
        return list(
            Return.objects.filter(partnership=self.partnership, period_end=YEAR.end).order_by("lodged_at")
        )
