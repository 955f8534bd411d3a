"""Make the demonstration tables from the publishers' files.

    python infra/demonstration/build.py FOLDER_WITH_PUBLISHERS_FILES

Only needed when the publishers' files change: the tables are part of the project. Reads columns by their
names, keeps each symbol apart, and writes the same bytes from the same files. Ends with what it compared: a
percentage or rate of one of the region's areas that does not follow from its counts makes it fail.
"""

import argparse
import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1]), str(HERE.parents[1] / "platform")]

import series as layout

from benchmarking.indicators.catalogue import catalogue
from kernel.symbols import Symbol

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
POPULATION_FILE = "ons_mye_population_0_17_2012_2024.csv"
LAIT_FILE = "lait_all_england_las_key_measures_2024_2025.csv"
LOCAL_FILE = "seed_nsscp_annual_report_snapshot.csv"
SYMBOLS = {each.value: each for each in Symbol} | {"k": Symbol.LOW}

Row = dict[str, str]


class FileNotUnderstood(Exception):
    """A publisher's file is not as described. The message names the file, the row and the cell."""


def read(folder: Path, name: str) -> list[Row]:
    """The rows of a CSV file by column name, whatever their order, with or without a byte order mark."""
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise FileNotUnderstood(f"{name} row {number}: more or fewer cells than the heading has")
        row["(place)"] = f"{name} row {number}"
    return rows


def cell(row: Row, column: str) -> str:
    if column not in row:
        raise FileNotUnderstood(f"{row['(place)']}: there is no column {column}")
    return row[column].strip()


def count(row: Row, column: str) -> int | Symbol:
    """A whole number, or the symbol that stands in its place. An empty cell is an error, never a zero."""
    text = cell(row, column)
    if text.isascii() and text.isdigit():
        return int(text)
    if text in SYMBOLS:
        return SYMBOLS[text]
    raise FileNotUnderstood(f"{row['(place)']}: {column} is “{text}”, neither a whole number nor a symbol")


def published(row: Row, column: str, decimals: int) -> Decimal | Symbol:
    """The publisher's own decimal, written with the indicator's decimals; it may not hold more of them."""
    text = cell(row, column)
    if text in SYMBOLS:
        return SYMBOLS[text]
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        raise FileNotUnderstood(f"{row['(place)']}: {column} is “{text}”, neither a number nor a symbol")
    exact = Decimal(text)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    # The interactive tool's spreadsheet leaves 16.899999999999999 where 16.9 was published.
    if abs(rounded - exact) > Decimal("1e-9"):
        raise FileNotUnderstood(f"{row['(place)']}: {column} is {text}, more than {decimals} decimals")
    return rounded


def place(row: Row) -> tuple[str, str, str]:
    """Geographic level, code and name, as the publisher gave them for that year."""
    level = cell(row, "geographic_level")
    prefix = {"National": "country", "Regional": "region"}.get(level)
    if prefix:
        return level, cell(row, f"{prefix}_code"), cell(row, f"{prefix}_name")
    if level == "Local authority":
        return level, cell(row, "new_la_code"), cell(row, "la_name")
    raise FileNotUnderstood(f"{row['(place)']}: geographic_level is “{level}”")


def steady(row: Row) -> str:
    """What stays the same when an authority gets a new code: its old three-digit number."""
    return cell(row, "old_la_code") or place(row)[1]


def index(rows: Iterable[Row], key: Callable[[Row], tuple[str, ...]]) -> dict[tuple[str, ...], Row]:
    """The rows by key. Two rows for one key are an error."""
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        if key(row) in found:
            raise FileNotUnderstood(f"{row['(place)']}: says again what {found[key(row)]['(place)']} says")
        found[key(row)] = row
    return found


def year_and_area(row: Row) -> tuple[str, ...]:
    if cell(row, "time_identifier") != "Reporting year":
        raise FileNotUnderstood(f"{row['(place)']}: time_identifier is not “Reporting year”")
    return cell(row, "time_period"), steady(row)


def chosen(rows: Iterable[Row], wanted: dict[str, str]) -> dict[tuple[str, ...], Row]:
    """The rows with the wanted filters, by year and area."""
    matching = [row for row in rows if all(cell(row, column) == value for column, value in wanted.items())]
    if not matching:
        raise FileNotUnderstood(f"no row has {wanted}")
    return index(matching, year_and_area)


def add(parts: list[int | Symbol]) -> int | Symbol:
    """The sum, or a symbol where any part has one: a partial sum would be a wrong number."""
    symbols = [part for part in parts if isinstance(part, Symbol)]
    if symbols:
        return Symbol.CONFIDENTIAL if Symbol.CONFIDENTIAL in symbols else symbols[0]
    return sum(part for part in parts if not isinstance(part, Symbol))


