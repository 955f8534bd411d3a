"""What practitioners say: short and anonymous. A reply holds no person, no address, no hour."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.db import models

from kernel.write_once import WriteOnceModel


class Survey(models.Model):
    """Practitioners of one agency are asked, for one area, under one link. The link's secret is kept as a hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.SlugField(max_length=60)
    organisation = models.SlugField(max_length=50)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    opened_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which replies are taken.")
    closed_at = models.DateTimeField(null=True, help_text="Set where somebody closed it before its last day.")
    opened_by = models.UUIDField()
    opened_role = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "organisation"], name="one_survey_of_an_agency_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.round}"

    def is_open_on(self, day: date) -> bool:
        """Once it is not, it never is again: what its replies say is shown from then on, and does not change."""
        return self.closed_at is None and self.opened_on <= day <= self.closes_on


class SurveyReply(WriteOnceModel):
    """One practitioner's view: the position of a grade (0 lowest) by the id of each standard, or null: cannot say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="replies")
    grades = models.JSONField()

    def __str__(self) -> str:
        return f"reply to {self.survey_id}"
