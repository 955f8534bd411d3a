"""A checked file on its way from one page to the next, without being kept on the server.

The page carries the text itself, signed: what is stored is what was checked, by the same person, in the same
partnership, over the same figures.
"""

import uuid
from dataclasses import dataclass

from django.core import signing

from kernel.errors import UserError
from partnerships.models import Partnership

SALT = "tenants.dataset.import"
SECONDS = 2 * 60 * 60


class SealBroken(UserError):
    """The page is too old, or what it carries is not what was checked."""


@dataclass(frozen=True)
class CheckedFile:
    name: str
    text: str
    seen: str


def seal(file: CheckedFile, *, partnership: Partnership, person: uuid.UUID) -> str:
    content = {"name": file.name, "text": file.text, "seen": file.seen}
    return signing.dumps(content, salt=_salt(partnership, person), compress=True)


def unseal(sealed: str, *, partnership: Partnership, person: uuid.UUID) -> CheckedFile:
    """Raises SealBroken."""
    try:
        return CheckedFile(**signing.loads(sealed, salt=_salt(partnership, person), max_age=SECONDS))
    except signing.BadSignature as error:
        raise SealBroken("This page is too old. Choose the file again.") from error


def _salt(partnership: Partnership, person: uuid.UUID) -> str:
    return f"{SALT}:{partnership.slug}:{person}"
