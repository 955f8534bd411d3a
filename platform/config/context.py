"""What every page's template may need to know of the region."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts.second_factor import is_half_signed_in
from config.demonstration.people import PASSWORD, sign_ins
from config.navigation import navigation
from design_system.tables import Table
from partnerships.permissions import memberships_of
from partnerships.selectors import the_region

DEMONSTRATION = (
    "The figures are published official statistics or a partnership's own printed ones; "
    "the people, their signatures and all answers to the audit are made up."
)
NO_SECOND_FACTOR = "Nobody is asked for a second factor at sign-in here; a live service requires one."
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0 "
    "(Department for Education; Office for National Statistics)."
)


def region(request: HttpRequest) -> dict[str, Any]:
    return {
        "region": the_region(),
        "navigation": _navigation(request),
        "account_url": _account_address(request),
        "half_signed_in": is_half_signed_in(request),
        "demonstration_banner": _banner(),
        "footer_links": _footer_links(request),
        "attribution": ATTRIBUTION,
        "demonstration_sign_ins": SimpleLazyObject(_sign_ins),
    }


def _banner() -> str:
    if not settings.DEMONSTRATION:
        return ""
    return DEMONSTRATION if settings.SECOND_FACTOR_REQUIRED else f"{DEMONSTRATION} {NO_SECOND_FACTOR}"


def _sign_ins() -> dict[str, Any]:
    """For the sign-in page alone, which is why it is lazy."""
    if not settings.DEMONSTRATION:
        return {}
    rows = [[entry.role_title, entry.email] for entry in sign_ins()]
    return {
        "password": PASSWORD,
        "table": Table("Demonstration sign-ins", ["Role", "Email"], rows, caption_hidden=True),
    }


def _footer_links(request: HttpRequest) -> list[dict[str, str]]:
    """Whoever is not signed in is led to open pages alone."""
    inside = _account_address(request)
    links = [
        *([("The region", reverse("programme:region"))] if inside else []),
        ("Published reports", reverse("published:list")),
        ("How this works", reverse("programme:how")),
        ("Sources and licence", reverse("programme:sources")),
        ("Security", reverse("security")),
        ("Accessibility", reverse("programme:accessibility")),
    ]
    return [{"text": text, "href": href} for text, href in links]


def _account_address(request: HttpRequest) -> str:
    person = getattr(request, "user", None)
    return reverse("people:you") if person is not None and person.is_authenticated else ""


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    person = getattr(request, "user", None)
    if person is None or is_half_signed_in(request) or not memberships_of(person):
        return []
    return navigation(person, request.path)
