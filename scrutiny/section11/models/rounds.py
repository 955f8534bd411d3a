"""A round: one running of the audit across the region, and what each agency is asked in it.

The region's own. Partnerships read rounds; of the agencies expected they see those of their own area alone.
"""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kernel.access import READ, READ_AND_ADD, REFERENCE, Access
from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.models import Edition


class Round(models.Model):
    """Opens and closes by its dates alone: nobody has to press anything on the day."""

    database_access: ClassVar = REFERENCE

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    framework = models.SlugField(max_length=60)
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which answers may be changed.")
    challenge_until = models.DateField(
        null=True, help_text="The last day of the partnerships' own challenge and moderation."
    )
    launched_at = models.DateTimeField(
        null=True, help_text="Until it is launched, only the coordinator sees it, and may still change it."
    )
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="next_rounds",
        help_text="The round whose answers are carried in, to be confirmed.",
    )  # fmt: skip
    about = models.TextField(blank=True)
    holds_answers = models.BooleanField(
        default=True,
        help_text="False for history: the round took place elsewhere, and its answers are not held.",
    )
    made_up = models.BooleanField(default=False, help_text="Its answers were made up for a demonstration.")
    partnerships = models.ManyToManyField(Partnership, related_name="rounds")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["-opens_on", "slug"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(name="round_dates_in_order", condition=Q(closes_on__gte=F("opens_on"))),
            models.CheckConstraint(
                name="challenge_ends_after_answers",
                condition=Q(challenge_until__isnull=True) | Q(challenge_until__gte=F("closes_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_launched(self) -> bool:
        return self.launched_at is not None

    def is_open_on(self, day: date) -> bool:
        return self.is_launched and self.holds_answers and self.opens_on <= day <= self.closes_on


class RoundEdition(models.Model):
    """The edition that agencies of one variant answer in this round. Fixed when the round is launched."""

    database_access: ClassVar = REFERENCE

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="editions")
    variant = models.SlugField(max_length=60)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rounds")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "variant"], name="one_edition_of_a_variant_in_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.variant}"


class LegalBasis(models.TextChoices):
    """Why an agency answers. Stored for each, because it differs."""

    SECTION_11 = "s11", "Section 11, Children Act 2004"
    EDUCATION = "s175", "Section 175 or 157, Education Act 2002"
    EARLY_YEARS = "s40", "Section 40, Childcare Act 2006"
    OWN_DUTY = "own", "A duty of its own"
    AGREEMENT = "agreement", "By agreement or contract"


class ExpectedAgency(models.Model):
    """An agency that is expected to answer in a round. It answers once, however many areas it works in."""

    database_access: ClassVar = Access(
        partnership=READ, seen_through=("id", "section11_expectedin", "expected_id")
    )

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="expected")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="expected_in")
    edition = models.ForeignKey(RoundEdition, on_delete=models.PROTECT, related_name="expected")
    kind = models.SlugField(
        max_length=60, blank=True, help_text="One of the edition's kinds of agency, where it has any."
    )
    legal_basis = models.CharField(max_length=10, choices=LegalBasis)

    class Meta:
        ordering: ClassVar[list[str]] = ["organisation__name"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["round", "organisation"], name="an_agency_is_expected_once_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.round}"


class ExpectedIn(models.Model):
    """An area for which an expected agency answers. A body of several areas: in the shared book. Of one: in its
    partnership's own."""

    database_access: ClassVar = Access(partnership=READ, partnership_column="partnership_id")

    expected = models.ForeignKey(ExpectedAgency, on_delete=models.PROTECT, related_name="areas")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="expected_agencies")
    answers_in_shared_book = models.BooleanField(
        default=False,
        help_text="True where the agency answers for several areas. The same for all its areas.",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["partnership__area__order"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["expected", "partnership"], name="an_area_of_an_agency_once")
        ]

    def __str__(self) -> str:
        return f"{self.expected} for {self.partnership}"


class LateDecision(models.Model):
    """Somebody allowed an agency to answer after the round closed, and said why. The newest counts."""

    database_access: ClassVar = Access(
        region=READ_AND_ADD,
        partnership=READ,
        seen_through=("expected_id", "section11_expectedin", "expected_id"),
    )

    expected = models.ForeignKey(ExpectedAgency, on_delete=models.PROTECT, related_name="late_decisions")
    until = models.DateField()
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_role = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar[list[str]] = ["decided_at"]

    def __str__(self) -> str:
        return f"{self.expected}: until {self.until}"


class ReminderBatch(models.Model):
    """Reminders that were previewed and then ordered. Each of its letters is a row, so a job can be killed."""

    database_access: ClassVar = Access()

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reminder_batches")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, help_text="None: the region."
    )
    text = models.TextField()
    ordered_at = models.DateTimeField()
    ordered_by = models.UUIDField(null=True)
    ordered_role = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar[list[str]] = ["-ordered_at"]

    def __str__(self) -> str:
        return f"{self.round}, {self.ordered_at:%-d %B %Y}"


class Reminder(models.Model):
    """One letter to one person of one agency."""

    database_access: ClassVar = Access()

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        NOT_NEEDED = "not_needed", "Not needed any more"
        FAILED = "failed", "Could not be sent"

    batch = models.ForeignKey(ReminderBatch, on_delete=models.PROTECT, related_name="reminders")
    expected = models.ForeignKey(ExpectedAgency, on_delete=models.PROTECT, related_name="reminders")
    person = models.UUIDField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["batch", "expected", "person"], name="one_letter_each")
        ]

    def __str__(self) -> str:
        return f"{self.expected}: {self.state}"
