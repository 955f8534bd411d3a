"""Who else may enter a partnership's pages: people of an agency that once had its desk there.

Where an agency works may change; what it signed stays where it was signed, and stays its own to read. The part of the
platform that keeps desks says so once, when its app is ready (`let_in`); this one then needs to know nothing of it.
"""

from collections.abc import Callable, Collection

from partnerships.models import Partnership

Reason = Callable[[Collection[int], Partnership], bool]
"""Given keys of organisations and a partnership; asked in the region."""

_reasons: list[Reason] = []


def let_in(reason: Reason) -> None:
    """Saying the same twice changes nothing."""
    if reason not in _reasons:
        _reasons.append(reason)


def had_a_desk(organisations: Collection[int], partnership: Partnership) -> bool:
    return any(reason(organisations, partnership) for reason in _reasons)
