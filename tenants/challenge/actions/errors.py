from kernel.errors import UserError


class NotPossibleNow(UserError):
    """It cannot be done as things stand; the text says why and what to do."""
