"""The letter that carries an invitation's link, and what every letter needs. Plain text, sent by Django's mail."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from partnerships.models import Invitation
from partnerships.selectors import the_region

log = logging.getLogger(__name__)


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Send it, and note when. False where it could not be sent; the reason is in the log, without the address."""
    try:
        EmailMessage(
            subject=f"Invitation: {invitation.role_class.title}, {place_name(invitation)}",
            body=letter(invitation, link),
            to=[invitation.email],
        ).send()
    except (OSError, SMTPException) as error:
        log.warning("The letter of invitation %s was not sent: %s", invitation.pk, type(error).__name__)
        return False
    invitation.sent_at = timezone.now()
    invitation.save(update_fields=["sent_at"])
    return True


def letter(invitation: Invitation, link: str) -> str:
    region = the_region()
    context = {
        "invitation": invitation,
        "role": invitation.role_class,
        "place": place_name(invitation),
        "service": region.service_name if region else "Scrutiny",
        "link": link,
        "demonstration": settings.DEMONSTRATION,
    }
    return render_to_string("people/letters/invitation.txt", context)


def place_name(invitation: Invitation) -> str:
    region = the_region()
    return str(invitation.place or (region.name if region else "the region"))
