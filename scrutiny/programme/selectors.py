"""Reads of the region's own description."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from partnerships.models import Organisation
from scrutiny.programme.models import Theme, Workstream


@dataclass(frozen=True)
class WorkstreamList:
    """The workstreams that one document lists."""

    listed_in: str
    workstreams: tuple[Workstream, ...]


def organisations() -> QuerySet[Organisation]:
    """Every organisation with its areas and those it took over from, by kind."""
    return Organisation.objects.prefetch_related("areas", "predecessors")


def workstreams_by_document() -> list[WorkstreamList]:
    """Newest document first."""
    rows = Workstream.objects.order_by("-listed_on", "listed_in", "order")
    return [
        WorkstreamList(title, tuple(members)) for title, members in groupby(rows, lambda row: row.listed_in)
    ]


def themes() -> QuerySet[Theme]:
    return Theme.objects.all()
