"""The shared book: agencies that answer for several areas. Partnerships' roles see nothing of it."""

from typing import ClassVar

from django.db import models

from kernel.access import ADD_AND_REMOVE, READ, READ_AND_ADD, Access
from scrutiny.section11.models import book


class Assessment(book.Assessment):
    database_access: ClassVar = Access()

    class Meta(book.Assessment.Meta):
        abstract = False


class Answer(book.Answer):
    database_access: ClassVar = Access()

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")

    class Meta(book.Answer.Meta):
        abstract = False


class AnswerVersion(book.AnswerVersion):
    database_access: ClassVar = Access(region=READ_AND_ADD)

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="versions")

    class Meta(book.AnswerVersion.Meta):
        abstract = False


class SectionWork(book.SectionWork):
    database_access: ClassVar = Access()

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sections")

    class Meta(book.SectionWork.Meta):
        abstract = False


class Comment(book.Comment):
    database_access: ClassVar = Access(region=READ_AND_ADD)

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="comments")

    class Meta(book.Comment.Meta):
        abstract = False


class SignedAnswers(book.SignedAnswers):
    database_access: ClassVar = Access(region=READ_AND_ADD)

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="signed")

    class Meta(book.SignedAnswers.Meta):
        abstract = False


class Evidence(book.Evidence):
    database_access: ClassVar = Access()

    class Meta(book.Evidence.Meta):
        abstract = False


class EvidenceContent(book.EvidenceContent):
    database_access: ClassVar = Access(region=ADD_AND_REMOVE)

    evidence = models.OneToOneField(
        Evidence, on_delete=models.PROTECT, primary_key=True, related_name="stored"
    )

    class Meta(book.EvidenceContent.Meta):
        abstract = False


class EvidenceRemoval(book.EvidenceRemoval):
    """The one thing of this book that partnerships see: of what was delivered to them, that it was removed."""

    database_access: ClassVar = Access(
        region=READ_AND_ADD,
        partnership=READ,
        seen_through=("evidence_id", "section11_deliveredevidence", "evidence"),
    )

    evidence = models.OneToOneField(
        Evidence, on_delete=models.PROTECT, primary_key=True, related_name="removal"
    )

    class Meta(book.EvidenceRemoval.Meta):
        abstract = False


class EvidenceUse(book.EvidenceUse):
    database_access: ClassVar = Access()

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="evidence_uses")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")

    class Meta(book.EvidenceUse.Meta):
        abstract = False


class PlannedAction(book.PlannedAction):
    database_access: ClassVar = Access()

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="planned_actions")
    evidence = models.ManyToManyField(Evidence, related_name="actions")

    class Meta(book.PlannedAction.Meta):
        abstract = False


class ActionVersion(book.ActionVersion):
    database_access: ClassVar = Access(region=READ_AND_ADD)

    action = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, related_name="versions")

    class Meta(book.ActionVersion.Meta):
        abstract = False
