"""How this service is kept safe, in plain words, and where to report that it is not."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from partnerships.decorators import open_to_all

VALID = timedelta(days=180)
"""How long a reader may rely on security.txt: it is made anew for each, so it never expires in their hands."""


@open_to_all
def security(request: HttpRequest) -> HttpResponse:
    context = {
        "contact": settings.SECURITY_CONTACT,
        "contact_words": settings.SECURITY_CONTACT.removeprefix("mailto:").removeprefix("tel:"),
        "made_up": settings.DEMONSTRATION,
    }
    return render(request, "config/security.html", context)


@open_to_all
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. A service that names nobody has no such file; `manage.py check --deploy` says so."""
    if not settings.SECURITY_CONTACT:
        raise Http404("No contact is configured.")
    expires = (datetime.now(UTC) + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(reverse('security-txt'))}",
        f"Policy: {request.build_absolute_uri(reverse('security'))}#report",
    ]
    if settings.DEMONSTRATION:
        lines.insert(0, "# A demonstration with made-up people: nobody reads this address.")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
