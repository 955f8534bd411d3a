"""The project's CSV: hostile files are refused whole and in words; what is written can be read again."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kernel.periods import Period
from tenants.dataset.csv_format import (
    MOST_BYTES,
    MOST_ROWS,
    FileNotUnderstood,
    FileRefused,
    read_csv,
    write_csv,
)
from tenants.dataset.entry import COLUMNS, Entry, EntryRefused, read_entry
from tenants.dataset.models import DraftFigure

POPULATIONS = {2022: 40_000, 2023: 41_000, 2024: 42_000}
HEADER = b"indicator,period,numerator,denominator,status,symbol,note\n"
ROW = b"re-referrals,2025,45,450,official,,\n"


def read(text: bytes) -> list[Entry]:
    return read_csv(text, POPULATIONS)


def not_understood(data: bytes) -> str:
    with pytest.raises(FileNotUnderstood) as error:
        read(data)
    return str(error.value)


def problems(data: bytes) -> list[tuple[int, str]]:
    with pytest.raises(FileRefused) as refused:
        read(data)
    return [(each.row, each.problem.column) for each in refused.value.problems]


def test_a_plain_file() -> None:
    (entry,) = read(HEADER + ROW)
    assert (entry.indicator, entry.period, entry.numerator, entry.denominator) == (
        "re-referrals", Period.reporting_year(2025), 45, 450,
    )  # fmt: skip


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_line_endings_of_every_system(ending: bytes) -> None:
    assert len(read((HEADER + ROW).replace(b"\n", ending))) == 1


def test_columns_in_any_order_and_only_those_needed() -> None:
    (entry,) = read(b" Status ,NUMERATOR,period,indicator\nlocal,7,2025,rapid-reviews\n")
    assert (entry.indicator, entry.numerator, entry.note) == ("rapid-reviews", 7, "")


@pytest.mark.parametrize("separator", [b";", b"\t"])
def test_other_separators_are_read_where_the_first_row_leaves_no_doubt(separator: bytes) -> None:
    data = b"\xef\xbb\xbf" + (HEADER + ROW).replace(b",", separator)
    assert read(data) == read(HEADER + ROW)
    assert read(data.replace(b"\n", b"\r\n").replace(b"indicator", b'"Indicator"')) == read(HEADER + ROW)


def test_a_semicolon_in_a_note_separates_nothing() -> None:
    (entry,) = read(HEADER + b"rapid-reviews,2025,7,,local,,one; two\n")
    assert entry.note == "one; two"
    (entry,) = read(b"indicator;period;numerator;status;note\nrapid-reviews;2025;7;local;one, two\n")
    assert entry.note == "one, two"


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert len(read(b"\xef\xbb\xbf" + HEADER + ROW)) == 1


def test_a_file_saved_by_an_older_spreadsheet() -> None:
    (entry,) = read(HEADER + "rapid-reviews,2025,7,,local,,Zoë’s count – £5".encode("cp1252"))
    assert entry.note == "Zoë’s count – £5"


def test_a_spreadsheet_is_not_a_csv_file() -> None:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "Save as" in not_understood(book.getvalue())
    assert "Save as" in not_understood((HEADER + ROW).decode().encode("utf-16"))
    assert "Save as" in not_understood(HEADER + b"re-ref\x00errals,2025,45,450,official,,\n")
    assert "Save as" in not_understood(HEADER + b"rapid-reviews,2025,7,,local,,\x81\x8d\n")


def test_a_file_that_is_too_large() -> None:
    assert "larger than 1 MB" in not_understood(b"x" * (MOST_BYTES + 1))
    rows = b"a,b,c,d\n" * (MOST_ROWS + 1)
    assert "5,001 rows" in not_understood(b"indicator,period,numerator,status\n" + rows)


def test_a_cell_that_is_too_large() -> None:
    assert "Line" in not_understood(HEADER + b'rapid-reviews,2025,7,,local,,"' + b"x" * 200_000 + b'"\n')


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\n\n", "Missing: indicator"),
        (HEADER, "no figures below"),
        (HEADER + b",,,,,,\n  ,\n", "no figures below"),
        (b"indicator,period,status\n", "Missing: numerator"),
        (b"indicator;period;numerator;status\n", "no figures below"),
        (b"indicator,period,numerator,status,value\nx,y,z,w,v\n", "Unknown column: value"),
        (b"indicator,period,numerator,status,period\n", "The column period stands twice"),
        (b"indicator;period;numerator;value\n", "seems to be separated by semicolons"),
        (b"indicator\tperiod\tnumerator\tvalue\n", "seems to be separated by tabs"),
        (
            b"indicator;period;numerator;status\nrapid-reviews;2025;7;local;a note; cut\n",
            "A note with a semicolon",
        ),
        (HEADER + b'rapid-reviews,2025,7,,local,,"never closed\n', "double quote"),
        (HEADER + b'rapid-reviews,2025,7,,local,,"a "b" c"\n', "double quote"),
        (HEADER + b"rapid-reviews,2025,7,,local,,a note, with a comma\n", "Row 2 has something in column 8"),
        (b"indicator,period,numerator,status,,\nrapid-reviews,2025,7,local,,stray\n", "column 6"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole(data: bytes, says: str) -> None:
    assert says in not_understood(data)


def test_short_rows_and_empty_ends_are_fine() -> None:
    assert len(read(HEADER + b"rapid-reviews,2025,7,,local\nrapid-reviews,2024,7,,local,,,,,\n")) == 2


def test_each_cell_at_fault_is_named_by_the_row_a_spreadsheet_shows() -> None:
    data = (
        HEADER + ROW + b"\n" + b'rapid-reviews,soon,7,,local,,"two\nlines"\n' + b"nothing,2025,x,,local,,\n"
    )
    assert problems(data) == [(4, "period"), (5, "indicator"), (5, "numerator")]


def test_one_figure_given_twice() -> None:
    assert problems(HEADER + ROW + b"re-referrals,2024-04-01/2025-03-31,46,450,official,,\n") == [
        (3, "indicator")
    ]


def test_one_wrong_cell_refuses_the_whole_file() -> None:
    rows = b"".join(b"rapid-reviews,%d,7,,local,,\n" % year for year in range(2000, 2025))
    assert problems(HEADER + rows + b"rapid-reviews,2025,7.5,,local,,\n") == [(27, "numerator")]


def figure(entry: Entry) -> DraftFigure:
    return DraftFigure(
        indicator=entry.indicator, period_start=entry.period.start, period_end=entry.period.end,
        changed_by=uuid4(), changed_role="", changed_at=datetime(2025, 1, 1, tzinfo=UTC), **entry.values,
    )  # fmt: skip


def as_stored(note: str) -> Entry:
    cells = {
        "indicator": "rapid-reviews",
        "period": "2025",
        "numerator": "7",
        "status": "local",
        "note": note,
    }
    return read_entry(cells, POPULATIONS)


@given(st.text() | st.text(alphabet="'=+-@\t\r\n a,\";"))
@example("=1+1")
@example("'=1+1")
@example("''@x")
@example("'plain")
@example('-5 children, "left"')
@example("=" + "x" * 499)
def test_a_note_comes_back_as_it_was_and_is_never_a_formula(note: str) -> None:
    try:
        entry = as_stored(note)
    except EntryRefused:
        return
    text = write_csv([figure(entry)])
    assert read(text.encode()) == [entry]
    written = list(csv.reader(io.StringIO(text, newline="")))[1][COLUMNS.index("note")]
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))


PERIODS = st.sampled_from([Period.reporting_year(2025), Period(date(2019, 11, 1), date(2020, 12, 31))])


@given(
    st.sampled_from(["rapid-reviews", "re-referrals", "referrals-rate"]),
    PERIODS,
    st.integers(0, 450) | st.none(),
    st.sampled_from(["official", "provisional", "local"]),
)
def test_what_is_written_is_read_again(
    indicator: str, period: Period, numerator: int | None, status: str
) -> None:
    cells = {
        "indicator": indicator, "period": period.time_period, "status": status,
        "numerator": "" if numerator is None else str(numerator), "symbol": "u" if numerator is None else "",
        "denominator": "450" if indicator == "re-referrals" else "",
    }  # fmt: skip
    try:
        entry = read_entry(cells, POPULATIONS)
    except EntryRefused:
        return
    assert read(write_csv([figure(entry)]).encode("utf-8-sig")) == [entry]


def test_an_empty_file_has_the_columns_alone() -> None:
    assert write_csv([]) == ",".join(COLUMNS) + "\r\n"


@given(st.binary(max_size=400) | st.text(alphabet=',"\r\n;ax2025').map(str.encode))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    for file in (data, HEADER + data):
        assert outcome(file)


def outcome(file: bytes) -> object:
    """The figures, or the words or problems a person is given in their place; each says something."""
    try:
        return read(file)
    except FileNotUnderstood as error:
        return str(error)
    except FileRefused as refused:
        return refused.problems
