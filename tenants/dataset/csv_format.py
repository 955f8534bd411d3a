"""The project's own CSV of figures: read with an error for each cell, all or nothing, and written back."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kernel.errors import UserError
from kernel.periods import Period
from tenants.dataset.entry import COLUMNS, Entry, EntryRefused, Problem, read_entry
from tenants.dataset.models import DraftFigure

MOST_BYTES = 1_000_000
MOST_ROWS = 5_000
REQUIRED = ("indicator", "period", "numerator", "status")
SEPARATORS = {";": "semicolon", "\t": "tab"}
FORMULA = re.compile(r"'*[=+\-@\t\r]")


class FileNotUnderstood(UserError):
    """The file as a whole cannot be read; no single cell is to blame."""


@dataclass(frozen=True)
class CellProblem:
    """What is wrong in one cell: the row as a spreadsheet numbers it (the header is row 1), and the column."""

    row: int
    problem: Problem


class FileRefused(Exception):
    """Some cells are wrong. Nothing of the file was stored."""

    def __init__(self, problems: list[CellProblem]) -> None:
        super().__init__(f"{len(problems)} cells need putting right")
        self.problems = problems


def read_csv(data: bytes, populations: Mapping[int, int]) -> list[Entry]:
    """Every figure of the file. Raises FileNotUnderstood or FileRefused; never returns part of a file."""
    rows = _rows(_text(data))
    entries: list[Entry] = []
    problems: list[CellProblem] = []
    first_seen: dict[tuple[str, Period], int] = {}
    for number, cells in rows:
        try:
            entry = read_entry({**cells, "note": _as_meant(cells.get("note", ""))}, populations)
        except EntryRefused as refused:
            problems += [CellProblem(number, problem) for problem in refused.problems]
            continue
        earlier = first_seen.setdefault((entry.indicator, entry.period), number)
        if earlier != number:
            message = f"Row {earlier} already gives this indicator for this period. Keep one of the two."
            problems.append(CellProblem(number, Problem("indicator", entry.indicator, message)))
        entries.append(entry)
    if problems:
        raise FileRefused(problems)
    return entries


def write_csv(figures: Iterable[DraftFigure]) -> str:
    """The figures in the same format, so that what is downloaded can be uploaded again."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for figure in figures:
        writer.writerow(
            [
                figure.indicator,
                figure.period.time_period,
                "" if figure.numerator is None else figure.numerator,
                "" if figure.denominator is None else figure.denominator,
                figure.status,
                figure.symbol,
                _harmless(figure.note),
            ]
        )
    return out.getvalue()


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise FileNotUnderstood("The file is larger than 1 MB. Split it into smaller files.")
    if data.startswith(b"PK\x03\x04") or b"\x00" in data:
        raise FileNotUnderstood(
            "This is not a CSV file. In your spreadsheet, choose Save as, then CSV UTF-8."
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileNotUnderstood(
        "The file's characters cannot be read. In your spreadsheet, choose Save as, then CSV UTF-8."
    )


def _rows(text: str) -> list[tuple[int, dict[str, str]]]:
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    try:
        lines = list(reader)
    except csv.Error as error:
        raise FileNotUnderstood(
            f"Line {reader.line_num} cannot be read. Look for a double quote that is never closed, or that "
            'stands in the middle of a cell: there it must be written twice ("").'
        ) from error
    if not lines:
        raise FileNotUnderstood("The file is empty.")
    header = [name.strip().lower() for name in lines[0]]
    _check_header(header)
    body = [
        (number, line) for number, line in enumerate(lines[1:], start=2) if any(cell.strip() for cell in line)
    ]
    if not body:
        raise FileNotUnderstood("The file has a header but no figures below it.")
    if len(body) > MOST_ROWS:
        raise FileNotUnderstood(f"The file has {len(body):,} rows. Import at most {MOST_ROWS:,} at a time.")
    for number, line in body:
        _check_width(number, line, header, SEPARATORS.get(separator, "comma"))
    return [(number, dict(zip(header, line, strict=False))) for number, line in body]


def _separator(text: str) -> str:
    """A comma, unless the first row, cut at semicolons or tabs, is made of our own column names alone."""
    names_row = re.split(r"[\r\n]", text, maxsplit=1)[0]
    for separator in SEPARATORS:
        names = {name.strip().strip('"').lower() for name in names_row.split(separator)}
        if names.issuperset(REQUIRED) and names <= {*COLUMNS, ""}:
            return separator
    return ","


def _check_width(number: int, line: list[str], header: list[str], separator: str) -> None:
    """Nothing a person wrote is passed over: no cell may stand outside the named columns."""
    for place, cell in enumerate(line):
        if cell.strip() and (place >= len(header) or not header[place]):
            raise FileNotUnderstood(
                f"Row {number} has something in column {place + 1}, which has no name in the first row. "
                f"A note with a {separator} in it must stand in double quotes."
            )


def _check_header(header: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in header]
    unknown = [name for name in header if name and name not in COLUMNS]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if missing:
        raise FileNotUnderstood(
            f"The first row must name the columns. Missing: {', '.join(missing)}.{_hint(header)}"
        )
    if unknown:
        raise FileNotUnderstood(
            f"Unknown column: {', '.join(unknown)}. The columns are {', '.join(COLUMNS)}."
        )
    if twice:
        raise FileNotUnderstood(f"The column {', '.join(twice)} stands twice.")


def _hint(header: list[str]) -> str:
    """Some spreadsheets write other separators than commas into a CSV file."""
    for separator, name in SEPARATORS.items():
        if len(header) == 1 and separator in header[0]:
            return (
                f" The file seems to be separated by {name}s. In your spreadsheet, choose Save as, then CSV "
                "UTF-8 (comma delimited), or replace them with commas."
            )
    return ""


def _harmless(note: str) -> str:
    """A note that a spreadsheet would take for a formula is given as text, with an apostrophe before it."""
    return f"'{note}" if FORMULA.match(note) else note


def _as_meant(note: str) -> str:
    """Takes that apostrophe away again, and no other."""
    note = note.strip()
    return note[1:] if note.startswith("'") and FORMULA.match(note) else note
