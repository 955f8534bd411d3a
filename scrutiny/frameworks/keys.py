"""Ids for what is new: readable, and never one that was used before."""

from collections.abc import Collection
from itertools import count

from django.utils.text import slugify

WORDS = 6
LONGEST = 50


def free_key(text: str, taken: Collection[str]) -> str:
    """The first words of a text as an id; with a number where that is taken."""
    stem = slugify(" ".join(text.split()[:WORDS]))[:LONGEST].strip("-") or "statement"
    return next(
        key for number in count(1) if (key := stem if number == 1 else f"{stem}-{number}") not in taken
    )
