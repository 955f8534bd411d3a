"""What a spreadsheet said, on its way from one page to the next, without being kept on the server.

The page carries it itself, signed: what is taken in is what was read and shown, by the same person, for the same agency
and round.
"""

import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.core import signing

from kernel.errors import UserError
from scrutiny.section11.copies.offline.layout import SheetRow
from scrutiny.section11.desk import Desk

SALT = "scrutiny.section11.sheet"
SECONDS = 2 * 60 * 60
LONGEST = 200_000
"""Characters; what people type in a form may have a little more."""


class SealBroken(UserError):
    """The page is too old, or what it carries is not what was read."""


class TooMuch(UserError):
    """More differences than one page carries."""


@dataclass(frozen=True)
class ReadSheet:
    """`shown`: versions of the stored answers that the person saw, by statement and area."""

    name: str
    rows: tuple[SheetRow, ...]
    shown: dict[str, int]


def seal(sheet: ReadSheet, *, desk: Desk, round_slug: str, person: uuid.UUID) -> str:
    content = {"name": sheet.name, "rows": [asdict(row) for row in sheet.rows], "shown": sheet.shown}
    sealed = signing.dumps(content, salt=_salt(desk, round_slug, person), compress=True)
    if len(sealed) > LONGEST:
        raise TooMuch(
            f"“{sheet.name}” changes more than one page can carry. Delete some of its rows, upload it, and then the others."
        )
    return sealed


def unseal(sealed: str, *, desk: Desk, round_slug: str, person: uuid.UUID) -> ReadSheet:
    """Raises SealBroken."""
    try:
        content = signing.loads(sealed, salt=_salt(desk, round_slug, person), max_age=SECONDS)
    except signing.BadSignature as error:
        raise SealBroken("This page is too old. Choose the file again.") from error
    return ReadSheet(content["name"], _rows(content["rows"]), content["shown"])


def _rows(found: Iterable[dict[str, object]]) -> tuple[SheetRow, ...]:
    return tuple(SheetRow(**each) for each in found)  # type: ignore[arg-type]


def _salt(desk: Desk, round_slug: str, person: uuid.UUID) -> str:
    return f"{SALT}:{desk.book.namespace}:{desk.chain}:{desk.organisation.slug}:{round_slug}:{person}"
