"""The audit trail to read and to download: all of it for the platform's auditor, its own for a partnership's manager."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from accounts.permissions import Permission
from audit_trail.selectors import Asked, Place, entries
from partnerships.decorators import permit
from partnerships.remembering import say_what_is_read
from partnerships.requests import PartnershipRequest
from partnerships.selectors import open_partnerships
from partnerships.trail import presenters
from partnerships.trail.forms import REGION, RegionalTrailFilter, TrailFilter

ROWS = 50
BATCH = 2_000
READ, DOWNLOAD = "read audit trail", "download audit trail"


@permit(Permission.READ_TRAIL, remember=READ)
def of_all(request: HttpRequest) -> HttpResponse:
    """Every chain, or one."""
    names = _chains()
    form = RegionalTrailFilter(request.GET, names)
    if not form.is_valid():
        return _page(request, form, names, None)
    asked = form.asked()
    _say(request, asked)
    return _page(request, form, names, asked)


@permit(Permission.READ_TRAIL, remember=DOWNLOAD)
def of_all_as_csv(request: HttpRequest) -> HttpResponse:
    form = RegionalTrailFilter(request.GET, _chains())
    if not form.is_valid():
        return _refused(form)
    _say(request, form.asked())
    return _csv(form.asked(), "audit-trail")


@permit(Permission.READ_TRAIL, remember=READ)
def of_partnership(request: PartnershipRequest) -> HttpResponse:
    """A partnership's own chain; its database role reads no other."""
    slug = request.partnership.slug
    form = TrailFilter(request.GET)
    names = {slug: request.partnership.area.short_name}
    if not form.is_valid():
        return _page(request, form, names, None)
    say_what_is_read(request, presenters.in_words(f"trail of {slug}", form.asked()))
    return _page(request, form, names, form.asked(slug))


@permit(Permission.READ_TRAIL, remember=DOWNLOAD)
def of_partnership_as_csv(request: PartnershipRequest) -> HttpResponse:
    slug = request.partnership.slug
    form = TrailFilter(request.GET)
    if not form.is_valid():
        return _refused(form)
    say_what_is_read(request, presenters.in_words(f"trail of {slug}", form.asked()))
    return _csv(form.asked(slug), f"audit-trail-{slug}")


def _chains() -> dict[str, str]:
    return {"": presenters.REGION} | {each.slug: each.area.short_name for each in open_partnerships()}


def _say(request: HttpRequest, asked: Asked) -> None:
    whose = "the whole trail" if asked.chain is None else f"trail of {asked.chain or REGION}"
    say_what_is_read(request, presenters.in_words(whose, asked))


def _page(
    request: HttpRequest, form: TrailFilter, names: dict[str, str], asked: Asked | None
) -> HttpResponse:
    after = Place.parse(request.GET.get("after", ""))
    found = list(entries(asked, after)[: ROWS + 1]) if asked else []
    shown, more = found[:ROWS], found[ROWS:]
    context = {
        "form": form,
        "partnership": getattr(request, "partnership", None),
        "table": presenters.table(shown, names) if shown else None,
        "csv_query": _without_place(request.GET).urlencode(),
        "pages": _pages(request.GET, str(Place.of(shown[-1])) if more else "", first=after is None),
    }
    return render(request, "partnerships/trail.html", context, status=200 if asked else 400)


def _pages(query: QueryDict, last: str, *, first: bool) -> dict[str, dict[str, str]]:
    """Where to go on: entries that are added meanwhile shift no page."""
    pages, kept = {}, _without_place(query)
    if not first:
        pages["previous"] = {"href": f"?{kept.urlencode()}", "text": "Newest entries"}
    if last:
        kept["after"] = last
        pages["next"] = {"href": f"?{kept.urlencode()}", "text": "Older entries"}
    return pages


def _without_place(query: QueryDict) -> QueryDict:
    kept = query.copy()
    kept.pop("after", None)
    return kept


def _csv(asked: Asked, name: str) -> HttpResponse:
    with transaction.atomic():
        text = presenters.csv_text(entries(asked).iterator(chunk_size=BATCH))
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.csv"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _refused(form: TrailFilter) -> HttpResponse:
    text = "\n".join(str(message) for texts in form.errors.values() for message in texts)
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=400)
