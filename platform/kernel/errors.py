"""Errors whose words are meant for the person who caused them."""


class UserError(Exception):
    """Something a person can put right. Its text is shown to them as it stands."""


class NotPermitted(Exception):
    """The person may not do this. Pages answer 404, so that nothing is learnt from asking."""
