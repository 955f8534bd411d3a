"""Every address says who may see it: a view without a permission, or without saying it is open, fails here."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Pages that others wrote, each with the reason why it carries no permission of ours.
NOT_OURS = {
    "accounts/": "signing in and out, and one's own password",
    "api/v1/": "needs a key; see tests/integration/api",
    "design-system/": "shows every component with made-up content; the design system knows no people",
}


def every_address(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_address(entry, path)
        elif isinstance(entry, URLPattern):
            yield path, entry.callback


def test_every_address_says_who_may_see_it() -> None:
    silent = [
        path
        for path, view in every_address()
        if not path.startswith(tuple(NOT_OURS)) and not hasattr(view, "permission")
    ]
    assert silent == []


def test_every_address_inside_a_partnership_needs_a_permission() -> None:
    inside = [(path, view) for path, view in every_address() if path.startswith("area/")]
    assert inside
    assert [path for path, view in inside if getattr(view, "permission", None) is None] == []
