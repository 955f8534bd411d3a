"""Why somebody was not signed in. The sentence is for the person, the reason for the log."""


class Refused(Exception):
    status = 403
    sentence = (
        "The answer of the sign-in service could not be trusted, so you were not signed in. Please try again."
    )

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class NotReached(Refused):
    status = 503
    sentence = "The sign-in service of your organisation does not answer. Please try again in a few minutes."


class Abandoned(Refused):
    status = 200
    sentence = "You stopped signing in, or your organisation's sign-in service did not let you in."


class NotWaiting(Refused):
    status = 400
    sentence = "This sign-in was finished already, or took too long. Please start again."


class SaysNotWhen(Refused):
    """Documented beside the configuration of providers."""

    status = 400
    sentence = (
        "The sign-in service of your organisation does not say when you signed in there (the claim auth_time is missing), "
        "so it cannot confirm that it is still you. Please tell whoever looks after this service. Trying again does not help."
    )
