"""The states of an issue of a report, and the steps between them. No Django."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """In the words that pages print. Superseded follows by itself, once a correction is published."""

    DRAFT = "draft"
    FACTUAL_CHECK = "factual check"
    FINAL = "final"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"

    @property
    def is_open(self) -> bool:
        """Whether it may still change: not published yet."""
        return self in (State.DRAFT, State.FACTUAL_CHECK, State.FINAL)


STEPS: Mapping[State, tuple[State, ...]] = {
    State.DRAFT: (State.FACTUAL_CHECK,),
    State.FACTUAL_CHECK: (State.FINAL, State.DRAFT),
    State.FINAL: (State.PUBLISHED, State.DRAFT),
    State.PUBLISHED: (),
    State.SUPERSEDED: (),
}
"""Where each state may go next. The database holds the same rule: migration 0002."""

COMMENTED_IN = (State.DRAFT, State.FACTUAL_CHECK)
REPLIED_IN = (State.FACTUAL_CHECK, State.FINAL)
