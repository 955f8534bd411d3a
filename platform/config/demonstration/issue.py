"""The demonstration's first issue of the report, led through every state by the real actions.

Its texts are made up and say so wherever they show. Each step is its own transaction, and a run that was killed is
taken up where it stopped.
"""

from accounts.models import Person
from benchmarking.benchmarks.actions import NothingToBenchmark, run_benchmark
from benchmarking.reports.actions import prepare_issue, publish_issue, sign_reply, take_step, write_commentary
from benchmarking.reports.models import Commentary, Issue, Reply
from benchmarking.reports.selectors import SUMMARY, issues, sections_of
from benchmarking.reports.states import State
from partnerships.context import inside
from partnerships.models import Partnership
from partnerships.selectors import open_partnerships

COMMENTARY = """This text is made up: it shows where the regional coordinator's commentary stands.

The coordinator would say here what the strategic partnership should look at first, which differences are old and which \
are new, and what was asked of whom."""
REPLY = """This text is made up: it shows where a partnership's reply stands.

The partnership would give facts and context here, such as a change in how contacts are recorded, and say what it is \
doing about them."""


def publish_first_issue() -> Issue | None:
    """Publish issue 1 of the newest year, unless an issue was published before. Returns it where it was done now."""
    if any(issue.is_published for issue in issues()):
        return None
    try:
        run = run_benchmark(year=None, by=None)
    except NothingToBenchmark:
        return None
    coordinator = Person.objects.get(email="coordinator@region.example")
    issue = prepare_issue(run=run, by=coordinator)
    if issue.state == State.DRAFT:
        _comment(issue, coordinator)
        issue = _step(issue, State.FACTUAL_CHECK, coordinator)
    if issue.state == State.FACTUAL_CHECK:
        _reply(issue)
        issue = _step(issue, State.FINAL, coordinator)
    return publish_issue(issue=issue, seen=len(issue.taken), by=coordinator)


def _step(issue: Issue, to: State, by: Person) -> Issue:
    take_step(issue=issue, to=to, seen=len(issue.taken), by=by)
    return issues().get(pk=issue.pk)


def _comment(issue: Issue, by: Person) -> None:
    if not Commentary.objects.filter(issue=issue, about=SUMMARY).exists():
        write_commentary(issue=issue, about=SUMMARY, text=COMMENTARY, seen=0, by=by, made_up=True)


def _reply(issue: Issue) -> None:
    """The first partnership replies to the first topic."""
    partnership: Partnership | None = open_partnerships().first()
    topics = [about for about, _ in sections_of(issue.run) if about != SUMMARY]
    if partnership is None or not topics or Reply.objects.filter(issue=issue).exists():
        return
    manager = Person.objects.get(email=f"manager@{partnership.slug}.example")
    with inside(partnership):
        sign_reply(
            issue=issue,
            partnership=partnership,
            about=topics[0],
            text=REPLY,
            seen=0,
            by=manager,
            made_up=True,
        )
