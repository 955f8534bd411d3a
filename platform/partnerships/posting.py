"""Sending an invitation's letter from a page, and saying what became of it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from partnerships.actions.invitations import Invited
from partnerships.letters import send_invitation
from partnerships.models import Invitation

LINKS = "links_of_the_demonstration"


def post(request: HttpRequest, invited: Invited) -> None:
    """Called when the invitation is stored. The demonstration sends nothing, so its page shows the link."""
    link = request.build_absolute_uri(reverse("people:letter", args=[invited.secret]))
    sent = send_invitation(invited.invitation, link)
    if settings.DEMONSTRATION:
        request.session[LINKS] = {**request.session.get(LINKS, {}), str(invited.invitation.pk): link}
    if sent:
        messages.success(request, f"Invited: {invited.invitation.email}.")
    else:
        messages.warning(
            request, "The invitation is stored, but its letter could not be sent. Send it again."
        )


def link_to_show(request: HttpRequest, invitation: Invitation) -> str:
    """In the demonstration, to whoever invited; elsewhere the link exists in the letter alone."""
    if not settings.DEMONSTRATION or not invitation.is_open():
        return ""
    return str(request.session.get(LINKS, {}).get(str(invitation.pk), ""))
