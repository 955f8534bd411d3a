"""The pages on which an agency answers. Used once for each book; see section11.desk."""

from django.urls import URLPattern, path

from scrutiny.section11.answering.views import (
    bring,
    check,
    comment,
    conflict,
    home,
    put_back,
    question,
    receipt,
    save,
    section,
    sharing,
    sign,
    start,
    take_back,
    task_list,
)
from scrutiny.section11.books import Book

ROUND = "rounds/<slug:round>/"
SECTION = f"{ROUND}sections/<slug:standard>/"
QUESTION = f"{ROUND}questions/<slug:question>/"


def answering_addresses(book: Book) -> list[URLPattern]:
    """Relative to an agency's own."""
    book_of = {"book": book}
    return [
        path("", home.home, book_of, name="home"),
        path(ROUND, task_list.task_list, book_of, name="task_list"),
        path(f"{ROUND}start/", start.begin, book_of, name="start"),
        path(f"{ROUND}bring/", bring.bring_answers, book_of, name="bring"),
        path(SECTION, section.section, book_of, name="section"),
        path(f"{SECTION}give/", sharing.give, book_of, name="give"),
        path(f"{SECTION}hand-in/", sharing.hand_in_section, book_of, name="hand_in"),
        path(f"{SECTION}return/", sharing.return_to_colleague, book_of, name="return_section"),
        path(QUESTION, question.question, book_of, name="question"),
        path(f"{QUESTION}save/", save.save, book_of, name="save"),
        path(f"{QUESTION}conflict/", conflict.conflict, book_of, name="conflict"),
        path(f"{QUESTION}comment/", comment.comment, book_of, name="comment"),
        path(f"{QUESTION}put-back/<int:version>/", put_back.put_back, book_of, name="put_back"),
        path(f"{ROUND}check/", check.check, book_of, name="check"),
        path(f"{ROUND}take-back/", take_back.take_back_answers, book_of, name="take_back"),
        path(f"{ROUND}sign/", sign.sign_answers, book_of, name="sign"),
        path(f"{ROUND}receipts/<int:number>/", receipt.receipt, book_of, name="receipt"),
    ]
