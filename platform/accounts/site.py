"""Where the site is, for letters that no request of a browser asks for."""

from django.conf import settings


def site_address() -> str:
    if settings.DEMONSTRATION:
        return f"http://localhost:{settings.PORT}"
    return f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
