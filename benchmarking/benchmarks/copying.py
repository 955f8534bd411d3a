"""PostgreSQL's binary COPY, read into arrays: whole blocks of rows at a time, never a row.

A row is a count of fields and, for each, its length in bytes (-1 for NULL) and its bytes, numbers with the highest
byte first (PostgreSQL documentation, "COPY", Binary Format). The server sends a row a message.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd
import psycopg
from numpy.typing import NDArray
from psycopg.pq import DiagnosticField

SIGNATURE = b"PGCOPY\n\xff\r\n\x00"
HEADER = len(SIGNATURE) + 8
TRAILER = b"\xff\xff"
BLOCK = 32_768
"""Rows taken apart together: their arrays fit the processor's cache."""
SPARE = bytes(8)
"""Behind the last byte, so that eight bytes can be taken at any place."""


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True)
class Coded:
    """Texts as small whole numbers: row i holds `names[codes[i]]`; -1 stands for NULL."""

    codes: NDArray[np.int32]
    names: tuple[str, ...]

    def texts(self) -> list[str | None]:
        return [None if code < 0 else self.names[code] for code in self.codes]


Column = Coded | NDArray[np.float64]


class UnexpectedFormat(Exception):
    """The bytes are not what COPY is documented to send, or a column is not of the kind that was named."""


@dataclass
class Block:
    """Bytes of whole rows, and how many each has."""

    content: bytearray = field(default_factory=bytearray)
    lengths: "array[int]" = field(default_factory=lambda: array("q"))


def read_copy(copying: Any, kinds: Sequence[Kind]) -> list[Column]:
    """The columns of a psycopg Copy in binary format: one array for each kind, of as many rows.

    NUMBER: smallint, integer or bigint, as float64 with NaN for NULL (exact up to 2**53). TEXT: any text, coded in
    order of appearance. Raises UnexpectedFormat, and what psycopg raises.
    """
    texts = [_Names() if kind is Kind.TEXT else None for kind in kinds]
    parts: list[list[NDArray[Any]]] = [[] for _ in kinds]
    for block in _blocks(copying):
        for part, found in zip(parts, _take_apart(block, texts), strict=True):
            part.append(found)
    return [
        Coded(_joined(part, np.int32), tuple(names.names)) if names else _joined(part, np.float64)
        for part, names in zip(parts, texts, strict=True)
    ]


