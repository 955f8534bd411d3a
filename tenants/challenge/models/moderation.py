"""What the partnership's own scrutiny says of agencies' signed answers. Nothing is ever written over."""

import uuid
from typing import Any, ClassVar

from django.db import models

from kernel.write_once import WriteOnceModel


class ModeratedGrade(WriteOnceModel):
    """A scrutineer's grade beside the agency's own, with the reason. The newest counts; the others stay.

    It speaks of the signed answers it names: whether it still counts after the agency signed again, challenge.judged
    says.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.SlugField(max_length=60)
    organisation = models.SlugField(max_length=50)
    statement = models.SlugField(max_length=60)
    response_sha256 = models.CharField(max_length=64, help_text="The signed answers that were looked at.")
    self_grade = models.SlugField(max_length=60)
    grade = models.SlugField(max_length=60)
    reason = models.TextField()
    moderated_at = models.DateTimeField()
    moderated_by = models.UUIDField()
    moderated_role = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar[list[str]] = ["moderated_at", "pk"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["round", "organisation"])]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.statement}: {self.grade}"


class Release(WriteOnceModel):
    """The partnership lets the words of an agency's answer, or a planned action, go to the region. Or takes it back."""

    class What(models.TextChoices):
        NARRATIVE = "narrative", "What the agency wrote"
        ACTION = "action", "A planned action"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.SlugField(max_length=60)
    organisation = models.SlugField(max_length=50)
    statement = models.SlugField(max_length=60)
    what = models.CharField(max_length=10, choices=What)
    action = models.UUIDField(null=True, help_text="Of a planned action: its id in the signed answers.")
    response_sha256 = models.CharField(max_length=64, help_text="The signed answers whose words were read.")
    released = models.BooleanField(help_text="False: taken back. The newest row counts.")
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()
    decided_role = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar[list[str]] = ["decided_at", "pk"]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.statement}: {self.what}"
