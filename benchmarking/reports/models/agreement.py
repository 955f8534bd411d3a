"""What partners agreed in writing: to see each other's values that the public report hides."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kernel.access import READ, READ_AND_ADD, Access
from kernel.write_once import WriteOnceModel
from partnerships.models import Partnership

RECORD: Access = Access(region=READ_AND_ADD, partnership=READ)


class Agreement(WriteOnceModel):
    """The record of a written agreement on sharing, and the days it is for. It names nobody until they confirm it."""

    database_access: ClassVar = RECORD

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=200, help_text="Where the written agreement is kept.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="The last day on which it holds.")
    recorded_by = models.UUIDField()
    recorded_role = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-recorded_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="an_agreement_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="an_agreement_says_what_it_is",
                condition=~Q(title="") & ~Q(reference="") & ~Q(recorded_role=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Party(WriteOnceModel):
    """A partnership that the written agreement names."""

    database_access: ClassVar = RECORD

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["agreement", "partnership"], name="a_party_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} in {self.agreement_id}"


class Answer(WriteOnceModel):
    """A party's own word: it confirms the agreement, or takes its confirmation back. The newest one counts."""

    database_access: ClassVar = Access(
        region=READ, partnership=READ_AND_ADD, owner_column="owner_role", partnership_column="partnership_id"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="answers")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    owner_role = models.CharField(
        max_length=63, help_text="The database role that wrote it; row-level security."
    )
    number = models.PositiveSmallIntegerField(help_text="1, 2, 3 … for each party.")
    confirms = models.BooleanField()
    by = models.UUIDField()
    role = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["agreement", "partnership", "number"], name="answers_of_a_party_are_numbered"
            ),
            models.CheckConstraint(name="an_answer_is_somebodys", condition=Q(number__gte=1) & ~Q(role="")),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {'confirms' if self.confirms else 'withdraws'}"


class Ending(WriteOnceModel):
    """The coordinator ended the agreement before its last day. From that moment on nothing is named under it."""

    database_access: ClassVar = RECORD

    agreement = models.OneToOneField(
        Agreement, on_delete=models.PROTECT, primary_key=True, related_name="ending"
    )
    reason = models.TextField()
    by = models.UUIDField()
    role = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(name="an_ending_says_why", condition=~Q(reason="") & ~Q(role="")),
        ]

    def __str__(self) -> str:
        return f"End of {self.agreement_id}"
