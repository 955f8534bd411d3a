"""Where each period stands between the working figures and the signed return."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from kernel.errors import UserError
from kernel.periods import Period
from partnerships.models import Area, Partnership
from scrutiny.returns.models import Kind, Return
from scrutiny.returns.selectors import returns_of, standing_return
from tenants.dataset.models import DraftFigure
from tenants.dataset.selectors import draft_figures
from tenants.sign_off.actions import says_the_same
from tenants.sign_off.freeze import area_of, content_now
from tenants.sign_off.models import State, Submission
from tenants.sign_off.selectors import newest, waiting


class Stage(StrEnum):
    DRAFT = "Not signed"
    WAITING = "Waiting for approval"
    SIGNED = "Signed"
    CHANGED = "Changed since signing"


@dataclass(frozen=True)
class Stand:
    """One period: its working figures, the return that waits, the return that stands.

    `returned` is the submission that was sent back or taken back and not prepared again since.
    """

    period: Period
    figures: int
    stage: Stage
    submission: Submission | None
    standing: Return | None
    returned: Submission | None

    @property
    def sent_back(self) -> Submission | None:
        """What a second person sent back, as long as it is still to be answered."""
        row = self.returned
        answered = self.stage not in (Stage.DRAFT, Stage.CHANGED)
        return None if row is None or answered or row.decided_by == row.prepared_by else row


def where_we_stand(partnership: Partnership) -> list[Stand]:
    """Every period that has figures or a return, newest first. Five queries, however many periods."""
    drafts: dict[Period, list[DraftFigure]] = defaultdict(list)
    for figure in draft_figures():
        drafts[figure.period].append(figure)
    submissions = {row.period: row for row in waiting()}
    latest = {row.period: row for row in newest().defer("content")}
    signed = returns_of(partnership).filter(kind=Kind.FIGURES)
    standing = {row.period: row for row in signed if not hasattr(row, "superseded_by")}
    area = area_of(partnership)
    periods = sorted({*drafts, *submissions, *standing}, key=lambda p: (p.end, p.start), reverse=True)
    return [
        _stand(
            area,
            partnership,
            period,
            drafts[period],
            submissions.get(period),
            standing.get(period),
            latest.get(period),
        )
        for period in periods
    ]


def stand_of(partnership: Partnership, period: Period) -> Stand:
    """One period alone."""
    return _stand(
        area_of(partnership),
        partnership,
        period,
        list(draft_figures(period)),
        waiting().filter(period_start=period.start, period_end=period.end).first(),
        standing_return(partnership, period),
        newest(period).first(),
    )


def _stand(
    area: Area,
    partnership: Partnership,
    period: Period,
    drafts: list[DraftFigure],
    submission: Submission | None,
    standing: Return | None,
    latest: Submission | None,
) -> Stand:
    if submission is not None:
        stage = Stage.WAITING
    elif standing is None:
        stage = Stage.DRAFT
    else:
        stage = Stage.SIGNED if _unchanged(area, partnership, period, drafts, standing) else Stage.CHANGED
    returned = latest if latest is not None and latest.state == State.SENT_BACK else None
    return Stand(period, len(drafts), stage, submission, standing, returned)


def _unchanged(
    area: Area, partnership: Partnership, period: Period, drafts: list[DraftFigure], standing: Return
) -> bool:
    try:
        return says_the_same(standing, content_now(area, partnership, period, drafts))
    except UserError:
        return False
