"""The demonstration's first issue: led through every state, taken up again wherever it stopped, marked as made up."""

from typing import Any

import pytest

from audit_trail.models import Event
from benchmarking.reports.issuing import build_issue
from benchmarking.reports.models import Commentary, Issue, Output, Reply
from benchmarking.reports.outputs import OUTPUTS
from benchmarking.reports.selectors import issues
from benchmarking.reports.states import State
from config.demonstration import issue as demonstration
from tests.integration.reports.newsroom import Newsroom
from tests.worlds import World

DEEDS = ("prepare_issue", "write_commentary", "take_step", "sign_reply", "publish_issue")


def check() -> None:
    [issue] = issues()
    assert issue.state == State.PUBLISHED
    assert [step.state for step in issue.taken] == ["factual check", "final", "published"]
    report = build_issue(issue)
    [said], [replied] = report.commentary, report.replies
    for remark in (said, replied):
        assert remark.made_up
        assert remark.version == 1
        assert remark.text.startswith("This text is made up")
    assert Commentary.objects.count() == Reply.objects.count() == 1
    assert Output.objects.count() == len(OUTPUTS)


def test_it_is_published_once(region: World) -> None:
    assert demonstration.publish_first_issue() is not None
    check()
    events = Event.objects.count()
    assert demonstration.publish_first_issue() is None
    assert Event.objects.count() == events
    check()


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("after", [False, True])
def test_stopped_anywhere_it_goes_on_from_there(
    region: World, deed: str, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(demonstration, deed)

    def stopped(**given: Any) -> Any:
        if after:
            real(**given)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(demonstration, deed, stopped)
        with pytest.raises(KeyboardInterrupt):
            demonstration.publish_first_issue()
    demonstration.publish_first_issue()
    check()


def test_what_somebody_else_published_is_left_alone(region: World) -> None:
    Newsroom.open().bring_to(State.PUBLISHED)
    assert demonstration.publish_first_issue() is None
    assert Issue.objects.count() == 1
    assert not Commentary.objects.exists()
