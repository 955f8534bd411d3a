"""What is wrong with a file, so that whoever made it finds the cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `row` counts as a spreadsheet does: 1 is the heading; None speaks of the whole file.

    Reads: “referrals.csv row 14, At31_episodes: “12a” is neither a whole number nor a symbol”.
    """

    file: str
    why: str
    row: int | None = None
    column: str = ""
    written: str = ""

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file} row {self.row}"
        place = f"{place}, {self.column}" if self.column else place
        return f"{place}: “{self.written}” {self.why}" if self.written else f"{place}: {self.why}"


def where(file: str, rows: pd.DataFrame, wrong: Any, column: str, why: str) -> Iterator[Problem]:
    """A problem for each row of the mask `wrong`; the frame is indexed by row number."""
    for row, written in rows.loc[wrong, column].items():
        yield Problem(file, why, int(str(row)), column, str(written))
