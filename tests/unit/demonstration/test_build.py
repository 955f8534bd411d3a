"""Reading publishers' files: symbols, byte order marks, column orders, repeated rows. On small made files."""

import csv
import importlib.util
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from kernel.symbols import Symbol

SCRIPT = Path(__file__).parents[3] / "infra" / "demonstration" / "build.py"
AREA = {
    "time_period": "2025",
    "time_identifier": "Reporting year",
    "geographic_level": "Local authority",
    "country_code": "E92000001",
    "country_name": "England",
    "region_code": "E12000009",
    "region_name": "South West",
    "old_la_code": "801",
    "new_la_code": "E06000023",
    "la_name": "Bristol, City of",
}
ENGLAND = AREA | {
    "geographic_level": "National",
    "region_code": "",
    "region_name": "",
    "old_la_code": "",
    "new_la_code": "",
    "la_name": "",
}

Row = dict[str, str]


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """The script as a module. What it puts on the import path is taken off again."""
    path = list(sys.path)
    spec = importlib.util.spec_from_file_location("demonstration_build", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = path
        sys.modules.pop("series", None)
    return module


def put(
    folder: Path, name: str, rows: list[Row], *, encoding: str = "utf-8", backwards: bool = False
) -> None:
    columns = list(rows[0])[:: -1 if backwards else 1]
    with (folder / name).open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def people(where: Row, year: str, count: str) -> Row:
    return where | {"time_period": year, "population_estimate": count}


@pytest.fixture
def folder(tmp_path: Path, build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publishers' folder with one file of two rows, a population and an interactive tool."""
    put(tmp_path, build.POPULATION_FILE, [people(AREA, "2024", "92705"), people(AREA, "2025", "93000")])
    tool = {"Measure_short": "ReReferral", "LA and Regions": "Bristol", "LA Number": "801", "Years": "2025"}
    put(tmp_path, build.LAIT_FILE, [tool | {"Values": "23.199999999999999"}])
    put(tmp_path, "referrals.csv", [referrals(AREA), referrals(ENGLAND, "632830", "142900", "22.6")])
    one = build.layout.Series("re-referrals", "referrals.csv", ("repeats",), "all", "percent", "ReReferral")
    monkeypatch.setattr(build.layout, "SERIES", (one,))
    monkeypatch.setattr(build.layout, "PUBLISHED_IN", {"referrals.csv": "Table C1"})
    return tmp_path


def referrals(where: Row, total: str = "4264", repeats: str = "989", percent: str = "23.2") -> Row:
    return where | {"all": total, "repeats": repeats, "percent": percent}


def made(build: ModuleType, folder: Path) -> list[Row]:
    return list(build.figures(build.Publishers(folder)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("backwards", [False, True])
def test_byte_order_mark_and_column_order_do_not_matter(
    build: ModuleType, folder: Path, encoding: str, backwards: bool
) -> None:
    rows = [referrals(AREA), referrals(ENGLAND, "632830", "142900", "22.6")]
    put(folder, "referrals.csv", rows, encoding=encoding, backwards=backwards)
    assert made(build, folder) == [
        {
            "indicator": "re-referrals",
            "period": "2025",
            "geographic_level": "Local authority",
            "code": "E06000023",
            "name": "Bristol, City of",
            "numerator": "989",
            "denominator": "4264",
            "symbol": "",
            "status": "official",
            "published_value": "23.2",
            "published_in": "Table C1",
            "note": "",
        },
        {
            "indicator": "re-referrals",
            "period": "2025",
            "geographic_level": "National",
            "code": "E92000001",
            "name": "England",
            "numerator": "142900",
            "denominator": "632830",
            "symbol": "",
            "status": "official",
            "published_value": "22.6",
            "published_in": "Table C1",
            "note": "",
        },
    ]


@pytest.mark.parametrize("symbol", ["c", "x", "z", "u", "low"])
def test_each_symbol_stays_itself_and_hides_its_percentage(
    build: ModuleType, folder: Path, symbol: str
) -> None:
    put(folder, "referrals.csv", [referrals(AREA, repeats=symbol, percent=symbol)])
    (row,) = made(build, folder)
    assert (row["numerator"], row["denominator"], row["symbol"]) == ("", "4264", symbol)
    assert row["published_value"] == ""


def test_k_is_read_as_low_and_zero_is_a_number(build: ModuleType, folder: Path) -> None:
    assert build.count({"n": "k"}, "n") is Symbol.LOW
    assert build.count({"n": "0"}, "n") == 0
    put(folder, "referrals.csv", [referrals(AREA, repeats="1", percent="k")])
    (row,) = made(build, folder)
    assert (row["numerator"], row["symbol"], row["published_value"]) == ("1", "", "")
    assert "rounds to zero but is not zero" in row["note"]


def test_a_sum_with_a_hidden_part_is_hidden_never_partial(build: ModuleType) -> None:
    assert build.add([6, 142]) == 148
    assert build.add([6, Symbol.CONFIDENTIAL]) is Symbol.CONFIDENTIAL
    assert build.add([Symbol.NOT_AVAILABLE, Symbol.CONFIDENTIAL]) is Symbol.CONFIDENTIAL
    assert build.add([0, Symbol.NOT_AVAILABLE]) is Symbol.NOT_AVAILABLE


def test_the_tool_does_not_give_a_hidden_sum_away(
    build: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "bands.csv", [AREA | {"early": "c", "later": "188", "all": "200"}])
    bands = build.layout.Series("re-referrals", "bands.csv", ("early", "later"), "all", lait="ReReferral")
    monkeypatch.setattr(build.layout, "SERIES", (bands,))
    (row,) = made(build, folder)
    assert (row["numerator"], row["symbol"], row["published_value"]) == ("", "c", "")
    assert row["note"] == "One part of the count is hidden."


@pytest.mark.parametrize("text", ["", "-", "..", "N/A", "1.5", "-3", "1,234", "C", "²", "٣"])
def test_any_other_cell_is_an_error_by_row(build: ModuleType, folder: Path, text: str) -> None:
    put(folder, "referrals.csv", [referrals(AREA, repeats=text)])
    with pytest.raises(build.FileNotUnderstood, match=r"referrals\.csv row 2: repeats is “"):
        made(build, folder)


def test_a_row_said_twice_is_an_error_even_under_a_new_code(build: ModuleType, folder: Path) -> None:
    put(folder, "referrals.csv", [referrals(AREA), referrals(AREA | {"new_la_code": "E06000999"})])
    with pytest.raises(build.FileNotUnderstood, match=r"row 3: says again what referrals\.csv row 2 says"):
        made(build, folder)


def test_a_missing_column_is_named(build: ModuleType, folder: Path) -> None:
    put(folder, "referrals.csv", [AREA | {"repeats": "1", "percent": "1.0"}])
    with pytest.raises(build.FileNotUnderstood, match=r"referrals\.csv row 2: there is no column all"):
        made(build, folder)


def test_a_ragged_row_is_an_error(build: ModuleType, folder: Path) -> None:
    with (folder / "referrals.csv").open("a", encoding="utf-8") as file:
        file.write("2025,too,short\n")
    with pytest.raises(build.FileNotUnderstood, match=r"referrals\.csv row 4: more or fewer cells"):
        made(build, folder)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("time_identifier", "Academic year", "time_identifier is not “Reporting year”"),
        ("geographic_level", "School", "geographic_level is “School”"),
    ],
)
def test_another_kind_of_year_or_place_is_refused(
    build: ModuleType, folder: Path, column: str, value: str, words: str
) -> None:
    put(folder, "referrals.csv", [referrals(AREA | {column: value})])
    with pytest.raises(build.FileNotUnderstood, match=words):
        made(build, folder)


def test_spreadsheet_noise_goes_and_real_decimals_do_not(build: ModuleType) -> None:
    assert build.published({"v": "16.899999999999999"}, "v", 1) == Decimal("16.9")
    assert str(build.published({"v": "17"}, "v", 1)) == "17.0"
    for text in ("16.85", "nan", "Infinity", "", "-"):
        with pytest.raises(build.FileNotUnderstood):
            build.published({"v": text, "(place)": "row"}, "v", 1)


def test_two_publications_that_disagree_stop_the_build(build: ModuleType, folder: Path) -> None:
    put(folder, "referrals.csv", [referrals(AREA, percent="23.3")])
    with pytest.raises(build.FileNotUnderstood, match=r"percent is 23\.3, in the tool 23\.2"):
        made(build, folder)


def test_a_rate_divides_by_the_population_of_the_year_before(
    build: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate = build.layout.Series("referrals-rate", "referrals.csv", ("all",))
    monkeypatch.setattr(build.layout, "SERIES", (rate,))
    put(folder, "referrals.csv", [referrals(AREA)])
    (row,) = made(build, folder)
    assert row["denominator"] == "92705"


def test_a_year_without_a_population_or_a_total_is_named(
    build: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate = build.layout.Series("referrals-rate", "referrals.csv", ("all",))
    monkeypatch.setattr(build.layout, "SERIES", (rate,))
    put(folder, "referrals.csv", [referrals(AREA | {"time_period": "2024"})])
    with pytest.raises(build.FileNotUnderstood, match="no population of 801 for 2023"):
        made(build, folder)
    part = build.layout.Series(
        "re-referrals", "parts.csv", ("n",), "n", rows={"part": "some"}, total={"part": "all"}
    )
    monkeypatch.setattr(build.layout, "SERIES", (part,))
    rows = [AREA | {"part": "some", "n": "3"}, ENGLAND | {"part": "all", "n": "9"}]
    put(folder, "parts.csv", rows)
    with pytest.raises(build.FileNotUnderstood, match=r"parts\.csv row 2: no row holds its total"):
        made(build, folder)
    put(folder, "more.csv", [*rows, AREA | {"part": "all", "n": "8"}])
    monkeypatch.setattr(build.layout, "SERIES", (replace(part, file="more.csv"),))
    (row,) = made(build, folder)
    assert (row["numerator"], row["denominator"]) == ("3", "8")


def test_a_printed_value_that_does_not_follow_is_reported(build: ModuleType, folder: Path) -> None:
    rows = made(build, folder)
    assert build.differences(rows) == (2, [], [])
    rows[0]["published_value"] = "23.1"
    compared, areas, comparators = build.differences(rows)
    assert (compared, len(areas), comparators) == (2, 1, [])
    assert "published 23.1, 989 of 4264 give 23.2" in areas[0]


def test_a_local_figure_nobody_expects_is_an_error(build: ModuleType, folder: Path) -> None:
    local = {
        "area_code": "E06000024",
        "area_name": "North Somerset",
        "metric_as_printed": "LADO referrals",
        "value": "18",
        "period_as_printed": "November 2019 to December 2020 (14 months)",
    }
    left_out = local | {"metric_as_printed": sorted(build.layout.LOCAL_LEFT_OUT)[0]}
    put(folder, build.LOCAL_FILE, [local, left_out])
    (row,) = build.local_figures(build.Publishers(folder))
    assert (row["indicator"], row["period"], row["status"]) == (
        "lado-referrals",
        "2019-11-01/2020-12-31",
        "local",
    )
    put(folder, build.LOCAL_FILE, [local | {"metric_as_printed": "moonbeams"}])
    with pytest.raises(build.FileNotUnderstood, match="“moonbeams” has no indicator"):
        list(build.local_figures(build.Publishers(folder)))
    put(folder, build.LOCAL_FILE, [local | {"period_as_printed": "last year"}])
    with pytest.raises(build.FileNotUnderstood, match="“last year” has no dates"):
        list(build.local_figures(build.Publishers(folder)))


def test_the_same_rows_give_the_same_bytes_in_any_order(
    build: ModuleType, folder: Path, tmp_path: Path
) -> None:
    rows = made(build, folder)
    build.write(tmp_path / "one.csv", build.COLUMNS, rows)
    build.write(tmp_path / "two.csv", build.COLUMNS, reversed(rows))
    one = (tmp_path / "one.csv").read_bytes()
    assert one == (tmp_path / "two.csv").read_bytes()
    assert b"\r" not in one
    assert one.decode("utf-8").count('"Bristol, City of"') == 1
