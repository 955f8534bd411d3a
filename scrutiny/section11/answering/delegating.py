"""Sharing the sections out among colleagues: given, handed in, returned. It binds nobody's hands: all may answer."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from partnerships.models import Organisation
from scrutiny.section11.answering.colleagues import Colleague
from scrutiny.section11.answering.errors import NotNow
from scrutiny.section11.answering.locking import hold
from scrutiny.section11.answering.noting import note_down
from scrutiny.section11.answering.selectors import Work, work_of
from scrutiny.section11.books import Book
from scrutiny.section11.models import Round
from scrutiny.section11.models.book import SectionWork

GIVEN, HANDED_IN, RETURNED = (
    SectionWork.State.GIVEN,
    SectionWork.State.HANDED_IN,
    SectionWork.State.RETURNED,
)


@transaction.atomic
def give_section(
    *,
    book: Book,
    round_: Round,
    organisation: Organisation,
    standard: str,
    to: Colleague | None,
    note: str,
    by: Person,
) -> None:
    """Give a section to a colleague, or to nobody in particular. Raises NotNow."""
    work = _opened(book, round_, organisation, standard)
    row = work.assessment.sections.filter(standard=standard).first()
    if to is None:
        if row is not None:
            row.delete()
            note_down(by, "take section from colleague", work, standard=standard)
        return
    row = row or work.assessment.sections.model(assessment=work.assessment, standard=standard, version=0)
    row.person, row.person_title = to.pk, to.title
    _write(row, GIVEN, note, by)
    note_down(by, "give section to colleague", work, standard=standard, person=str(to.pk))


@transaction.atomic
def hand_in(
    *, book: Book, round_: Round, organisation: Organisation, standard: str, note: str, by: Person
) -> None:
    """The colleague it was given to is done with it. Again: nothing changes. Raises NotNow."""
    work = _opened(book, round_, organisation, standard)
    row = work.assessment.sections.filter(standard=standard).first()
    if row is None or row.person != by.pk:
        raise NotNow("This section is not with you, so you cannot hand it in.")
    if row.state == HANDED_IN:
        return
    done = work.by_standard[standard]
    if not done.is_complete:
        raise NotNow(f"{done.words} in this section. Answer all of them before you hand it in.")
    _write(row, HANDED_IN, note, by)
    note_down(by, "hand in section", work, standard=standard)


@transaction.atomic
def return_section(
    *, book: Book, round_: Round, organisation: Organisation, standard: str, note: str, by: Person
) -> None:
    """Send what was handed in back to the colleague, with a note. Raises NotNow."""
    work = _opened(book, round_, organisation, standard)
    row = work.assessment.sections.filter(standard=standard).first()
    if row is None or row.state != HANDED_IN:
        raise NotNow("This section is not handed in, so it cannot be returned.")
    _write(row, RETURNED, note, by)
    note_down(by, "return section to colleague", work, standard=standard)


def _opened(book: Book, round_: Round, organisation: Organisation, standard: str) -> Work:
    hold(book, round_, organisation)
    work = work_of(book, round_, organisation)
    if work is None or work.assessment is None:
        raise NotNow("Nobody has started to answer yet.")
    if why := work.situation.why_locked(timezone.localdate()):
        raise NotNow(why)
    if standard not in work.by_standard:
        raise NotNow("There is no such section in this round.")
    return work


def _write(row: Any, state: str, note: str, by: Person) -> None:
    row.state, row.note = state, note.strip()
    row.version += 1
    row.changed_at, row.changed_by, row.changed_role = timezone.now(), by.pk, by.role_title
    row.save()
