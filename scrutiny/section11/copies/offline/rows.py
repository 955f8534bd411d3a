"""Reads the rows of a filled-in sheet one after another, and collects what is wrong, cell by cell."""

from dataclasses import dataclass
from typing import Any

from scrutiny.section11.answering.saving import LONGEST_NARRATIVE
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.copies.offline import layout
from scrutiny.section11.copies.offline.layout import SheetRow, letter
from scrutiny.section11.progress import Key
from scrutiny.section11.questions import Question

AGAIN = "Download the spreadsheet from this page again, and write your answers into that one."


@dataclass(frozen=True)
class CellProblem:
    """What is wrong in one cell, which is named as the spreadsheet names it."""

    row: int
    column: int
    name: str
    written: str
    message: str

    @property
    def place(self) -> str:
        return f"Row {self.row}, column {letter(self.column)} ({self.name})"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class SheetRefused(Exception):
    """Some cells are wrong. Nothing of the file was taken in."""

    def __init__(self, problems: list[CellProblem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def text_of(cell: Any) -> str:
    """What a person sees in the cell: whole numbers without a point, and line ends of one kind."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


class RowReader:
    """Reads row after row and collects what is wrong."""

    def __init__(self, work: Work, columns: dict[str, int], versions: dict[Key, int]) -> None:
        self.columns, self.versions = columns, versions
        self.grades = {_folded(each.name): each.slug for each in work.content.grades}
        self.choice = ", ".join(f"“{each.name}”" for each in work.content.grades)
        self.questions: dict[Key, Question] = {each.key: each for each in work.questions}
        self.statements = {each.statement.id for each in work.questions}
        names = {each.slug: each.area.name for each in work.partnerships}
        self.areas = {_folded(layout.ALL_AREAS): ""} | {_folded(name): slug for slug, name in names.items()}
        self.area_choice = ", ".join(f"“{name}”" for name in (layout.ALL_AREAS, *names.values()))
        self.problems: list[CellProblem] = []
        self.first_seen: dict[Key, int] = {}

    def read(self, table: list[list[Any]]) -> list[SheetRow]:
        rows = []
        for number, cells in enumerate(table[1:], start=2):
            texts = [text_of(cell) for cell in cells]
            if not any(texts):
                continue
            before = len(self.problems)
            self._stray(number, texts)
            row = self._row(number, {name: texts[place] for name, place in self.columns.items()})
            if row is not None and len(self.problems) == before:
                rows.append(row)
        if self.problems:
            raise SheetRefused(self.problems)
        return rows

    def _stray(self, number: int, texts: list[str]) -> None:
        """Nothing a person wrote is passed over: no cell may stand outside the named columns."""
        for place, text in enumerate(texts):
            if text and place not in self.columns.values():
                message = f"this stands outside the table. Move it to “{layout.WORDS}” or delete it."
                self.problems.append(CellProblem(number, place, "no name", text, message))

    def _row(self, number: int, cells: dict[str, str]) -> SheetRow | None:
        key = self._key(number, cells)
        if key is None:
            return None
        earlier = self.first_seen.setdefault(key, number)
        if earlier != number:
            self._wrong(
                number, layout.ID, cells, f"row {earlier} already answers this question. Keep one of the two."
            )
        grade = self._grade(number, cells)
        self._narrative(number, cells)
        confirm = _folded(cells[layout.CONFIRM])
        if confirm not in ("", layout.YES):
            self._wrong(
                number,
                layout.CONFIRM,
                cells,
                f"“{cells[layout.CONFIRM]}” is no answer here. Write {layout.YES}, or leave it empty.",
            )
        return SheetRow(
            number, *key, grade, cells[layout.WORDS], confirm == layout.YES, self.versions.get(key, 0)
        )

    def _key(self, number: int, cells: dict[str, str]) -> Key | None:
        """Whose answer the row is, and that its words belong to it: rows may be sorted, but only whole."""
        statement, area = cells[layout.ID], self.areas.get(_folded(cells[layout.AREA]))
        if statement not in self.statements:
            said = f"“{statement}” is not a statement of this round." if statement else "this is empty."
            self._wrong(
                number,
                layout.ID,
                cells,
                f"{said} Put back what the spreadsheet had here when you downloaded it.",
            )
            return None
        if area is None:
            self._wrong(
                number,
                layout.AREA,
                cells,
                f"“{cells[layout.AREA]}” is not an area of this agency. Choose one of {self.area_choice}.",
            )
            return None
        question = self.questions.get((statement, area))
        if question is None:
            self._wrong(
                number,
                layout.AREA,
                cells,
                "this statement is not asked for that area. Put back what stood here.",
            )
            return None
        for name, text in (
            (layout.NUMBER, question.placed.number),
            (layout.STATEMENT, question.statement.text),
        ):
            if name == layout.STATEMENT and " ".join(cells[name].split()) != " ".join(text.split()):
                self._wrong(
                    number,
                    name,
                    cells,
                    f"this is not the text of {question.placed.number}. Sort rows only as a whole, and leave the text as it was.",
                )
                return None
        if question.key not in self.versions:
            self._wrong(number, layout.ID, cells, f"the hidden sheet does not know this row. {AGAIN}")
            return None
        return question.key

    def _grade(self, number: int, cells: dict[str, str]) -> str:
        written = cells[layout.GRADE]
        if not written:
            return ""
        slug = self.grades.get(_folded(written))
        if slug is None:
            self._wrong(
                number, layout.GRADE, cells, f"“{written[:60]}” is not a grade. Choose one of {self.choice}."
            )
        return slug or ""

    def _narrative(self, number: int, cells: dict[str, str]) -> None:
        text = cells[layout.WORDS]
        if len(text) > LONGEST_NARRATIVE:
            self._wrong(
                number,
                layout.WORDS,
                cells,
                f"this has {len(text):,} characters. Shorten it to {LONGEST_NARRATIVE:,}.",
            )
        elif "\0" in text:
            self._wrong(
                number,
                layout.WORDS,
                cells,
                "this holds a character that cannot be stored. Type it again rather than paste it.",
            )

    def _wrong(self, number: int, name: str, cells: dict[str, str], message: str) -> None:
        self.problems.append(CellProblem(number, self.columns[name], name, cells[name], message))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
