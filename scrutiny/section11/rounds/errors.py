"""What can stand against running a round. Words for the person who wanted it."""

from kernel.errors import UserError


class NotPossible(UserError):
    """The round cannot be changed so; the text says why."""


class ChangedMeanwhile(UserError):
    """Somebody else changed it since the person looked."""