def _joined(parts: list[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, kind)


def _blocks(copying: Any) -> Iterator[Block]:
    """Rows in blocks, without the header before the first and the trailer behind the last.

    What has arrived already is taken from libpq directly: psycopg's own way costs three times as much a row. The
    end is left to psycopg, which asks for the result.
    """
    server = copying.connection.pgconn
    arrived, shortest = server.get_copy_data, len(TRAILER)
    block, first = Block(), True
    while message := copying.read():
        if first:
            message, first = _without_header(message), False
        content, add, length = block.content, block.lengths.append, len(message)
        while (
            length > shortest
        ):  # the one loop over rows: three short steps each. No row is as short as the trailer
            content += message
            add(length)
            length, message = arrived(1)
        if length < 0:
            raise _failure(server)
        if len(block.lengths) > BLOCK:
            yield block
            block = Block()
    if block.lengths:
        yield block


def _failure(server: Any) -> psycopg.Error:
    """Why the server ended before the trailer. Afterwards the connection is free again."""
    first = server.get_result()
    while server.get_result() is not None:
        pass
    if first is None or not (state := first.error_field(DiagnosticField.SQLSTATE)):
        return psycopg.OperationalError("the server ended a COPY before its end")
    said = first.error_field(DiagnosticField.MESSAGE_PRIMARY) or b""
    return psycopg.errors.lookup(state.decode())(said.decode(errors="replace"))


def _without_header(message: Any) -> Any:
    if bytes(message[: len(SIGNATURE)]) != SIGNATURE:
        raise UnexpectedFormat("this is not a binary COPY")
    return message[HEADER:]


def _take_apart(block: Block, texts: Sequence["_Names | None"]) -> Iterator[NDArray[Any]]:
    """One array for each field of the block's rows."""
    block.content.extend(SPARE)
    content = np.frombuffer(block.content, np.uint8)
    ends = np.cumsum(np.frombuffer(block.lengths, np.int64))
    at = np.concatenate([[0], ends[:-1]])
    if (_numbers(content, at, 2) != len(texts)).any():
        raise UnexpectedFormat(f"a row has not {len(texts)} fields")
    at = at + 2
    for names in texts:
        length = _numbers(content, at, 4)
        start, at = at + 4, at + 4 + np.maximum(length, 0)
        if (at > ends).any():
            raise UnexpectedFormat("a row ends before its last field")
        yield _floats(content, start, length) if names is None else names.codes(content, start, length)
    if (at != ends).any():
        raise UnexpectedFormat("a row goes on behind its last field")


def _numbers(content: NDArray[np.uint8], at: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Signed whole numbers of that many bytes, one at each place."""
    return _anywhere(content, f">i{width}", width)[at].astype(np.int64)


def _anywhere(content: NDArray[np.uint8], kind: str, width: int) -> NDArray[Any]:
    """The bytes as numbers that begin at every byte."""
    return np.ndarray((len(content) - width + 1,), kind, content, strides=(1,))


def _floats(
    content: NDArray[np.uint8], start: NDArray[np.int64], length: NDArray[np.int64]
) -> NDArray[np.float64]:
    there = length >= 0
    if there.all():
        return _wide(content, start, length).astype(np.float64)
    found = np.full(len(start), np.nan)
    if there.any():
        found[there] = _wide(content, start[there], length[there])
    return found


def _wide(
    content: NDArray[np.uint8], start: NDArray[np.int64], length: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Whole numbers that all have the same 2, 4 or 8 bytes."""
    width = int(length[0])
    if width not in (2, 4, 8) or (length != width).any():
        raise UnexpectedFormat("a number has neither 2, 4 nor 8 bytes")
    return _numbers(content, start, width)


class _Names:
    """The texts met so far in one column, and the number of each."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._codes: dict[bytes, int] = {}

    def codes(
        self, content: NDArray[np.uint8], start: NDArray[np.int64], length: NDArray[np.int64]
    ) -> NDArray[np.int32]:
        """The number of each row's text; -1 for NULL."""
        groups, firsts = _grouped(_words(content, start, length), length)
        ranges = zip(start[firsts].tolist(), length[firsts].tolist(), strict=True)
        known = [-1 if size < 0 else self._code(content[at : at + size].tobytes()) for at, size in ranges]
        return np.array(known, np.int32)[groups]

    def _code(self, text: bytes) -> int:
        code = self._codes.setdefault(text, len(self.names))
        if code == len(self.names):
            self.names.append(text.decode())
        return code


def _words(
    content: NDArray[np.uint8], start: NDArray[np.int64], length: NDArray[np.int64]
) -> list[NDArray[np.uint64]]:
    """Each row's text as numbers of eight bytes, what lies behind its end blanked out."""
    anywhere = _anywhere(content, "<u8", 8)
    last, longest = len(content) - 8, int(length.max(initial=0))
    alike = bool((length == longest).all())  # then one mask serves every row
    found = []
    for offset in range(0, max(longest, 1), 8):
        word = anywhere[np.minimum(start + offset, last)].astype(np.uint64)
        kept = MASKS[min(longest - offset, 8)] if alike else MASKS[np.clip(length - offset, 0, 8)]
        found.append(word & kept)
    return found


def _grouped(
    words: list[NDArray[np.uint64]], length: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which rows hold the same text: the group of each, and the first row of each group.

    Grouped by a hash, and then compared in full; where two texts share a hash, by the words themselves.
    """
    hashed = length.astype(np.uint64)
    for word in words:
        hashed = (hashed ^ word) * MIX
        hashed ^= hashed >> np.uint64(29)
    groups, firsts = _first_of_each(hashed)
    alike = [length[firsts][groups] == length, *(word[firsts][groups] == word for word in words)]
    if not all(each.all() for each in alike):
        rows = np.stack([length.astype(np.uint64), *words], axis=1)
        _, firsts, groups = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        groups = groups.reshape(-1)
        order = np.argsort(firsts)
        groups, firsts = np.argsort(order)[groups], firsts[order]
    return groups, firsts


def _first_of_each(hashed: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Groups in order of appearance, and the first row of each."""
    groups, _ = pd.factorize(hashed)
    firsts = np.full(groups.max(initial=-1) + 1, len(groups))
    np.minimum.at(firsts, groups, np.arange(len(groups)))
    return groups, firsts


MIX = np.uint64(0x9E3779B97F4A7C15)
MASKS = np.array([(1 << (8 * bytes_kept)) - 1 for bytes_kept in range(9)], np.uint64)
