from tenants.challenge.models.moderation import ModeratedGrade, Release
from tenants.challenge.models.survey import Survey, SurveyReply

__all__ = ["ModeratedGrade", "Release", "Survey", "SurveyReply"]
