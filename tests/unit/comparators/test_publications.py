"""Files recognised by their headings, and read together."""

from decimal import Decimal
from pathlib import Path

from benchmarking.comparators.publications import Publications, read_files
from benchmarking.comparators.series import MEASURES, SERIES
from benchmarking.indicators.catalogue import catalogue
from tests.publishers_files import AREA, ENGLAND, NEIGHBOUR, TOOL, put, referrals

DECIMALS = {definition.slug: definition.decimals for definition in catalogue()}
BRIGHTON = TOOL | {"LA and Regions": "Brighton and Hove", "LA Number": "846", "Region": "South East"}


def read_folder(folder: Path, wider: dict[str, str] | None = None) -> Publications:
    return read_files(sorted(folder.glob("*.csv")), decimals=DECIMALS, wider=wider)


def test_every_kind_of_file_is_known_by_its_heading_alone(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", [NEIGHBOUR], backwards=True)
    put(tmp_path, "b.csv", [TOOL, BRIGHTON])
    put(tmp_path, "c.csv", [referrals(AREA)])
    put(tmp_path, "d.csv", [{"Inspection": "Good", "Date": "2024"}])
    put(tmp_path, "e.meta.csv", [{"col_name": "age", "col_type": "Filter"}])
    found = read_folder(tmp_path)
    assert [reading.file for reading in found.readings] == ["c.csv"]
    assert [table.file for table in found.tables] == ["b.csv"]
    assert [str(problem) for problem in found.problems] == [
        "a.csv: the file’s name must hold one year: that of the edition"
    ]
    assert found.others == {
        "d.csv": "its heading begins Inspection, Date",
        "e.meta.csv": "it describes the columns of the file beside it",
    }


def test_the_tools_values_of_wider_places_go_by_the_codes_that_other_files_give(tmp_path: Path) -> None:
    england = TOOL | {"LA and Regions": "ENGLAND", "LA Number": "970", "Region": "NA", "Values": "22.6"}
    put(tmp_path, "tool.csv", [TOOL, england])
    key = ("re-referrals", 2025, "E92000001")
    assert key not in read_folder(tmp_path).tool
    assert read_folder(tmp_path, wider={"England": "E92000001"}).tool[key] == Decimal("22.6")
    put(tmp_path, "c1.csv", [referrals(ENGLAND)])
    found = read_folder(tmp_path)
    assert found.tool == {("re-referrals", 2025, "801"): Decimal("23.2"), key: Decimal("22.6")}
    assert found.authority_values["dfe_code"].tolist() == ["801"]


def test_two_tables_of_the_tool_that_disagree(tmp_path: Path) -> None:
    put(tmp_path, "one.csv", [TOOL])
    put(tmp_path, "two.csv", [TOOL | {"Values": "23.3"}])
    assert [str(problem) for problem in read_folder(tmp_path).problems] == [
        "two.csv row 2, Values: “23.3” is not what another file says of Bristol 2025: 23.2"
    ]


def test_a_file_that_cannot_be_read_stops_nothing_else_from_being_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    put(tmp_path, "b.csv", [referrals(AREA, repeats="12a"), referrals(ENGLAND)])
    assert [str(problem) for problem in read_folder(tmp_path).problems] == [
        "a.csv: the file has no heading",
        "b.csv row 2, rereferral_count: “12a” is neither a whole number nor a symbol",
    ]


def test_every_series_stands_for_an_indicator_that_exists() -> None:
    for series in SERIES:
        definition = catalogue().get(series.indicator)
        assert (definition.kind == "rate") == ("population" in series.denominator), series
    assert set(MEASURES.values()) <= set(catalogue().slugs)
    assert len(MEASURES) == sum(bool(series.measure) for series in SERIES) == 16
