"""An agency that has moved between books brings its own signed answers along.

From a partnership's book to the shared one, or to another partnership's: no database role reads both, and none should.
So the agency carries its answers itself, as a file that its former desk seals and hands to its own people, and that
every desk of the same agency takes. What is brought are suggestions, to be confirmed like all that is carried in.
"""

import json
from collections.abc import Collection
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from kernel.errors import UserError
from partnerships.models import Organisation, Partnership
from scrutiny.section11.answering.actions import start
from scrutiny.section11.answering.carrying import carried_in, put_in
from scrutiny.section11.answering.errors import NotNow
from scrutiny.section11.answering.locking import hold
from scrutiny.section11.answering.noting import note_down
from scrutiny.section11.answering.selectors import Work, work_of
from scrutiny.section11.answering.standings import update_standings
from scrutiny.section11.books import Book
from scrutiny.section11.models import ExpectedIn, Round
from scrutiny.section11.planned.carrying import carry_signed_actions

FIRST_LINE = "section-11-signed-answers/1"
SALT = "scrutiny.section11.bringing"
MOST_BYTES = 8 * 1024 * 1024
"""More than three hundred answers of the greatest length have."""


class NotBrought(UserError):
    """The file holds no answers that can be brought in here; the text says why."""


def to_take_along(signed: Any, organisation: Organisation) -> bytes:
    """A line that says what it is, the seal, and the very text that was signed."""
    return "\n".join(
        [FIRST_LINE, _signer(organisation).signature(signed.canonical), signed.canonical]
    ).encode()


def taken_along(name: str, data: bytes, organisation: Organisation) -> dict[str, Any]:
    """What was signed. Nothing of the file is read before its seal is found whole. Raises NotBrought."""
    if len(data) > MOST_BYTES:
        raise NotBrought(f"“{name}” is too large to be what was downloaded there.")
    kind, _, rest = data.decode("utf-8", "replace").replace("\r\n", "\n").partition("\n")
    seal, _, text = rest.partition("\n")
    if kind != FIRST_LINE:
        raise NotBrought(
            f"“{name}” is not a file of signed answers. Choose the one that “Your copy” of the last round offers to take along."
        )
    text = text.rstrip("\n")
    try:
        _signer(organisation).unsign(f"{text}:{seal}")
    except signing.BadSignature:
        raise NotBrought(
            f"“{name}” was changed after it was downloaded, or is not {organisation}'s own. Download it again."
        ) from None
    found: dict[str, Any] = json.loads(text)
    return found


@transaction.atomic
def bring(
    *, book: Book, round_: Round, organisation: Organisation, content: dict[str, Any], by: Person
) -> int:
    """How many questions now have a suggestion that had nothing. Whatever was written stays as it is; again: none.

    Planned actions that were still to do when it was signed come along, each once. Begins to answer where nobody has. Raises NotNow and NotBrought.
    """
    previous = round_.previous
    if previous is None or content["round"] != previous.slug:
        raise NotBrought(
            f"These answers were signed in another round. {round_} takes those of {previous}."
            if previous
            else f"{round_} follows no other round, so nothing can be carried into it."
        )
    start(book=book, round_=round_, organisation=organisation, by=by)
    assessment = hold(book, round_, organisation)
    work = work_of(book, round_, organisation)
    if work is None or (why := work.situation.why_locked(timezone.localdate())):
        raise NotNow(why if work else "This round asks nothing of the agency.")
    number = put_in(assessment, carried_in(work, content), by)
    actions = carry_signed_actions(content, assessment, by)
    if number or actions:
        update_standings(work)
        note_down(by, "bring signed answers along", work, answers=str(number), actions=str(len(actions)))
    return number


def signed_elsewhere(work: Work) -> list[Partnership]:
    """In whose own books the agency answered the round before, where that was not this one. Seen in the region alone."""
    if not work.book.is_shared or work.round.previous_id is None:
        return []
    places = ExpectedIn.objects.filter(
        expected__round=work.round.previous_id, expected__organisation=work.organisation,
        answers_in_shared_book=False,
    )  # fmt: skip
    return [each.partnership for each in places.select_related("partnership__area")]


def had_a_desk_here(organisations: Collection[int], partnership: Partnership) -> bool:
    """Whether one of them was asked to answer in this partnership's own book, in any round that was launched."""
    return ExpectedIn.objects.filter(
        expected__organisation__in=organisations, partnership=partnership, answers_in_shared_book=False,
        expected__round__launched_at__isnull=False,
    ).exists()  # fmt: skip


def _signer(organisation: Organisation) -> signing.Signer:
    return signing.Signer(salt=f"{SALT}:{organisation.slug}")
