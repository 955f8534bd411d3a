"""Reading files of “Explore education statistics”: columns, symbols, time, places, repeats, and problems by row."""

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarking.comparators.explore_education_statistics import Reading, read
from tests.publishers_files import AREA, ENGLAND, REGION, SOMERSET, Row, put, referrals


def problems(folder: Path, rows: list[Row], **how: object) -> list[str]:
    reading = read(put(folder, "c1.csv", rows), **how)  # type: ignore[arg-type]
    assert reading.frame.empty == bool(reading.problems)
    return [str(problem) for problem in reading.problems]


def cells(reading: Reading) -> list[tuple[str, str, str, Decimal | None, str]]:
    rows = reading.frame.astype(object)
    rows["value"] = rows["value"].where(rows["value"].notna(), None)
    return list(
        rows[["time_period", "identity", "indicator", "value", "symbol"]].itertuples(index=False, name=None)
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("backwards", [False, True])
def test_one_row_a_value_whatever_the_order_of_columns(
    tmp_path: Path, encoding: str, backwards: bool
) -> None:
    rows = [
        referrals(AREA),
        referrals(ENGLAND, "632830", "c", "x"),
        referrals(REGION, "51970", "11500", "22.1"),
    ]
    reading = read(put(tmp_path, "c1.csv", rows, encoding=encoding, backwards=backwards))
    assert reading.problems == ()
    assert sorted(cells(reading), key=str) == sorted(
        [
            ("2025", "801", "referral_count", Decimal("4264"), ""),
            ("2025", "801", "rereferral_count", Decimal("989"), ""),
            ("2025", "801", "rereferral_percent", Decimal("23.2"), ""),
            ("2025", "E92000001", "referral_count", Decimal("632830"), ""),
            ("2025", "E92000001", "rereferral_count", None, "c"),
            ("2025", "E92000001", "rereferral_percent", None, "x"),
            ("2025", "E12000009", "referral_count", Decimal("51970"), ""),
            ("2025", "E12000009", "rereferral_count", Decimal("11500"), ""),
            ("2025", "E12000009", "rereferral_percent", Decimal("22.1"), ""),
        ],
        key=str,
    )
    first = reading.frame[reading.frame["row"] == 2].iloc[0]
    assert (first["code"], first["name"]) == ("E06000023", "Bristol, City of")


@pytest.mark.parametrize(
    ("written", "kept"), [("c", "c"), ("x", "x"), ("z", "z"), ("u", "u"), ("low", "low"), ("k", "low")]
)
def test_each_symbol_stays_itself(tmp_path: Path, written: str, kept: str) -> None:
    reading = read(put(tmp_path, "c1.csv", [referrals(AREA, repeats=written), referrals(ENGLAND)]))
    assert ("2025", "801", "rereferral_count", None, kept) in cells(reading)


def test_zero_is_a_number(tmp_path: Path) -> None:
    reading = read(put(tmp_path, "c1.csv", [referrals(AREA, repeats="0", percent="0.0")]))
    assert ("2025", "801", "rereferral_count", Decimal(0), "") in cells(reading)


@pytest.mark.parametrize("text", ["12a", "1,234", "C", "²", "٣", "1e5", "1.", "K", "nan", "#N/A"])
def test_anything_else_is_named_with_file_row_and_column(tmp_path: Path, text: str) -> None:
    rows = [referrals(ENGLAND), referrals(AREA, repeats=text)]
    words = f"c1.csv row 3, rereferral_count: “{text}” is neither a whole number nor a symbol"
    assert problems(tmp_path, rows) == [words]


@pytest.mark.parametrize("text", ["NULL", "NA", "N/A", "n/a", ".", "..", "-", "~", ":"])
def test_markers_of_older_files_are_refused_since_they_say_no_reason(tmp_path: Path, text: str) -> None:
    rows = [referrals(ENGLAND), referrals(AREA, percent=text)]
    words = f"c1.csv row 3, rereferral_percent: “{text}” does not say why there is no number: write c, x, z, low or u"
    assert problems(tmp_path, rows) == [words]


def test_an_empty_cell_is_never_a_zero(tmp_path: Path) -> None:
    (words,) = problems(tmp_path, [referrals(ENGLAND), referrals(AREA, repeats="")])
    assert words.startswith(
        "c1.csv row 3, rereferral_count: the cell is empty: it needs a number, or the symbol"
    )


def test_a_column_with_decimals_asks_for_numbers(tmp_path: Path) -> None:
    (words,) = problems(tmp_path, [referrals(ENGLAND), referrals(AREA, percent="many")])
    assert words.endswith("rereferral_percent: “many” is neither a number nor a symbol")


def test_every_problem_is_told_in_the_order_of_rows(tmp_path: Path) -> None:
    rows = [
        referrals(AREA | {"geographic_level": "School"}, repeats="12a"),
        referrals(ENGLAND | {"time_period": "202425"}),
        referrals(REGION, total="", percent="~"),
        referrals(REGION | {"time_identifier": "Sometime"}),
        referrals(REGION | {"time_period": "2024", "region_name": ""}),
    ]
    path = put(tmp_path, "c1.csv", rows)
    with path.open("a") as file:
        file.write("2025,too,short\n")
    assert [str(p).removeprefix("c1.csv ") for p in read(path).problems] == [
        "row 2, geographic_level: “School” is not one of National, Regional, Local authority",
        "row 2, rereferral_count: “12a” is neither a whole number nor a symbol",
        "row 3, time_period: “202425” is not a year in four digits, such as 2025",
        "row 4, referral_count: the cell is empty: it needs a number, or the symbol that says why there is none",
        "row 4, rereferral_percent: “~” does not say why there is no number: write c, x, z, low or u",
        "row 5, time_identifier: “Sometime” is not a time_identifier of the Department’s",
        "row 6, region_name: the cell is empty: the place has no name",
        "row 7: 3 cells, and the heading has 13",
    ]


@pytest.mark.parametrize(
    ("identifier", "period"),
    [
        ("Reporting year", "2025"), ("Calendar year", "2024"), ("Week 12", "2024"), ("March", "2025"),
        ("Financial year", "202425"), ("Academic year", "199900"), ("Autumn term", "202425"),
        ("Part 1 (April to September)", "202425"), ("Calendar year Q3", "2024"), ("Financial year Q4", "202425"),
    ],
)  # fmt: skip
def test_times_of_four_and_of_six_digits(tmp_path: Path, identifier: str, period: str) -> None:
    time = {"time_identifier": identifier, "time_period": period}
    assert problems(tmp_path, [referrals(AREA | time)]) == []


@pytest.mark.parametrize(
    ("identifier", "period", "why"),
    [
        ("Reporting year", "202425", "is not a year in four digits, such as 2025"),
        ("Reporting year", "25", "is not a year in four digits, such as 2025"),
        ("Financial year", "2025", "is not two years in six digits, such as 202425"),
        ("Financial year", "202426", "is not a year and the next"),
        ("Academic year", "202424", "is not a year and the next"),
    ],
)
def test_a_time_in_another_shape_is_refused(tmp_path: Path, identifier: str, period: str, why: str) -> None:
    time = {"time_identifier": identifier, "time_period": period}
    assert problems(tmp_path, [referrals(AREA | time)]) == [f"c1.csv row 2, time_period: “{period}” {why}"]


def test_one_family_of_times_a_file(tmp_path: Path) -> None:
    calendar = {"time_identifier": "Calendar year", "time_period": "2024"}
    rows = [referrals(AREA), referrals(AREA | calendar), referrals(ENGLAND | calendar)]
    assert problems(tmp_path, rows) == [
        "c1.csv row 3, time_identifier: “Calendar year” stands beside “Reporting year”: a file speaks of one kind of time"
    ]
    terms = [
        referrals(AREA | {"time_identifier": f"{name} term", "time_period": "202425"})
        for name in ("Autumn", "Spring")
    ]
    assert problems(tmp_path, terms) == []


@pytest.mark.parametrize(
    ("column", "text"),
    [("old_la_code", "80"), ("old_la_code", "z"), ("new_la_code", "801"), ("country_code", "England")],
)
def test_a_code_in_another_shape_is_refused(tmp_path: Path, column: str, text: str) -> None:
    where = ENGLAND if column == "country_code" else AREA
    (words,) = problems(tmp_path, [referrals(where | {column: text})])
    assert words.startswith(f"c1.csv row 2, {column}: “{text}” is not a ")


CODES = {"933": {"E10000027", "E06000066"}, "801": {"E06000023"}}
OLD = SOMERSET | {"new_la_code": "E10000027", "time_period": "2023"}


def test_an_area_keeps_its_identity_when_its_code_changes(tmp_path: Path) -> None:
    early = SOMERSET | {"time_period": "2021"}  # the new code, for a year before it existed
    rows = [referrals(SOMERSET), referrals(OLD), referrals(early)]
    reading = read(put(tmp_path, "c1.csv", rows), codes=CODES)
    assert reading.problems == ()
    assert set(reading.frame["identity"]) == {"933"}
    assert set(reading.frame["code"]) == {"E06000066", "E10000027"}


def test_one_year_of_one_area_under_two_codes_is_said_twice(tmp_path: Path) -> None:
    rows = [referrals(SOMERSET), referrals(OLD | {"time_period": "2025", "la_name": "Somerset Council"})]
    assert problems(tmp_path, rows, codes=CODES) == ["c1.csv row 3: says again what row 2 says"]


def test_a_code_that_the_region_does_not_know_or_knows_for_another_is_refused(tmp_path: Path) -> None:
    rows = [
        referrals(SOMERSET | {"new_la_code": "E06000099"}),
        referrals(SOMERSET | {"new_la_code": "E06000023", "time_period": "2024"}),
    ]
    assert problems(tmp_path, rows, codes=CODES) == [
        "c1.csv row 2, new_la_code: “E06000099” is not a code that 933 ever had",
        "c1.csv row 3, new_la_code: “E06000023” is a code of 801, and the row says 933",
    ]
    elsewhere = [referrals(SOMERSET | {"old_la_code": "900"}), referrals(SOMERSET | {"old_la_code": "901"})]
    assert problems(tmp_path, elsewhere) == [
        "c1.csv row 3, new_la_code: “E06000066” is a code of 900, and the row says 901"
    ]


def test_repeats_are_judged_on_time_place_and_filters(tmp_path: Path) -> None:
    parts = [referrals(AREA) | {"part": part} for part in ("Some", "All")]
    assert problems(tmp_path, parts) == []
    other_numbers = referrals(AREA, "1", "1", "1.0") | {"part": "All"}
    assert problems(tmp_path, [*parts, other_numbers]) == ["c1.csv row 4: says again what row 3 says"]
    assert problems(tmp_path, [parts[0] | {"part": ""}, parts[1]]) == [
        "c1.csv row 2, part: the cell is empty: write “Total”"
    ]


def test_columns_that_lack_and_headings_that_repeat(tmp_path: Path) -> None:
    short = {
        name: text for name, text in referrals(AREA).items() if name not in ("time_period", "country_name")
    }
    assert problems(tmp_path, [short]) == [
        "c1.csv: there is no column time_period", "c1.csv: there is no column country_name"
    ]  # fmt: skip
    no_place = {name: text for name, text in referrals(AREA).items() if name != "la_name"}
    assert problems(tmp_path, [no_place]) == ["c1.csv: there is no column la_name"]
    path = tmp_path / "twice.csv"
    path.write_text("time_period,time_period\n2025,2025\n")
    assert [str(p) for p in read(path).problems] == [
        "twice.csv row 1, time_period: stands in the heading more than once"
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "odd.csv: the file has no heading"),
        (b"time_period\n\xff\n", "odd.csv row 2: this is not UTF-8 text"),
        (b'time_period\n"2025\n', "odd.csv: this is not CSV: unexpected end of data"),
    ],
)
def test_a_file_that_is_no_table_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "odd.csv").write_bytes(content)
    assert [str(problem) for problem in read(tmp_path / "odd.csv").problems] == [words]


def test_a_heading_alone_holds_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, "c1.csv", [referrals(AREA)])
    path.write_text(path.read_text().splitlines()[0] + "\n")
    assert "c1.csv: the file has a heading and no rows" in [str(problem) for problem in read(path).problems]


def test_what_is_a_filter_is_declared_or_else_seen(tmp_path: Path) -> None:
    """Ages written as numbers look like an indicator; the file's own meta file says what they are."""
    rows = [referrals(AREA) | {"age": "16"}, referrals(AREA) | {"age": "17"}]
    assert problems(tmp_path, rows) == ["c1.csv row 3: says again what row 2 says"]
    assert problems(tmp_path, rows, filters=["age"]) == []
    put(tmp_path, "c1.meta.csv", [{"col_name": "age", "col_type": "Filter"}])
    assert problems(tmp_path, rows) == []
    # A column that is known to hold numbers is one even where no cell does.
    wrong = [referrals(AREA, total="many")]
    assert "referral_count" in "".join(problems(tmp_path, wrong, indicators=["referral_count"]))
