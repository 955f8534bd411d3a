from partnerships.models.api_key import ApiKey, ApiKeyUse
from partnerships.models.area import Area, AreaCode
from partnerships.models.invitation import Invitation
from partnerships.models.membership import Membership
from partnerships.models.organisation import Organisation
from partnerships.models.partnership import Partnership
from partnerships.models.region import Comparator, Region

__all__ = [
    "ApiKey", "ApiKeyUse", "Area", "AreaCode", "Comparator", "Invitation", "Membership", "Organisation", "Partnership", "Region",
]  # fmt: skip
