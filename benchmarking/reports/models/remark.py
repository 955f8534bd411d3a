"""What is said beside the numbers: the coordinator's commentary and each partnership's reply, version by version."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from benchmarking.reports.models.issue import Issue
from kernel.access import READ, READ_AND_ADD, Access
from kernel.write_once import WriteOnceModel
from partnerships.models import Partnership

LONGEST_COMMENTARY = 4_000
LONGEST_REPLY = 2_000

models.TextField.register_lookup(Length)  # for the checks of length below


class Signed(WriteOnceModel):
    """One signed version. A later one takes its place; an empty one takes the text away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField(max_length=120, help_text="The section: summary, or the anchor of a topic.")
    version = models.PositiveSmallIntegerField(help_text="1, 2, 3 … without a gap.")
    text = models.TextField(blank=True, help_text="Plain; an empty line ends a paragraph.")
    made_up = models.BooleanField(default=False, help_text="Written for the demonstration.")
    by = models.UUIDField()
    role = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta(WriteOnceModel.Meta):
        abstract = True


class Commentary(Signed):
    """The coordinator's word on a section. Written while the issue is a draft or in its factual check."""

    database_access: ClassVar = Access(region=READ_AND_ADD)

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="commentary")

    class Meta:
        ordering: ClassVar[list[str]] = ["about", "version"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["issue", "about", "version"], name="versions_of_commentary_are_numbered"
            ),
            models.CheckConstraint(
                name="commentary_is_signed_and_not_too_long",
                condition=Q(version__gte=1, text__length__lte=LONGEST_COMMENTARY)
                & ~Q(role="")
                & ~Q(about=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Commentary on {self.about}, version {self.version}"


class Reply(Signed):
    """A partnership's reply beside a section: facts and context. Only the partnership itself can add one."""

    database_access: ClassVar = Access(
        region=READ, partnership=READ_AND_ADD, owner_column="owner_role", partnership_column="partnership_id"
    )

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="replies")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    owner_role = models.CharField(
        max_length=63, help_text="The database role that wrote it; row-level security."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["about", "partnership", "version"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["issue", "partnership", "about", "version"], name="versions_of_a_reply_are_numbered"
            ),
            models.CheckConstraint(
                name="a_reply_is_signed_and_not_too_long",
                condition=Q(version__gte=1, text__length__lte=LONGEST_REPLY) & ~Q(role="") & ~Q(about=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Reply on {self.about}, version {self.version}"
