"""What is worth a line in the log."""

import logging

FORESEEN = frozenset({409, 422})
"""Answers that only our own views give, to people, as a part of the work: somebody else was quicker, or what was sent
must be put right. Five hundred people who answer at once would fill the log with them."""


class Unforeseen(logging.Filter):
    """For Django's own notes of every answer of 400 and more."""

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(record, "status_code", None) not in FORESEEN
