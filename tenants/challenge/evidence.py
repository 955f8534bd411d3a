"""Evidence that signed answers name, as the panel may open it: what is still kept of it, and what was removed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from scrutiny.section11.books import SHARED
from scrutiny.section11.evidence.selectors import removals
from scrutiny.section11.models import DeliveredFile
from tenants.challenge.responses import Response
from tenants.self_assessment.books import LOCAL


@dataclass(frozen=True)
class Kept:
    """By the ids of evidence. `files`: without their bytes, which are read when one is opened."""

    files: dict[str, Any] = field(default_factory=dict)
    removed: dict[str, Any] = field(default_factory=dict)


def kept_of(responses: Iterable[Response]) -> Kept:
    """Of everything that any version of these answers names. Four queries at most, however much that is.

    Under the partnership's role: of the shared schema it sees what was delivered to it, and no library.
    """
    shared: set[str] = set()
    local: set[str] = set()
    for response in responses:
        named = {piece["id"] for version in response.versions for piece in version.evidence}
        (shared if response.shared else local).update(named)
    return Kept(
        {**_delivered(shared), **_own(local)},
        {
            **removals(SHARED.evidence_removals, shared),
            **removals(LOCAL.evidence_removals, local),
        },
    )


def _delivered(ids: set[str]) -> dict[str, Any]:
    rows = DeliveredFile.objects.filter(pk__in=ids).defer("content") if ids else ()
    return {str(each.pk): each for each in rows}


def _own(ids: set[str]) -> dict[str, Any]:
    rows = LOCAL.evidence.objects.filter(pk__in=ids, stored__isnull=False) if ids else ()
    return {str(each.pk): each for each in rows}
