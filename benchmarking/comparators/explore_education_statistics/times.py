"""Which time a row speaks of: time_identifier says how time_period is to be read. One family of them a file."""

from collections.abc import Iterator

from benchmarking.comparators.published_files import Problem, Table, where

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _quarters(name: str) -> tuple[str, ...]:
    return tuple(f"{name} Q{number}" for number in range(1, 5))


FOUR_DIGITS = {
    "reporting years": ("Reporting year",),
    "calendar years": ("Calendar year",),
    "calendar quarters": _quarters("Calendar year"),
    "months": MONTHS,
    "weeks": tuple(f"Week {number}" for number in range(1, 53)),
}
"""2025: one year."""

SIX_DIGITS = {
    "financial years": ("Financial year",),
    "financial quarters": _quarters("Financial year"),
    "financial halves": ("Part 1 (April to September)", "Part 2 (October to March)"),
    "academic years": ("Academic year",),
    "academic quarters": _quarters("Academic year"),
    "terms": ("Autumn term", "Spring term", "Summer term", "Autumn and spring term"),
    "tax years": ("Tax year",),
    "tax quarters": _quarters("Tax year"),
}
"""202425: a year and the two last digits of the next."""

FAMILY = {
    name: family for each in (FOUR_DIGITS, SIX_DIGITS) for family, names in each.items() for name in names
}


def problems_of_times(table: Table) -> Iterator[Problem]:
    rows, file = table.rows, table.file
    family = rows["time_identifier"].map(FAMILY)
    yield from where(
        file, rows, family.isna(), "time_identifier", "is not a time_identifier of the Department’s"
    )
    for kinds, pattern, words in (
        (FOUR_DIGITS, r"(?:19|20)[0-9]{2}", "is not a year in four digits, such as 2025"),
        (SIX_DIGITS, r"(?:19|20)[0-9]{4}", "is not two years in six digits, such as 202425"),
    ):
        of_kind = family.isin(list(kinds))
        wrong = of_kind & ~rows["time_period"].str.fullmatch(pattern)
        yield from where(file, rows, wrong, "time_period", words)
        if kinds is SIX_DIGITS:
            apart = of_kind & ~wrong & (rows["time_period"].map(_years_apart) != 1)
            yield from where(file, rows, apart, "time_period", "is not a year and the next")
    known = family.dropna()
    for other in list(dict.fromkeys(known))[1:]:
        row = known.index[known == other][0]
        first = rows.loc[known.index[0], "time_identifier"]
        why = f"stands beside “{first}”: a file speaks of one kind of time"
        yield Problem(file, why, int(row), "time_identifier", rows.loc[row, "time_identifier"])


def _years_apart(text: str) -> int:
    """202425 spans 1 year; 199900 too."""
    return (int(text[4:6]) - int(text[2:4])) % 100 if len(text) == 6 and text.isdigit() else 0
