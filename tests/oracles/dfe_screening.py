"""The Department for Education's published rules for a data file and its metadata, written down anew.

After its analysts' screening checks (eesyscreener): what fails a file there fails it here, in words. Cells are texts.
"""

import csv
import io
import re

PLACE = (
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)
NEEDED = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
UNITS_OF_OBSERVATION = ("time_period", "time_identifier", "geographic_level", *PLACE)
META = (
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint",
    "filter_grouping_column",
)  # fmt: skip
LEVELS = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("old_la_code", "la_name"),  # an authority of old has no new code
}
DIGITS = {"Reporting year": 4, "Calendar year": 4, "Financial year": 6, "Academic year": 6}
INDICATOR_UNITS = {"", "%", "pp", "£", "£m"}
NULLS = {"NULL", "Null", "null", "NA", "na"}
LEGACY = {"N/A", "n/a", ".", "..", "-", "~", ":"}
SYMBOLS = {"c", "k", "low", "u", "x", "z"}
SNAKE = re.compile(r"[a-z][a-z0-9_]*")


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def faults(names: tuple[str, str], data: list[dict[str, str]], meta: list[dict[str, str]]) -> list[str]:
    """Every rule that data and metadata break, with what breaks it."""
    return [
        *_names(*names),
        *_metadata(meta),
        *_time_and_place(data),
        *_together(data, meta),
        *_cells(data, meta),
    ]


def _names(data: str, meta: str) -> list[str]:
    found = (
        [f"the name {data} has special characters"]
        if re.search(r"[^A-Za-z0-9_-]", data.removesuffix(".csv"))
        else []
    )
    return found + ([] if meta == data.replace(".csv", ".meta.csv") else ["the names do not match"])


def _metadata(meta: list[dict[str, str]]) -> list[str]:
    found = [f"no column {name} in the metadata" for name in META if name not in meta[0]]
    labels, columns = [row["label"] for row in meta], [row["col_name"] for row in meta]
    if len(set(labels)) < len(labels) or len(set(columns)) < len(columns) or not all(labels + columns):
        found.append("a label or column name is missing or given twice")
    for row in meta:
        filled = {name for name in META if row[name]}
        if row["col_type"] == "Indicator":
            found += [
                f"{row['col_name']}: {n} belongs to filters"
                for n in ("filter_hint", "filter_grouping_column")
                if n in filled
            ]
            if row["indicator_unit"] not in INDICATOR_UNITS or not re.fullmatch(r"\d*", row["indicator_dp"]):
                found.append(f"{row['col_name']}: unit or decimals")
        elif row["col_type"] == "Filter":
            indicator = ("indicator_grouping", "indicator_unit", "indicator_dp")
            found += [f"{row['col_name']}: {n} belongs to indicators" for n in indicator if n in filled]
        else:
            found.append(f"col_type {row['col_type']}")
        if not SNAKE.fullmatch(row["col_name"]) or row["label"] != row["label"].strip():
            found.append(f"{row['col_name']}: not snake_case, or spaces round its label")
        if len(row["label"]) > 80 or row["col_name"] in UNITS_OF_OBSERVATION:
            found.append(f"{row['col_name']}: label too long, or a unit of observation")
    return found


def _time_and_place(data: list[dict[str, str]]) -> list[str]:
    found = [f"no column {name}" for name in NEEDED if name not in data[0]]
    kinds = {DIGITS.get(row["time_identifier"], 0) for row in data}
    if len(kinds) > 1 or len({row["time_identifier"] for row in data}) > 1:
        found.append("more than one kind of period")
    for row in data:
        if len(row["time_period"]) != DIGITS.get(row["time_identifier"]) or not row["time_period"].isdigit():
            found.append(f"time period {row['time_period']} {row['time_identifier']}")
        level = row["geographic_level"]
        if level not in LEVELS:
            found.append(f"geographic level {level}")
            continue
        found += [f"{level}: {name} is missing" for name in LEVELS[level] if not row[name]]
        wider = {
            "National": LEVELS["Regional"] + LEVELS["Local authority"],
            "Regional": LEVELS["Local authority"],
        }
        found += [f"{level}: {name} is filled" for name in wider.get(level, ()) if row[name]]
    return found


def _together(data: list[dict[str, str]], meta: list[dict[str, str]]) -> list[str]:
    named = [row["col_name"] for row in meta]
    found = [f"{name} is not in the data" for name in named if name not in data[0]]
    found += [
        f"{name} is not in the metadata" for name in data[0]
        if name not in (*UNITS_OF_OBSERVATION, *named) and len({row[name] for row in data}) > 1
    ]  # fmt: skip
    filters = [row["col_name"] for row in meta if row["col_type"] == "Filter" and row["col_name"] in data[0]]
    found += [f"filter {name} has one item" for name in filters if len({row[name] for row in data}) < 2]
    found += [f"filter {name} has a blank" for name in filters if any(not row[name].strip() for row in data)]
    keys = [tuple(row[name] for name in (*UNITS_OF_OBSERVATION, *filters)) for row in data]
    return found + (["rows are given twice"] if len(set(keys)) < len(keys) else [])


def _cells(data: list[dict[str, str]], meta: list[dict[str, str]]) -> list[str]:
    cells = {cell for row in [*data, *meta] for cell in row.values()}
    found = [f"the cell {cell}" for cell in sorted(cells & (NULLS | LEGACY))]
    for name in (row["col_name"] for row in meta if row["col_type"] == "Indicator"):
        wrong = {row[name] for row in data if not re.fullmatch(r"-?\d+(\.\d+)?", row[name])} - SYMBOLS
        found += [f"{name}: {text or 'blank'}" for text in sorted(wrong)]
    return found
