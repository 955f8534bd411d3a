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
    data: bytes
    seen: str


def seal(file: CheckedFile, *, partnership: Partnership, person: uuid.UUID) -> str:
    # Latin-1 has a character for every byte, so the bytes come back as they were.
    content = {"name": file.name, "text": file.data.decode("latin-1"), "seen": file.seen}
    return signing.dumps(content, salt=_salt(partnership, person), compress=True)


def unseal(sealed: str, *, partnership: Partnership, person: uuid.UUID) -> CheckedFile:
    """Raises SealBroken."""
    try:
        content = signing.loads(sealed, salt=_salt(partnership, person), max_age=SECONDS)
    except signing.BadSignature as error:
        raise SealBroken("This page is too old. Choose the file again.") from error
    return CheckedFile(content["name"], content["text"].encode("latin-1"), content["seen"])


def _salt(partnership: Partnership, person: uuid.UUID) -> str:
    return f"{SALT}:{partnership.slug}:{person}"
