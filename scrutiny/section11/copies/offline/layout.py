"""What stands where in the spreadsheet. Its writer and its reader agree on this and on nothing else. Pure."""

from dataclasses import dataclass

FORMAT = "section-11-sheet/1"
HELP, ANSWERS, ABOUT = "Read me first", "Answers", "About"
NUMBER, STATEMENT, AREA, GRADE, WORDS, STATE, CONFIRM, ID = COLUMNS = (
    "Number", "Statement", "Area", "Grade", "What your agency does", "State when downloaded", "Still right?", "Id",
)  # fmt: skip
WIDTHS = (9, 60, 22, 22, 80, 22, 14, 26)
TO_WRITE_IN = (GRADE, WORDS, CONFIRM)
YES = "yes"
ALL_AREAS = "All areas"
FACTS = ("format", "round", "organisation", "edition")
"""Names in the first column of the hidden sheet, their values in the second; below them, a row for each question."""
VERSIONS = ("id", "area", "version")
MOST_BYTES = 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 3_000, 60


@dataclass(frozen=True)
class SheetRow:
    """One row as a person left it. `number`: as the spreadsheet counts; `seen_version` 0: there was no answer."""

    number: int
    statement: str
    area: str
    grade: str
    narrative: str
    confirm: bool
    seen_version: int


def letter(column: int) -> str:
    """The name of a column, counted from 0, as a spreadsheet calls it."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
