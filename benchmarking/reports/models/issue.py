"""An issue of a report, and the steps that it took. Its state follows from them and is stored nowhere."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from benchmarking.benchmarks.models import Run
from benchmarking.reports.states import State
from kernel.access import READ_AND_ADD, Access
from kernel.write_once import WriteOnceModel


class Issue(WriteOnceModel):
    """One run made ready for readers. A correction is another issue, on another run, that says what changed."""

    database_access: ClassVar = Access(region=READ_AND_ADD)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField(help_text="The newest reporting year in it.")
    number = models.PositiveSmallIntegerField(help_text="1, 2, 3 … within the year.")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="issues")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    changed = models.TextField(blank=True, help_text="What a correction changes, in the coordinator's words.")
    returns_differ = models.PositiveIntegerField(null=True, help_text="Returns that one of both has alone.")
    values_differ = models.PositiveIntegerField(null=True, help_text="Values that are not those of before.")
    prepared_by = models.UUIDField(null=True, help_text="Nobody where an operator's command prepared it.")
    prepared_role = models.CharField(max_length=120)
    prepared_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["year", "number"], name="issues_of_a_year_are_numbered"),
            # What a correction refers to: migration 0002 adds the key that holds it to the same year.
            models.UniqueConstraint(fields=["id", "year"], name="an_issue_and_its_year"),
            models.CheckConstraint(name="issue_numbers_begin_at_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="somebody_prepared_it", condition=~Q(prepared_role="")),
            models.CheckConstraint(
                name="a_correcting_issue_says_what_changed",
                condition=Q(corrects__isnull=True, changed="", returns_differ__isnull=True, values_differ__isnull=True)
                | (Q(corrects__isnull=False, returns_differ__isnull=False, values_differ__isnull=False) & ~Q(changed="")),
            ),
            models.CheckConstraint(
                name="no_issue_corrects_itself", condition=Q(corrects__isnull=True) | ~Q(corrects=F("id"))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Benchmark report {self.year}, issue {self.number}"

    @property
    def taken(self) -> list["Step"]:
        """Its steps, in order. Read ahead by the selectors."""
        return sorted(self.steps.all(), key=lambda step: step.sequence)

    @property
    def state(self) -> State:
        steps = self.taken
        state = State(steps[-1].state) if steps else State.DRAFT
        return State.SUPERSEDED if state == State.PUBLISHED and self.superseded_by else state

    @property
    def superseded_by(self) -> list["Issue"]:
        """The published issue that corrects it, if there is one. Read ahead by the selectors."""
        ahead: list[Issue] | None = getattr(self, "published_corrections", None)
        return list(self.corrections.filter(steps__state=State.PUBLISHED)) if ahead is None else ahead

    @property
    def is_published(self) -> bool:
        """Whether it ever was, superseded or not."""
        return self.published_at is not None

    @property
    def published_at(self) -> datetime | None:
        return next((step.at for step in self.taken if step.state == State.PUBLISHED), None)

    @property
    def embargo_until(self) -> datetime | None:
        """Said when it was made final, the last time if it went back to draft in between."""
        made_final = (step.embargo_until for step in reversed(self.taken) if step.state == State.FINAL)
        return next(made_final, None)

    def is_public(self, now: datetime) -> bool:
        """Whether everybody may read it: published, and no embargo holds any longer."""
        return self.is_published and (self.embargo_until is None or self.embargo_until <= now)


class Step(WriteOnceModel):
    """One step of an issue: the state it reached, who took it and when. The database refuses every other step."""

    database_access: ClassVar = Access(region=READ_AND_ADD)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="steps")
    sequence = models.PositiveSmallIntegerField(help_text="1, 2, 3 … without a gap.")
    state = models.CharField(max_length=20)
    reason = models.TextField(blank=True, help_text="Why it went back to draft.")
    embargo_until = models.DateTimeField(null=True, help_text="Inside alone until then. Said with final.")
    by = models.UUIDField()
    role = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["sequence"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["issue", "sequence"], name="one_step_at_a_time"),
            models.UniqueConstraint(
                fields=["issue"], condition=Q(state=State.PUBLISHED), name="an_issue_is_published_once"
            ),
            models.CheckConstraint(
                name="a_step_reaches_a_state",
                condition=Q(state__in=[State.DRAFT, State.FACTUAL_CHECK, State.FINAL, State.PUBLISHED]),
            ),
            models.CheckConstraint(
                name="a_step_back_says_why",
                condition=(Q(state=State.DRAFT) & ~Q(reason="")) | (~Q(state=State.DRAFT) & Q(reason="")),
            ),
            models.CheckConstraint(
                name="an_embargo_is_said_with_final",
                condition=Q(embargo_until__isnull=True) | Q(state=State.FINAL, embargo_until__gt=F("at")),
            ),
            models.CheckConstraint(name="a_step_is_somebodys", condition=~Q(role="")),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} step {self.sequence}: {self.state}"
