"""Make the demonstration tables from the publishers' files.

    python infra/demonstration/build.py FOLDER_WITH_PUBLISHERS_FILES

Only needed when the publishers' files change: the tables are part of the project. Reads with the same readers and the
same mapping as `manage.py load_published`, and writes the same bytes from the same files. Ends with what it compared: a
percentage or rate of one of the region's areas that does not follow from its counts makes it fail.
"""

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1]), str(HERE.parents[1] / "platform")]

import local_figures as local

from benchmarking.comparators.counting import Beside, Count, count_all
from benchmarking.comparators.populations import estimates
from benchmarking.comparators.publications import Publications, read_files
from benchmarking.comparators.published_files import Problem, Table, read_table, records, where
from benchmarking.comparators.published_files.cells import is_whole
from benchmarking.comparators.series import MEASURES, TOOL
from benchmarking.indicators.catalogue import catalogue

COLUMNS = [
    "indicator",
    "period",
    "geographic_level",
    "code",
    "name",
    "numerator",
    "denominator",
    "symbol",
    "status",
    "published_value",
    "published_in",
    "note",
]
LOCAL_FILE = "seed_nsscp_annual_report_snapshot.csv"
TOOL_SOURCE = f"{TOOL}, April 2026"

Row = dict[str, str]


class FilesNotUnderstood(Exception):
    """The publishers' files are not as described. The message names each file, row and cell."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True)
class Official:
    """Everything of the publishers' folder: figures and populations as rows of our tables, and the files as read."""

    counts: list[Count]
    populations: list[Row]
    files: Publications


def official(folder: Path) -> Official:
    """Raises FilesNotUnderstood, also where a series is in no file."""
    decimals = {definition.slug: definition.decimals for definition in catalogue()}
    files = read_files(sorted(folder.glob("*.csv")), decimals=decimals)
    people, problems = estimates(files.readings)
    beside = Beside(
        decimals=decimals,
        people={(each.year, each.place.identity): each.children for each in people},
        tool=files.tool,
        tool_source=TOOL_SOURCE,
    )
    counted = count_all(files.readings, beside)
    missing = [Problem(folder.name, f"no file holds {indicator}") for indicator in counted.missing]
    if all_problems := [*files.problems, *problems, *(counted.problems or missing)]:
        raise FilesNotUnderstood(all_problems)
    populations = [
        {"code": e.place.code, "name": e.place.name, "mid_year": str(e.year), "population": str(e.children)}
        for e in people
    ]
    return Official(counted.counts, populations, files)


def figures(counts: Iterable[Count]) -> Iterator[Row]:
    for count in counts:
        values = [
            count.indicator,
            str(count.year),
            count.place.level,
            count.place.code,
            count.place.name,
            "" if count.numerator is None else str(count.numerator),
            "" if count.denominator is None else str(count.denominator),
            count.symbol,
            "official",
            "" if count.published is None else str(count.published),
            count.published_in,
            count.note,
        ]
        yield dict(zip(COLUMNS, values, strict=True))


def measured() -> list[str]:
    """The indicators that the tool has values of, in the catalogue's order."""
    return [slug for slug in catalogue().slugs if slug in MEASURES.values()]


def authorities(made: Official) -> Iterator[Row]:
    """One row an authority and year, a column an indicator: its value, or the symbol in its stead.

    Where the count of one of the areas shown here is hidden its percentage is hidden too, as in figures.csv.
    """
    hidden = {(c.indicator, c.year, c.place.identity): c.symbol for c in made.counts if c.symbol}
    cells: dict[tuple[str, str, str, int], Row] = {}
    for row in records(made.files.authority_values):
        text = hidden.get((row.indicator, row.year, row.dfe_code)) or row.symbol or str(row.value)
        cells.setdefault((row.dfe_code, row.name, row.region, row.year), {})[row.indicator] = text
    for (code, name, region, year), values in cells.items():
        if set(values.values()) != {"x"}:  # the tool keeps rows of authorities that were dissolved
            yield {"dfe_code": code, "name": name, "region": region, "year": str(year)} | values


