"""Binary COPY against a reader that takes one row after the other, on bytes written by hand."""

import math
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.benchmarks import copying
from benchmarking.benchmarks.copying import Kind, UnexpectedFormat, read_copy

HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
WIDTHS = {"smallint": ">h", "integer": ">i", "bigint": ">q"}


class Server:
    """Stands for psycopg's Copy: some messages wait in libpq, each read by psycopg brings the next ones."""

    def __init__(self, messages, together=3):
        self.waiting, self.messages, self.together = [], list(messages), together
        self.connection = self.pgconn = self

    def read(self):
        if self.waiting:
            return self.waiting.pop(0)
        self.waiting, self.messages = self.messages[: self.together], self.messages[self.together :]
        return self.waiting.pop(0) if self.waiting else b""

    def get_copy_data(self, asynchronous):
        assert asynchronous == 1
        return (len(self.waiting[0]), self.waiting.pop(0)) if self.waiting else (0, None)


def encoded(rows, types):
    """A message a row; the header goes with the first, the trailer on its own, as PostgreSQL does it."""
    messages = [b"".join([struct.pack(">h", len(types)), *map(_field, row, types)]) for row in rows]
    messages.append(b"\xff\xff")
    return [HEADER + messages[0], *messages[1:]]


def _field(value, kind):
    if value is None:
        return struct.pack(">i", -1)
    content = value.encode() if kind == "text" else struct.pack(WIDTHS[kind], value)
    return struct.pack(">i", len(content)) + content


def kinds_of(types):
    return [Kind.TEXT if each == "text" else Kind.NUMBER for each in types]


def plain(columns):
    """The columns as lists of what was sent."""
    return [
        column.texts()
        if isinstance(column, copying.Coded)
        else [None if math.isnan(n) else int(n) for n in column]
        for column in columns
    ]


VALUES = {
    "text": st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
    | st.sampled_from(["", "c", "re-referrals", "eightbyt", "eightbyte"]),
    "smallint": st.integers(-(2**15), 2**15 - 1),
    "integer": st.integers(-(2**31), 2**31 - 1),
    "bigint": st.integers(-(2**53), 2**53),
}


@st.composite
def tables(draw):
    types = draw(st.lists(st.sampled_from(list(VALUES)), min_size=1, max_size=6))
    row = st.tuples(*(st.none() | VALUES[each] for each in types))
    return types, draw(st.lists(row, max_size=30))


@given(table=tables(), together=st.integers(1, 7), block=st.integers(1, 9))
def test_every_cell_is_what_was_sent(table, together, block):
    types, rows = table
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "BLOCK", block)
        found = read_copy(Server(encoded(rows, types), together), kinds_of(types))
    assert plain(found) == [[row[i] for row in rows] for i in range(len(types))]


@given(table=tables())
def test_texts_that_share_a_hash_are_still_told_apart(table):
    types, rows = table
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "MIX", np.uint64(0))
        found = read_copy(Server(encoded(rows, types)), kinds_of(types))
    assert plain(found) == [[row[i] for row in rows] for i in range(len(types))]


def test_names_are_numbered_as_they_appear():
    rows = [("b",), ("a",), (None,), ("b",), ("",)]
    [found] = read_copy(Server(encoded(rows, ["text"])), [Kind.TEXT])
    assert found.names == ("b", "a", "")
    assert found.codes.tolist() == [0, 1, -1, 0, 2]


def test_no_row_gives_empty_columns():
    text, number = read_copy(Server([HEADER + b"\xff\xff"]), [Kind.TEXT, Kind.NUMBER])
    assert (text.names, len(text.codes), len(number)) == ((), 0, 0)
    assert (text.codes.dtype, number.dtype) == (np.int32, np.float64)


@pytest.mark.parametrize(
    ("messages", "kinds", "said"),
    [
        ([b"text\tCOPY\n"], [Kind.TEXT], "not a binary COPY"),
        (encoded([(1, 2)], ["bigint"] * 2), [Kind.NUMBER], "has not 1 fields"),
        (encoded([("abc",)], ["text"]), [Kind.NUMBER], "neither 2, 4 nor 8"),
        (encoded([("ab",), ("four",)], ["text"]), [Kind.NUMBER], "neither 2, 4 nor 8"),
        ([HEADER + b"\x00\x01" + struct.pack(">i", 9) + b"short", b"\xff\xff"], [Kind.TEXT], "ends before"),
        (
            [HEADER + b"\x00\x01" + struct.pack(">i", 2) + b"longer", b"\xff\xff"],
            [Kind.TEXT],
            "goes on behind",
        ),
    ],
)
def test_what_is_not_as_documented_is_refused(messages, kinds, said):
    with pytest.raises(UnexpectedFormat, match=said):
        read_copy(Server(messages), kinds)
