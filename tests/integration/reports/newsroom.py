"""Shorthand for the tests of issues: one run, the coordinator, and the partnerships that reply."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import Person
from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.models import Run
from benchmarking.reports.actions import (
    answer_agreement,
    prepare_issue,
    publish_issue,
    record_agreement,
    sign_reply,
    take_step,
    write_commentary,
)
from benchmarking.reports.models import Agreement, Commentary, Issue, Reply, Step
from benchmarking.reports.selectors import issues
from benchmarking.reports.states import State
from kernel.periods import Period
from partnerships.context import inside
from tests.worlds import World, enter, sign

WAY = (State.FACTUAL_CHECK, State.FINAL)
TOPIC = "topic-referrals"


@dataclass
class Newsroom:
    """An issue of the newest run on its way."""

    world: World
    run: Run
    coordinator: Person
    issue: Issue

    @classmethod
    def open(cls) -> "Newsroom":
        world = World()
        run, coordinator = run_benchmark(year=None, by=None), world.person("coordinator")
        return cls(world, run, coordinator, prepare_issue(run=run, by=coordinator))

    def now(self, issue: Issue | None = None) -> Issue:
        return issues().get(pk=(issue or self.issue).pk)

    def step(self, to: State, issue: Issue | None = None, **more: Any) -> Step:
        current = self.now(issue)
        given = {"seen": len(current.taken), "by": self.coordinator, **more}
        if to == State.DRAFT:
            given.setdefault("reason", "A sentence is wrong.")
        return take_step(issue=current, to=to, **given)

    def bring_to(
        self, state: State, issue: Issue | None = None, embargo_until: datetime | None = None
    ) -> Issue:
        """From draft, by the real actions."""
        way = (State.DRAFT, *WAY)
        for to in way[way.index(self.now(issue).state) + 1 :]:
            if self.now(issue).state == state:
                break
            self.step(to, issue, **({"embargo_until": embargo_until} if to == State.FINAL else {}))
        return self.publish(issue) if state == State.PUBLISHED else self.now(issue)

    def publish(self, issue: Issue | None = None, **more: Any) -> Issue:
        current = self.now(issue)
        return publish_issue(**{"issue": current, "seen": len(current.taken), "by": self.coordinator, **more})

    def comment(
        self, text: str = "Look at referrals first.", about: str = "summary", seen: int = 0
    ) -> Commentary:
        return write_commentary(issue=self.issue, about=about, text=text, seen=seen, by=self.coordinator)

    def reply(
        self, slug: str = "berrydale", text: str = "We changed how we count.", about: str = TOPIC,
        seen: int = 0, who: str = "manager",
    ) -> Reply:  # fmt: skip
        partnership, person = self.world.partnership(slug), self.world.person(f"{who}@{slug}")
        with inside(partnership):
            return sign_reply(
                issue=self.issue, partnership=partnership, about=about, text=text, seen=seen, by=person
            )

    def later_run(self, counted: int = 460) -> Run:
        """A return was corrected, and the benchmark was run again."""
        enter("applefordshire", f"referrals-rate,2025,{counted},,official,,\n")
        sign("applefordshire", Period.reporting_year(2025), reason="Late ones were found.")
        return run_benchmark(year=None, by=None)

    def correction(self, changed: str = "One return was corrected.", counted: int = 460) -> Issue:
        return prepare_issue(run=self.later_run(counted), changed=changed, by=self.coordinator)


def agree(world: World, *slugs: str, confirm: bool = True, **more: Any) -> Agreement:
    """An agreement between these, from today on, confirmed by each manager."""
    given = {
        "title": "Sharing among partners", "reference": "File 12", "starts_on": timezone.localdate(), "ends_on": None,
    }  # fmt: skip
    parties = [world.partnership(slug) for slug in slugs]
    agreement = record_agreement(**{**given, **more}, parties=parties, by=world.person("coordinator"))
    for slug in slugs if confirm else ():
        answer(world, agreement, slug)
    return agreement


def answer(world: World, agreement: Agreement, slug: str, *, confirms: bool = True) -> None:
    partnership, manager = world.partnership(slug), world.person(f"manager@{slug}")
    with inside(partnership):
        answer_agreement(agreement=agreement, partnership=partnership, confirms=confirms, by=manager)
