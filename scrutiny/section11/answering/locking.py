"""Answers of one agency are saved side by side, but none while they are submitted, signed or returned."""

from typing import Any

from kernel.asked_again import ask
from partnerships.models import Organisation
from scrutiny.section11.books import Book
from scrutiny.section11.models import Round


def share(book: Book, round_slug: str, organisation: Organisation) -> None:
    """Many may save at once; whoever holds the assessment waits for them, and they for whoever holds it."""
    ask(*sharing(book, round_slug, organisation))


def sharing(book: Book, round_slug: str, organisation: Organisation) -> tuple[str, list[str]]:
    """What `share` asks, to be asked together with something else."""
    table = book.assessments._meta.db_table
    statement = f'SELECT 1 FROM "{table}" WHERE round = %s AND organisation = %s FOR SHARE'  # noqa: S608
    return statement, [round_slug, organisation.slug]


def hold(book: Book, round_: Round, organisation: Organisation) -> Any:
    """The assessment, for oneself until the end of the transaction; or None."""
    rows = book.assessments.objects.select_for_update()
    return rows.filter(round=round_.slug, organisation=organisation.slug).first()
