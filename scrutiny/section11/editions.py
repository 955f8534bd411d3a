"""What an edition says, read from the database and parsed once in the life of a process."""

from scrutiny.frameworks.content import Content
from scrutiny.frameworks.models import Edition

_KNOWN: dict[str, Content] = {}
"""By the hash of the text: what has the same hash says the same, whichever database it was read from."""
MOST = 200


def content_of_edition(edition: Edition) -> Content:
    """An edition never changes. Where its text was deferred, the first to ask reads it."""
    found = _KNOWN.get(edition.sha256)
    if found is None:
        if len(_KNOWN) >= MOST:
            _KNOWN.clear()
        found = _KNOWN[edition.sha256] = edition.content
    return found
