"""What can stand against a change to a draft. Words for the person who wanted it."""

from kernel.errors import UserError


class DraftClosed(UserError):
    """The draft was published or discarded in the meantime."""


class ChangedMeanwhile(UserError):
    """Somebody else changed the same part since it was opened."""


class NotAllowed(UserError):
    """The change would break a rule of editions; the text says which."""