class Publishers:
    """The publishers' folder: each file read once, population and interactive tool looked up by area."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, list[Row]] = {}
        self.population = index(self.rows(POPULATION_FILE), year_and_area)
        names = {"England": "E92000001", "South West": "E12000009"}
        self._lait = index(
            self.rows(LAIT_FILE),
            lambda row: (
                cell(row, "Measure_short"),
                cell(row, "Years"),
                names.get(cell(row, "LA and Regions"), cell(row, "LA Number")),
            ),
        )

    def rows(self, name: str) -> list[Row]:
        if name not in self._files:
            self._files[name] = read(self.folder, name)
        return self._files[name]

    def lait(self, measure: str, year: str, area: str, decimals: int) -> Decimal | None:
        row = self._lait.get((measure, year, area))
        # The tool writes "-" for every reason why there is no value.
        if row is None or cell(row, "Values") == "-":
            return None
        value = published(row, "Values", decimals)
        return value if isinstance(value, Decimal) else None

    def people(self, year: str, area: str) -> int:
        row = self.population.get((str(int(year) - 1), area))
        if row is None:
            raise FileNotUnderstood(f"{POPULATION_FILE}: no population of {area} for {int(year) - 1}")
        value = count(row, "population_estimate")
        if isinstance(value, Symbol):
            raise FileNotUnderstood(f"{row['(place)']}: the population is missing")
        return value


def figures(publishers: Publishers) -> Iterator[Row]:
    """Every official figure of every series."""
    for series in layout.SERIES:
        rows = publishers.rows(series.file)
        totals = chosen(rows, series.rows | series.total) if series.total else {}
        for key, row in chosen(rows, series.rows).items():
            if series.total and key not in totals:
                raise FileNotUnderstood(f"{row['(place)']}: no row holds its total")
            yield figure(publishers, series, row, totals.get(key, row))


def figure(publishers: Publishers, series: layout.Series, row: Row, total: Row) -> Row:
    year, area = year_and_area(row)
    numerator = add([count(row, column) for column in series.numerator])
    if series.denominator == layout.POPULATION:
        denominator: int | Symbol = publishers.people(year, area)
    else:
        denominator = count(total, series.denominator)
    hidden = add([numerator, denominator])
    symbol = hidden.value if isinstance(hidden, Symbol) else ""
    value, where, note = published_value(publishers, series, row, bool(symbol))
    level, code, name = place(row)
    return dict(
        zip(
            COLUMNS,
            [
                series.indicator,
                year,
                level,
                code,
                name,
                "" if isinstance(numerator, Symbol) else str(numerator),
                "" if isinstance(denominator, Symbol) else str(denominator),
                symbol,
                "official",
                value,
                where,
                note,
            ],
            strict=True,
        )
    )


def published_value(
    publishers: Publishers, series: layout.Series, row: Row, hidden: bool
) -> tuple[str, str, str]:
    """The publisher's own decimal, where it stands, and a note. The file itself comes before the tool."""
    decimals = catalogue().get(series.indicator).decimals
    year, area = year_and_area(row)
    tool = publishers.lait(series.lait, year, area, decimals)
    if hidden:
        # The tool's percentage of a sum would give its hidden part away.
        return "", "", "One part of the count is hidden." if len(series.numerator) > 1 else ""
    if not series.published:
        return ("", "", "") if tool is None else (str(tool), layout.LAIT, "")
    value = published(row, series.published, decimals)
    if isinstance(value, Symbol):
        return "", "", f"The publisher gives no percentage: {value.meaning}."
    if tool is not None and tool != value:
        raise FileNotUnderstood(f"{row['(place)']}: {series.published} is {value}, in the tool {tool}")
    return str(value), layout.PUBLISHED_IN[series.file], ""


def populations(publishers: Publishers) -> Iterator[Row]:
    for row in publishers.population.values():
        _, code, name = place(row)
        yield {
            "code": code,
            "name": name,
            "mid_year": cell(row, "time_period"),
            "population": str(count(row, "population_estimate")),
        }


def local_figures(publishers: Publishers) -> Iterator[Row]:
    """A partnership's own printed counts, each with the stretch of time it was printed for."""
    metrics = index(publishers.rows(LOCAL_FILE), lambda row: (cell(row, "metric_as_printed"),))
    for (metric,), row in metrics.items():
        if metric in layout.LOCAL_LEFT_OUT:
            continue
        if metric not in layout.LOCAL:
            raise FileNotUnderstood(f"{row['(place)']}: “{metric}” has no indicator")
        period = cell(row, "period_as_printed")
        if period not in layout.LOCAL_PERIODS:
            raise FileNotUnderstood(f"{row['(place)']}: “{period}” has no dates")
        indicator, note = layout.LOCAL[metric]
        is_repeat = catalogue().get(indicator).kind == "proportion"
        values = [
            indicator,
            layout.LOCAL_PERIODS[period],
            "Local authority",
            cell(row, "area_code"),
            cell(row, "area_name"),
            str(count(row, "value")),
            str(count(metrics["referrals",], "value")) if is_repeat else "",
            "",
            "local",
            "",
            layout.LOCAL_SOURCE,
            note,
        ]
        yield dict(zip(COLUMNS, values, strict=True))


def write(path: Path, columns: list[str], rows: Iterable[Row]) -> list[Row]:
    """Sorted by the identifying columns, LF, UTF-8: the same bytes from the same rows."""
    ordered = sorted(rows, key=lambda row: [row[column] for column in columns[:5] if column in row])
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
    publishers = Publishers(folder)
    official = write(out / "figures.csv", COLUMNS, figures(publishers))
    write(out / "population.csv", ["code", "name", "mid_year", "population"], populations(publishers))
    write(out / "north_somerset_2019_20.csv", COLUMNS, local_figures(publishers))
    return differences(official)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER_WITH_PUBLISHERS_FILES")
    parser.add_argument("--out", type=Path, default=HERE, help="where to write (this folder)")
    options = parser.parse_args()
    try:
        compared, areas, comparators = build(options.folder, options.out)
    except (FileNotUnderstood, OSError) as error:
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
