"""The version of an answer that somebody had before them, as a form says it."""

LONGEST = 8


def version_in(text: str) -> int:
    """What is no number counts as nothing seen: then nobody's text is written over."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else 0
