"""A partnership's own book: agencies that answer for its area alone. In its schema; nobody else sees it."""

from django.db import models

from scrutiny.section11.models import book


class Assessment(book.Assessment):
    class Meta(book.Assessment.Meta):
        abstract = False


class Answer(book.Answer):
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")

    class Meta(book.Answer.Meta):
        abstract = False


class AnswerVersion(book.AnswerVersion):
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="versions")

    class Meta(book.AnswerVersion.Meta):
        abstract = False


class SectionWork(book.SectionWork):
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sections")

    class Meta(book.SectionWork.Meta):
        abstract = False


class Comment(book.Comment):
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="comments")

    class Meta(book.Comment.Meta):
        abstract = False


class SignedAnswers(book.SignedAnswers):
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="signed")

    class Meta(book.SignedAnswers.Meta):
        abstract = False


class Evidence(book.Evidence):
    class Meta(book.Evidence.Meta):
        abstract = False


class EvidenceContent(book.EvidenceContent):
    evidence = models.OneToOneField(
        Evidence, on_delete=models.PROTECT, primary_key=True, related_name="stored"
    )

    class Meta(book.EvidenceContent.Meta):
        abstract = False


class EvidenceRemoval(book.EvidenceRemoval):
    evidence = models.OneToOneField(
        Evidence, on_delete=models.PROTECT, primary_key=True, related_name="removal"
    )

    class Meta(book.EvidenceRemoval.Meta):
        abstract = False


class EvidenceUse(book.EvidenceUse):
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="evidence_uses")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")

    class Meta(book.EvidenceUse.Meta):
        abstract = False


class PlannedAction(book.PlannedAction):
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="planned_actions")
    evidence = models.ManyToManyField(Evidence, related_name="actions")

    class Meta(book.PlannedAction.Meta):
        abstract = False


class ActionVersion(book.ActionVersion):
    action = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, related_name="versions")

    class Meta(book.ActionVersion.Meta):
        abstract = False
