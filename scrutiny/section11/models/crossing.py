"""What crosses between agencies and partnerships in the shared schema, each row seen by one partnership alone.

An agency of several areas answers in the shared book. When it signs, each partnership is given its own copy: the
shared answers and its own area's, nothing of another's. How far a local agency has come is told to the region as
numbers and a state; what it wrote is not.
"""

import uuid
from typing import Any, ClassVar

from django.db import models

from kernel.access import ADD_AND_REMOVE, READ, READ_AND_ADD, Access
from kernel.write_once import RemovableModel, WriteOnceModel
from partnerships.models import Partnership


class Stage(models.TextChoices):
    """Where an agency's answers stand. Worked out by section11.stages, in one place."""

    NOT_STARTED = "not_started", "Not started"
    ANSWERING = "answering", "In progress"
    SUBMITTED = "submitted", "Waiting for the lead's signature"
    SIGNED = "signed", "Signed off"
    RETURNED = "returned", "Returned for changes"


class Delivery(WriteOnceModel):
    """Signed answers of an agency of several areas, as one partnership may read them."""

    database_access: ClassVar = Access(
        region=READ_AND_ADD, partnership=READ, partnership_column="partnership_id"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="deliveries")
    round = models.SlugField(max_length=60)
    organisation = models.SlugField(max_length=50)
    number = models.PositiveSmallIntegerField(help_text="1 for what was signed first; the highest counts.")
    canonical = models.TextField(
        help_text="Canonical JSON: exactly the text that was hashed. See section11.signed."
    )
    sha256 = models.CharField(max_length=64)
    signed_role = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["partnership", "round", "organisation", "number"], name="one_delivery_of_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.round}, {self.number}"


class DeliveredEvidence(WriteOnceModel):
    """A piece of evidence that a delivery names: by this row its partnership may open the file, and no other."""

    database_access: ClassVar = Access(
        region=READ_AND_ADD, partnership=READ, partnership_column="partnership_id"
    )

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="evidence")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="delivered_evidence")
    evidence = models.UUIDField(help_text="Its id in the library of its agency, as signed.")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["delivery", "evidence"], name="evidence_once_a_delivery")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["evidence"], name="delivered_evidence")]

    def __str__(self) -> str:
        return f"{self.evidence} in {self.delivery_id}"


class DeliveredFile(RemovableModel):
    """The copy of a file that went with a signature, one for all partnerships to which it was delivered. Libraries
    stay closed to them."""

    database_access: ClassVar = Access(
        region=ADD_AND_REMOVE,
        partnership=READ,
        seen_through=("evidence", "section11_deliveredevidence", "evidence"),
    )

    evidence = models.UUIDField(primary_key=True)
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes.")
    scanned = models.CharField(
        max_length=60, blank=True, help_text="What looked for malware; empty: nothing did."
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.sha256[:12]}"


class ReturnRequest(WriteOnceModel):
    """A partnership asks an agency to change its signed answers. Until it signs again they may be edited."""

    database_access: ClassVar = Access(
        region=READ, partnership=READ_AND_ADD, partnership_column="partnership_id"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="return_requests")
    round = models.SlugField(max_length=60)
    organisation = models.SlugField(max_length=50)
    about_number = models.PositiveSmallIntegerField(
        help_text="The number of the signed answers it speaks of."
    )
    statements = models.JSONField(default=list, help_text="Ids of the statements it speaks of; empty: all.")
    note = models.TextField()
    until = models.DateField(help_text="The last day on which the agency may change and sign again.")
    requested_at = models.DateTimeField()
    requested_by = models.UUIDField()
    requested_role = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar[list[str]] = ["requested_at"]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.round}: returned"


class Standing(models.Model):
    """How far an agency has come for one area. Written with whatever changes it, in the same transaction."""

    database_access: ClassVar = Access(
        partnership=("SELECT", "INSERT", "UPDATE"), partnership_column="partnership_id"
    )

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="audit_standings")
    round = models.SlugField(max_length=60)
    organisation = models.SlugField(max_length=50)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.NOT_STARTED)
    asked = models.PositiveSmallIntegerField(default=0, help_text="Statements asked for this area.")
    answered = models.PositiveSmallIntegerField(default=0, help_text="Of them, answered and confirmed.")
    signed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["partnership", "round", "organisation"], name="one_standing_of_an_agency_in_an_area"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.round}: {self.stage}"
