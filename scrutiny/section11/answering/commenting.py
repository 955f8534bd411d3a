"""What colleagues say to one another beside a statement."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from partnerships.models import Organisation
from scrutiny.section11.answering.errors import NotAnAnswer, NotNow
from scrutiny.section11.answering.noting import note_down
from scrutiny.section11.answering.selectors import work_of
from scrutiny.section11.books import Book
from scrutiny.section11.models import Round


@transaction.atomic
def add_comment(
    *, book: Book, round_: Round, organisation: Organisation, statement: str, text: str, by: Person
) -> None:
    """Also where answers are locked: people talk about what they signed. Said twice in a row it stands once. Raises
    NotNow, NotAnAnswer."""
    work = work_of(book, round_, organisation)
    if work is None or work.assessment is None:
        raise NotNow("Nobody has started to answer yet.")
    if statement not in {each.statement.id for each in work.questions}:
        raise NotAnAnswer(f"“{statement}” is not asked of {organisation} in {round_}.")
    if not text.strip() or "\0" in text:
        raise NotAnAnswer("Enter a comment.")
    last = work.assessment.comments.filter(statement=statement).order_by("-written_at").first()
    if last is not None and (last.text, last.written_by) == (text.strip(), by.pk):
        return
    work.assessment.comments.model(
        assessment=work.assessment, statement=statement, text=text.strip(), written_at=timezone.now(),
        written_by=by.pk, written_role=by.role_title,
    ).save()  # fmt: skip
    note_down(by, "comment on answer", work, statement=statement)
