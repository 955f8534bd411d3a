"""Proof of a signature: what, when, in which role, and the hash that anybody can work out again."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from scrutiny.section11.answering.opening import DeskRequest, at_work
from scrutiny.section11.answering.presenters.signing import receipt_rows
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk

COPIES = (
    ("copy", "Read your copy"),
    ("copy_pdf", "Your copy as PDF"),
    ("copy_sheet", "Your copy as a spreadsheet"),
)


@at_work()
def receipt(request: DeskRequest, desk: Desk, work: Work, number: int) -> HttpResponse:
    signatures = list(work.assessment.signed.defer("canonical"))
    signed = next((each for each in signatures if each.number == number), None)
    if signed is None:
        raise Http404("There is no such signature.")
    slug = work.round.slug
    copies = [(text, f"{desk.url(name, slug)}?number={number}") for name, text in COPIES]
    context = {
        "desk": desk,
        "work": work,
        "signed": signed,
        "rows": receipt_rows(work, signed),
        "copies": copies,
        "others": [
            (each.number, desk.url("receipt", slug, each.number)) for each in signatures if each != signed
        ],
        "is_newest": signed == signatures[-1],
    }
    return render(request, "section11/answering/receipt.html", context)
