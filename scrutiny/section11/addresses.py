"""What an agency finds at its desk, relative to its own address. Included once for each book; see section11.desk."""

from django.urls import URLPattern, URLResolver, include, path

from scrutiny.section11.answering.urls import answering_addresses
from scrutiny.section11.books import Book
from scrutiny.section11.copies.urls import copies_addresses
from scrutiny.section11.evidence.urls import evidence_addresses
from scrutiny.section11.planned.urls import planned_addresses


def desk_addresses(book: Book) -> list[URLResolver]:
    pages: list[URLPattern] = [
        *answering_addresses(book),
        *evidence_addresses(book),
        *planned_addresses(book),
        *copies_addresses(book),
    ]
    return [path("agency/<slug:agency>/", include((pages, "answering"), namespace=book.namespace))]
