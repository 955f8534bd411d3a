"""What every page may rely on. List it first: a later context processor, or the view, overrides it."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "region": {"service_name": "Scrutiny"},
        "home_url": "/",
        "navigation": [],
        "footer_links": [],
        "attribution": "Contains public sector information licensed under the Open Government Licence v3.0.",
        "licence_url": LICENCE_URL,
        "demonstration_banner": "",
        "sign_in_url": _address("account_login"),
        "sign_out_url": _address("account_logout"),
        "account_url": _address("account_home"),
    }


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
