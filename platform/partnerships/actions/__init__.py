"""Every change to the region, its areas, partnerships and organisations, its people's roles and its keys; a file for each."""

from partnerships.actions.api_keys import issue_api_key, revoke_api_key
from partnerships.actions.invitations import accept, invite, send_again, withdraw
from partnerships.actions.organisations import OrganisationNotAdded, add_organisation
from partnerships.actions.people import deactivate, reactivate
from partnerships.actions.region import load_region
from partnerships.actions.roles import end_role, grant_role, held_at

__all__ = [
    "OrganisationNotAdded", "accept", "add_organisation", "deactivate", "end_role", "grant_role", "held_at", "invite",
    "issue_api_key", "load_region", "reactivate", "revoke_api_key", "send_again", "withdraw",
]  # fmt: skip
