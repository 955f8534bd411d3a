from tenants.challenge.actions.errors import NotPossibleNow
from tenants.challenge.actions.moderation import moderate
from tenants.challenge.actions.releases import decide_releases
from tenants.challenge.actions.returning import return_for_changes
from tenants.challenge.actions.survey import SurveyOpened, close_survey, open_survey, reply

__all__ = [
    "NotPossibleNow",
    "SurveyOpened",
    "close_survey",
    "decide_releases",
    "moderate",
    "open_survey",
    "reply",
    "return_for_changes",
]