def neighbours(made: Official) -> Iterator[Row]:
    names = dict(
        zip(made.files.authority_values["dfe_code"], made.files.authority_values["name"], strict=True)
    )
    for row in records(made.files.neighbours):
        yield {
            "dfe_code": row.dfe_code,
            "name": names[row.dfe_code],
            "edition": str(row.edition),
            "rank": str(row.rank),
            "neighbour_dfe_code": row.neighbour,
            "neighbour_name": names[row.neighbour],
            "closeness": row.closeness,
        }


def local_figures(path: Path) -> Iterator[Row]:
    """A partnership's own printed counts, each with the stretch of time it was printed for."""
    table = read_table(path)
    problems = [*table.problems, *_problems_of_local(table)]
    if problems:
        raise FilesNotUnderstood(problems)
    referrals = table.rows["value"][table.rows["metric_as_printed"] == "referrals"]
    for row in table.rows.to_dict("records"):
        metric = row["metric_as_printed"]
        if metric in local.LEFT_OUT:
            continue
        indicator, note = local.INDICATORS[metric]
        is_repeat = catalogue().get(indicator).kind == "proportion"
        values = [
            indicator,
            local.PERIODS[row["period_as_printed"]],
            "Local authority",
            row["area_code"],
            row["area_name"],
            str(int(row["value"])),
            str(int(referrals.iloc[0])) if is_repeat else "",
            "",
            "local",
            "",
            local.SOURCE,
            note,
        ]
        yield dict(zip(COLUMNS, values, strict=True))


def _problems_of_local(table: Table) -> Iterator[Problem]:
    rows = table.rows[~table.rows["metric_as_printed"].isin(local.LEFT_OUT)]
    for column, wrong, why in (
        ("metric_as_printed", ~rows["metric_as_printed"].isin(list(local.INDICATORS)), "has no indicator"),
        ("metric_as_printed", rows["metric_as_printed"].duplicated(), "stands further up already"),
        ("period_as_printed", ~rows["period_as_printed"].isin(list(local.PERIODS)), "has no dates"),
        ("value", ~rows["value"].map(is_whole), "is not a whole number"),
    ):
        yield from where(table.file, rows, wrong, column, why)


def write(path: Path, columns: list[str], rows: Iterable[Row]) -> list[Row]:
    """Sorted by the identifying columns, LF, UTF-8: the same bytes from the same rows."""
    ordered = sorted(rows, key=lambda row: [row[column].zfill(4) for column in columns[:5] if column in row])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)
    return ordered


def differences(rows: Iterable[Row]) -> tuple[int, list[str], list[str]]:
    """How many published decimals were recomputed, and those that differ: areas, then comparators."""
    compared, areas, comparators = 0, [], []
    for row in rows:
        if not row["published_value"]:
            continue
        compared += 1
        value = catalogue().get(row["indicator"]).calculate(int(row["numerator"]), int(row["denominator"]))
        if value != Decimal(row["published_value"]):
            words = (
                f"{row['indicator']} {row['period']} {row['name']}: published {row['published_value']}, "
                f"{row['numerator']} of {row['denominator']} give {value}"
            )
            (areas if row["geographic_level"] == "Local authority" else comparators).append(words)
    return compared, areas, comparators


def build(folder: Path, out: Path) -> tuple[int, list[str], list[str]]:
    made = official(folder)
    rows = write(out / "figures.csv", COLUMNS, figures(made.counts))
    write(out / "population.csv", ["code", "name", "mid_year", "population"], made.populations)
    write(out / "north_somerset_2019_20.csv", COLUMNS, local_figures(folder / LOCAL_FILE))
    write(out / "authorities.csv", ["dfe_code", "name", "region", "year", *measured()], authorities(made))
    columns = ["dfe_code", "name", "edition", "rank", "neighbour_dfe_code", "neighbour_name", "closeness"]
    write(out / "neighbours.csv", columns, neighbours(made))
    return differences(rows)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER_WITH_PUBLISHERS_FILES")
    parser.add_argument("--out", type=Path, default=HERE, help="where to write (this folder)")
    options = parser.parse_args()
    try:
        compared, areas, comparators = build(options.folder, options.out)
    except (FilesNotUnderstood, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    lines = [f"{compared} published decimals compared; {len(areas)} of an area differ."]
    lines += areas
    lines.append(f"{len(comparators)} of England or the region differ from their rounded counts:")
    lines += comparators
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if areas else 0


if __name__ == "__main__":
    raise SystemExit(main())
