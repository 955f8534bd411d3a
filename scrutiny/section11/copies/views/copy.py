from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.html import linebreaks
from django.utils.safestring import SafeString

from accounts.permissions import Permission
from partnerships.requests import PersonRequest
from scrutiny.section11.answering.bringing import to_take_along
from scrutiny.section11.copies.choosing import NOW, Shelf, the_shelf, wanted_copy
from scrutiny.section11.copies.document import Copy
from scrutiny.section11.copies.pdf import copy_pdf
from scrutiny.section11.copies.workbook import copy_workbook
from scrutiny.section11.desk import Desk, at_desk

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@at_desk(Permission.ANSWER_AUDIT)
def copy(request: PersonRequest, desk: Desk, round_slug: str) -> HttpResponse:
    """The agency's own copy: as it stands, or as it was signed; at any time, also years later."""
    shelf = the_shelf(desk, round_slug)
    shown = wanted_copy(request, shelf)
    query = f"?number={NOW if shown.number is None else shown.number}"
    context = {
        "desk": desk,
        "copy": shown,
        "sections": _sections(shown),
        "others": _others(desk, shelf, shown),
        "pdf_url": desk.url("copy_pdf", round_slug) + query,
        "workbook_url": desk.url("copy_sheet", round_slug) + query,
        "take_along_url": desk.url("copy_to_take_along", round_slug, shown.number) if shown.number else "",
        "sheet_url": desk.url("sheet_upload", round_slug) if shelf.work else "",
    }
    return render(request, "section11/copies/copy.html", context)


@at_desk(Permission.ANSWER_AUDIT)
def as_pdf(request: PersonRequest, desk: Desk, round_slug: str) -> HttpResponse:
    shown = wanted_copy(request, the_shelf(desk, round_slug))
    return download(copy_pdf(shown), "application/pdf", _name(desk, round_slug, shown, "pdf"))


@at_desk(Permission.ANSWER_AUDIT)
def as_workbook(request: PersonRequest, desk: Desk, round_slug: str) -> HttpResponse:
    shown = wanted_copy(request, the_shelf(desk, round_slug))
    return download(copy_workbook(shown), WORKBOOK, _name(desk, round_slug, shown, "xlsx"))


@at_desk(Permission.ANSWER_AUDIT)
def to_take_along_as_file(request: PersonRequest, desk: Desk, round_slug: str, number: int) -> HttpResponse:
    """What was signed, for another desk of the same agency: see answering.bringing."""
    row = next((each for each in the_shelf(desk, round_slug).signed if each.number == number), None)
    if row is None:
        raise Http404("There is no such signature.")
    name = f"{desk.organisation.slug}-{round_slug}-signed-{number}-to-take-along.txt"
    return download(to_take_along(row, desk.organisation), "text/plain; charset=utf-8", name)


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _name(desk: Desk, round_slug: str, shown: Copy, ending: str) -> str:
    return f"{desk.organisation.slug}-{round_slug}-{shown.word}.{ending}"


def _others(desk: Desk, shelf: Shelf, shown: Copy) -> list[tuple[str, str]]:
    """Text and address of every other copy of the round."""
    address = desk.url("copy", shelf.slug)
    numbers = [(f"As signed, number {row.number}", str(row.number), row.number) for row in shelf.signed]
    now: list[tuple[str, str, Any]] = [("As it stands now, not signed", NOW, None)] if shelf.work else []
    return [
        (text, f"{address}?number={word}")
        for text, word, number in [*now, *numbers]
        if number != shown.number
    ]


def _sections(shown: Copy) -> list[dict[str, Any]]:
    """Line ends of what people wrote, as a page shows them."""
    return [
        {
            "heading": section.heading,
            "expectation": section.expectation,
            "answers": [
                {
                    "number": answer.number,
                    "statement": answer.statement,
                    "rows": [(name, _lines(text)) for name, text in answer.fields],
                }
                for answer in section.answers
            ],
        }
        for section in shown.sections
    ]


def _lines(text: str) -> SafeString:
    return SafeString(linebreaks(text, autoescape=True))
