"""Which copies there are of an agency's answers in a round, and the one that an address asks for."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from scrutiny.section11.answering.selectors import Work, work_at
from scrutiny.section11.copies.building import signed_copy, working_copy
from scrutiny.section11.copies.document import Copy
from scrutiny.section11.desk import Desk

NOW = "now"


@dataclass(frozen=True)
class Shelf:
    """`work` None: the round no longer expects the agency; what it signed is still its own. `signed`: newest first."""

    desk: Desk
    slug: str
    work: Work | None
    signed: tuple[Any, ...]

    def copy(self, wanted: str) -> Copy:
        """`wanted`: a number, "now", or empty for the newest signed one, or where nothing is signed what stands now."""
        if self.work is not None and (wanted == NOW or not (wanted or self.signed)):
            return working_copy(self.work)
        for row in self.signed:
            if not wanted or wanted == str(row.number):
                return signed_copy(row, self.desk.organisation)
        raise Http404("There is no such copy.")


def the_shelf(desk: Desk, slug: str) -> Shelf:
    """Raises Http404 for a round in which the agency has no part in this book."""
    work = work_at(desk.book, desk.organisation, slug)
    assessment = desk.book.assessments.objects.filter(round=slug, organisation=desk.organisation.slug).first()
    signed = tuple(assessment.signed.order_by("-number")) if assessment else ()
    if work is None and not signed:
        raise Http404("There is no such round for this agency.")
    return Shelf(desk, slug, work, signed)


def wanted_copy(request: HttpRequest, shelf: Shelf) -> Copy:
    return shelf.copy(request.GET.get("number", ""))
