"""The letter that reminds somebody of an agency. Plain text, sent by Django's mail."""

from datetime import date
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.site import site_address
from partnerships.selectors import the_region
from scrutiny.section11.models import Reminder, Round
from scrutiny.section11.rounds.reminders.recipients import ToRemind

TEXT = (
    "Please complete your answers and sign them off. If you cannot do so in time, tell your safeguarding partnership "
    "why, and how long you need."
)
"""What stands in the letter unless somebody writes something else."""


def subject(round_: Round) -> str:
    return " ".join(f"Reminder: {round_.name}".split())


def body(round_: Round, agency: str, last_day: date, text: str, site: str = "") -> str:
    region = the_region()
    context = {
        "service": region.service_name if region else "Scrutiny",
        "round": round_,
        "agency": agency,
        "last_day": last_day,
        "text": text,
        "link": f"{site.rstrip('/') or site_address()}{reverse('rounds:list')}",
        "demonstration": settings.DEMONSTRATION,
    }
    return render_to_string("section11/rounds/letters/reminder.txt", context)


def example(round_: Round, recipient: ToRemind, text: str) -> str:
    """The letter as the first agency gets it."""
    agency = recipient.on_board
    return body(round_, agency.name, agency.last_day(round_.closes_on), text)


def message(reminder: Reminder, email: str, last_day: date, site: str = "") -> EmailMessage:
    """The same letter has the same number always: one that is sent twice, because a machine stopped between sending
    and noting it, is known as one by mail programs."""
    expected, batch = reminder.expected, reminder.batch
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject=subject(expected.round),
        body=body(expected.round, expected.organisation.name, last_day, batch.text, site),
        to=[email],
        headers={"Message-ID": f"<reminder-{reminder.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
