"""Addresses of an agency's own copies, relative to its own. Used once for each book; see section11.desk."""

from django.urls import URLPattern, path

from scrutiny.section11.books import Book
from scrutiny.section11.copies.views.copy import as_pdf, as_workbook, copy, to_take_along_as_file
from scrutiny.section11.copies.views.sheet import compare, take_along, take_in, upload

ROUND = "rounds/<slug:round_slug>/"


def copies_addresses(book: Book) -> list[URLPattern]:
    book_of = {"book": book}
    return [
        path(f"{ROUND}copy/", copy, book_of, name="copy"),
        path(f"{ROUND}copy.pdf", as_pdf, book_of, name="copy_pdf"),
        path(f"{ROUND}copy.xlsx", as_workbook, book_of, name="copy_sheet"),
        path(
            f"{ROUND}signed/<int:number>/take-along/",
            to_take_along_as_file,
            book_of,
            name="copy_to_take_along",
        ),
        path(f"{ROUND}sheet/", upload, book_of, name="sheet_upload"),
        path(f"{ROUND}sheet/download/", take_along, book_of, name="sheet_download"),
        path(f"{ROUND}sheet/differences/", compare, book_of, name="sheet_differences"),
        path(f"{ROUND}sheet/apply/", take_in, book_of, name="sheet_apply"),
    ]
