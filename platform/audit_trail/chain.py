"""How entries hang together: each hash covers every word of its entry and the hash before it.

Pure: anyone can recompute a chain from an export with nothing but this file. The database's own function
(migrations/0002) computes the same; a test holds the two together.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from kernel.canonical import sha256_hex

FORMAT = "trail/1"
START = "0" * 64
"""What the first entry of a chain names as the hash before it."""


class Link(NamedTuple):
    """One entry as it is hashed. `at` is its moment as `moment` writes it."""

    chain: str
    sequence: int
    at: str
    actor: str
    role: str
    action: str
    subject: str
    detail: str
    origin: str
    previous: str
    hash: str


def hash_of(link: Link) -> str:
    """SHA-256 over each part as "<bytes>:<text>,": two different entries never give the same text."""
    parts = (
        FORMAT, link.previous, link.chain, str(link.sequence), link.at, link.actor, link.role, link.action,
        link.subject, link.detail, link.origin,
    )  # fmt: skip
    return sha256_hex("".join(f"{len(part.encode())}:{part}," for part in parts))


def moment(at: datetime) -> str:
    """UTC, to the microsecond: 2026-11-22T09:30:00.000000Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
