"""A book: the tables in which agencies answer. Abstract, because there are several books with the same tables.

The shared book holds agencies that answer for several areas; each partnership's schema holds a book for agencies of
its area alone. Pages and actions are written once, for any book. Rows name rounds, organisations and partnerships by
their slugs: no key crosses between schemas.
"""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from kernel.write_once import RemovableModel, WriteOnceModel


class Assessment(models.Model):
    """One agency's answers in one round, to one edition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.SlugField(max_length=60)
    organisation = models.SlugField(max_length=50)
    edition = models.UUIDField(help_text="The edition answered. It never changes.")
    kind = models.SlugField(max_length=60, blank=True)
    areas = models.JSONField(help_text="Slugs of the partnerships it answers for, in the region's order.")
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, help_text="Waits for the accountable lead since then.")
    submitted_by = models.UUIDField(null=True)
    submitted_role = models.CharField(max_length=120, blank=True)
    submitted_note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Counts submitting, signing and taking back.")

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["round", "organisation"], name="%(app_label)s_answers_once_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.round}"


class Answer(models.Model):
    """The answer to one statement: for all areas, or for one where the statement is area-specific."""

    class State(models.TextChoices):
        TO_CONFIRM = "to_confirm", "To confirm"
        ANSWERED = "answered", "Answered"

    statement = models.SlugField(max_length=60)
    area = models.SlugField(max_length=50, blank=True, help_text="The partnership's slug; empty: all areas.")
    grade = models.SlugField(
        max_length=60, blank=True, help_text="A grade of the edition; empty: none chosen yet."
    )
    narrative = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ANSWERED)
    carried_from = models.CharField(
        max_length=60, blank=True, help_text="The round it was carried in from, kept after it is confirmed."
    )
    why_to_confirm = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)
    changed_role = models.CharField(max_length=120)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["assessment", "statement", "area"], name="%(app_label)s_one_answer_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.area}".strip()

    @property
    def is_answered(self) -> bool:
        """A grade was chosen, by a person of this round."""
        return bool(self.grade) and self.state == self.State.ANSWERED


class AnswerVersion(WriteOnceModel):
    """What was saved, each time: who wrote what, when and how. `kept` False: set aside because of a conflict."""

    statement = models.SlugField(max_length=60)
    area = models.SlugField(max_length=50, blank=True)
    grade = models.SlugField(max_length=60, blank=True)
    narrative = models.TextField(blank=True)
    version = models.PositiveIntegerField(help_text="The version it became, or the one it conflicted with.")
    kept = models.BooleanField(default=True)
    how = models.CharField(max_length=20, help_text="page, autosave, spreadsheet, carried in")
    saved_at = models.DateTimeField()
    saved_by = models.UUIDField(null=True)
    saved_role = models.CharField(max_length=120)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["saved_at", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["assessment", "statement", "area", "version"],
                condition=Q(kept=True),
                name="%(app_label)s_each_version_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.area} version {self.version}"


class SectionWork(models.Model):
    """Who works on a section (a standard), and how far that is. No row: nobody in particular."""

    class State(models.TextChoices):
        GIVEN = "given", "With a colleague"
        HANDED_IN = "handed_in", "Handed in"
        RETURNED = "returned", "Returned to the colleague"

    standard = models.SlugField(max_length=60)
    person = models.UUIDField()
    person_title = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.GIVEN)
    note = models.TextField(blank=True, help_text="What the lead last said of it.")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    changed_role = models.CharField(max_length=120)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["assessment", "standard"], name="%(app_label)s_one_worker_a_section"
            )
        ]

    def __str__(self) -> str:
        return f"{self.standard}: {self.state}"


class Comment(WriteOnceModel):
    """What colleagues say to one another beside a statement. It never leaves the agency."""

    statement = models.SlugField(max_length=60)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    written_role = models.CharField(max_length=120)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.statement}: {self.text[:40]}"


class SignedAnswers(WriteOnceModel):
    """What the accountable lead signed: a frozen text with its hash. Signing again adds a row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField()
    canonical = models.TextField(
        help_text="Canonical JSON: exactly the text that was hashed. See section11.signed."
    )
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField()
    signed_role = models.CharField(max_length=120)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["assessment", "number"], name="%(app_label)s_signed_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}, {self.number}"


class Evidence(models.Model):
    """A file or a link in an agency's library. It is withdrawn, never deleted: signed answers may name it.

    One that should never have been added is removed: then this row keeps a fingerprint and a day, and no words.
    """

    class Kind(models.TextChoices):
        FILE = "file", "File"
        LINK = "link", "Link"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.SlugField(max_length=50)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=4, choices=Kind)
    address = models.URLField(max_length=500, blank=True, help_text="Of a link.")
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="Bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    covers_from = models.DateField(null=True)
    covers_until = models.DateField(null=True)
    scanned = models.CharField(
        max_length=60, blank=True, help_text="What looked for malware; empty: nothing did."
    )
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
    added_role = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["title", "added_at"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organisation", "sha256"],
                condition=Q(withdrawn_at__isnull=True, kind="file"),
                name="%(app_label)s_a_file_once_a_library",
            )
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceContent(RemovableModel):
    """A file's bytes. In the database: kept, backed up and isolated with the row that names them."""

    content = models.BinaryField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"content of {self.pk}"


class EvidenceRemoval(WriteOnceModel):
    """A piece that should never have been added was removed, and why. What it was called is not kept; its row keeps
    the fingerprint and the day it was added."""

    removed_at = models.DateTimeField()
    removed_by = models.UUIDField(null=True, help_text="None: an operator, on the command line.")
    removed_role = models.CharField(max_length=120)
    why = models.CharField(max_length=300, help_text="Ends “This file was removed because …”. Names nobody.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk} removed"


class EvidenceUse(models.Model):
    """A piece of evidence beside a statement of an assessment."""

    statement = models.SlugField(max_length=60)
    area = models.SlugField(max_length=50, blank=True)
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
    added_role = models.CharField(max_length=120)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["assessment", "statement", "area", "evidence"],
                name="%(app_label)s_evidence_once_beside",
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.area}".strip()


class PlannedAction(models.Model):
    """What an agency will do about a statement, by when, and how far it is. Carried into the next round while open."""

    class State(models.TextChoices):
        OPEN = "open", "Not started"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.SlugField(max_length=60)
    area = models.SlugField(max_length=50, blank=True)
    what = models.TextField()
    owner = models.CharField(max_length=120, help_text="A role title, not a name.")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    note = models.TextField(blank=True, help_text="How far it is; why it was dropped.")
    done_on = models.DateField(null=True)
    carried_from = models.UUIDField(null=True, help_text="The same action in the round before.")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)
    changed_role = models.CharField(max_length=120)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what[:60]


class ActionVersion(WriteOnceModel):
    """Each state of a planned action, as it was saved."""

    what = models.TextField()
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    state = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    saved_by = models.UUIDField(null=True)
    saved_role = models.CharField(max_length=120)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["version"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["action", "version"], name="%(app_label)s_each_action_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"version {self.version}"
