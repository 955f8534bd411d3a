"""The part of an agency in the round that an address names."""

from django.http import Http404

from scrutiny.section11.answering.selectors import Work, work_at
from scrutiny.section11.desk import Desk


def the_work(desk: Desk, round_slug: str) -> Work:
    """Of a launched round, kept in this desk's book. Raises Http404."""
    if "\0" in round_slug:  # the database would refuse to look for it
        raise Http404("There is no such round.")
    work = work_at(desk.book, desk.organisation, round_slug)
    if work is None:
        raise Http404("There is no such round for this agency.")
    return work
