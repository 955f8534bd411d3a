"""Why an answer was not kept, submitted or signed."""

from typing import Any

from kernel.errors import UserError


class NotNow(UserError):
    """The answers cannot be changed, submitted or signed as things stand; the text says why."""


class NotAnAnswer(UserError):
    """What was sent answers no question of this assessment, or not as it is asked; the text says what is wrong."""


class NotExpected(NotNow):
    """The agency is asked nothing in this round, or nobody knows of the round yet."""


class Conflict(Exception):
    """Somebody else changed the answer meanwhile. `current` is theirs; what was sent is kept as a version set aside."""

    def __init__(self, current: Any, sent: Any) -> None:
        super().__init__("Somebody else changed this answer while you were writing.")
        self.current, self.sent = current, sent
