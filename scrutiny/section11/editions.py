"""What an edition says, read from the database and parsed once in the life of a process."""

from scrutiny.frameworks.content import Content
from scrutiny.frameworks.models import Edition
from scrutiny.section11.questions import Question, questions

_KNOWN: dict[str, Content] = {}
"""By the hash of the text: what has the same hash says the same, whichever database it was read from."""
_ASKED: dict[tuple[int, str, tuple[str, ...]], tuple[Content, tuple[Question, ...]]] = {}
"""By the very object that says what is asked, which is kept beside it, so that no other takes its place."""
MOST = 200


def content_of_edition(edition: Edition) -> Content:
    """An edition never changes. Where its text was deferred, the first to ask reads it."""
    found = _KNOWN.get(edition.sha256)
    if found is None:
        if len(_KNOWN) >= MOST:
            _KNOWN.clear()
        found = _KNOWN[edition.sha256] = edition.content
    return found


def asked(content: Content, kind: str, areas: tuple[str, ...]) -> tuple[Question, ...]:
    """What an agency of this kind is asked for these areas, put together once."""
    key = id(content), kind, areas
    found = _ASKED.get(key)
    if found is None:
        if len(_ASKED) >= MOST:
            _ASKED.clear()
        found = _ASKED[key] = content, tuple(questions(content, kind, areas))
    return found[1]
