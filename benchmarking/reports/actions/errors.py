"""Why something cannot be done with an issue, in words for whoever tried."""

from kernel.errors import UserError


class NotNow(UserError):
    """The issue is in another state, or somebody else was faster; the text says which."""


class NothingNew(UserError):
    """The issue that stands is of the same run, so there is nothing to correct."""
