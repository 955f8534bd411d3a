"""Children aged 0 to 17, from the publishers' file of populations. No Django."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarking.comparators.explore_education_statistics import Reading
from benchmarking.comparators.published_files import Problem
from benchmarking.comparators.rows import ROW, Place, Wrong, place_of, rows_of, whole_number, year_of
from benchmarking.comparators.series import AGES, CHILDREN, PEOPLE
from kernel.symbols import Symbol


@dataclass(frozen=True)
class Estimate:
    """Children aged 0 to 17 in the middle of a year."""

    year: int
    place: Place
    children: int


def estimates(readings: Iterable[Reading]) -> tuple[list[Estimate], list[Problem]]:
    """The populations that the files hold."""
    found: dict[tuple[int, str], Estimate] = {}
    problems: list[Problem] = []
    for reading in readings:
        if not holds_populations(reading):
            continue
        for row in rows_of(reading, {AGES: CHILDREN}):
            try:
                children = whole_number(reading, row, PEOPLE)
                if isinstance(children, Symbol):
                    raise Wrong(
                        Problem(reading.file, "stands where an estimate must", row[ROW], PEOPLE, children)
                    )
                estimate = Estimate(year_of(reading, row), place_of(row), children)
            except Wrong as wrong:
                problems.append(wrong.problem)
                continue
            key = estimate.year, estimate.place.identity
            if found.setdefault(key, estimate) != estimate:
                problems.append(
                    Problem(
                        reading.file,
                        "is another estimate than a file before gives",
                        row[ROW],
                        PEOPLE,
                        str(children),
                    )
                )
    return list(found.values()), problems


def holds_populations(reading: Reading) -> bool:
    return PEOPLE in reading.indicators and AGES in reading.filters
