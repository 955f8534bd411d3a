"""Walking the chains: the first entry of each that is not as it was written. Pure; rows come from `stored`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from audit_trail.chain import START, Link, hash_of


class Kept(NamedTuple):
    """A head that was written down somewhere else: on `day`, the chain's entry `sequence` had this hash."""

    day: str
    chain: str
    sequence: int
    hash: str


class Row(NamedTuple):
    """What the database holds of one entry, beside the head of its chain. Missing parts are None."""

    link: Link | None
    head_chain: str | None
    head_sequence: int | None
    head_hash: str | None

    @property
    def chain(self) -> str:
        return self.link.chain if self.link else str(self.head_chain)


@dataclass(frozen=True)
class Break:
    chain: str
    sequence: int
    problem: str

    def __str__(self) -> str:
        return f"Entry {self.sequence} of {name_of(self.chain)} {self.problem}"


@dataclass
class Walk:
    """What was seen on the way."""

    entries: int = 0
    chains: int = 0


def name_of(chain: str) -> str:
    return chain or "the region"


def breaks(rows: Iterable[Row], kept: Sequence[Kept] = (), walk: Walk | None = None) -> Iterator[Break]:
    """The first broken entry of each chain. `rows` come chain by chain, each by number."""
    walk = walk or Walk()
    known: dict[str, list[Kept]] = {}
    for each in kept:
        known.setdefault(each.chain, []).append(each)
    for chain, entries in groupby(rows, key=lambda row: row.chain):
        walk.chains += 1
        found = _first_break(chain, entries, known.pop(chain, []), walk)
        if found is not None:
            yield found
    for chain, heads in known.items():
        yield _gone(chain, 0, min(heads, key=lambda each: each.sequence))


def _first_break(chain: str, rows: Iterable[Row], kept: list[Kept], walk: Walk) -> Break | None:
    by_number: dict[int, list[Kept]] = {}
    for each in kept:
        by_number.setdefault(each.sequence, []).append(each)
    previous, number = START, 0
    head: Row | None = None
    for row in rows:
        head = row
        if row.link is None:
            break
        walk.entries += 1
        found = _wrong(row.link, number + 1, previous, by_number)
        if found is not None:
            return found
        previous, number = row.link.hash, row.link.sequence
    return _wrong_end(chain, number, previous, head, kept)


def _wrong(link: Link, expected: int, previous: str, kept: Mapping[int, list[Kept]]) -> Break | None:
    """What is the matter with this entry, or with the one that should stand in its place."""
    if link.sequence > expected:
        return Break(link.chain, expected, f"is missing: entry {link.sequence} comes next.")
    if link.sequence < expected:
        return Break(link.chain, link.sequence, "stands there more than once: one was put in.")
    if hash_of(link) != link.hash:
        return Break(link.chain, expected, "was changed: its hash is not that of what it says.")
    if link.previous != previous:
        return Break(
            link.chain, expected, "does not continue the one before: it was put in, or the one before was replaced."
        )  # fmt: skip
    for each in kept.get(expected, ()):
        if each.hash != link.hash:
            return Break(link.chain, expected, f"is not the one whose hash was kept on {each.day}.")
    return None


def _wrong_end(chain: str, last: int, hash_: str, row: Row | None, kept: list[Kept]) -> Break | None:
    """Whether the chain ends where the database, and what was kept elsewhere, say it ends."""
    later = [each for each in kept if each.sequence > last]
    if later:
        return _gone(chain, last, min(later, key=lambda each: each.sequence))
    if row is None or row.head_sequence is None:
        return Break(chain, last, "is the last, and the database's own note of the last entry is gone.")
    if row.head_sequence > last:
        return Break(chain, last + 1, f"is missing from the end: there were {row.head_sequence}.")
    if row.head_sequence < last:
        return Break(chain, row.head_sequence + 1, "was put in at the end: the chain ended before it.")
    if row.head_hash != hash_:
        return Break(chain, last, "is not the one the database noted as the last.")
    return None


def _gone(chain: str, last: int, kept: Kept) -> Break:
    return Break(
        chain, last + 1, f"is missing from the end: on {kept.day} the chain had {kept.sequence} entries."
    )  # fmt: skip
