"""The interactive tool's tables: values of every authority, and statistical neighbours."""

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarking.comparators.interactive_tool import read_authority_values, read_neighbours
from tests.publishers_files import NEIGHBOUR, TOOL, Row, put

DECIMALS = {"ReReferral": 1, "LAC": 0}


def wrong(folder: Path, rows: list[Row]) -> list[str]:
    found = read_authority_values(put(folder, "tool.csv", rows), decimals=DECIMALS)
    assert found.frame.empty == bool(found.problems)
    return [str(problem) for problem in found.problems]


def test_noise_goes_and_a_missing_value_is_not_available(tmp_path: Path) -> None:
    rows = [
        TOOL,
        TOOL | {"Years": "2024", "Values": "-"},
        TOOL | {"Measure_short": "LAC", "Values": "81"},
        TOOL | {"LA and Regions": "England", "LA Number": "970", "Region": "NA", "Values": "22.6"},
        TOOL | {"Measure_short": "Shoe sizes", "Values": "5.123"},
    ]
    found = read_authority_values(put(tmp_path, "tool.csv", rows, encoding="utf-8-sig"), decimals=DECIMALS)
    assert found.problems == ()
    assert found.frame[["measure", "year", "dfe_code", "value", "symbol"]].values.tolist() == [
        ["ReReferral", 2025, "801", Decimal("23.2"), ""],
        ["ReReferral", 2024, "801", None, "x"],
        ["LAC", 2025, "801", Decimal("81"), ""],
    ]
    assert found.wider[["name", "value"]].values.tolist() == [["England", Decimal("22.6")]]
    assert found.unused == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("16.899999999999999", "16.9"), ("17", "17.0"), ("16.950000000000001", None), ("0", "0.0")],
)
def test_a_value_has_the_decimals_of_its_measure(tmp_path: Path, text: str, value: str | None) -> None:
    path = put(tmp_path, "tool.csv", [TOOL | {"Values": text}])
    found = read_authority_values(path, decimals=DECIMALS)
    if value is None:
        assert [str(p) for p in found.problems] == [
            f"tool.csv row 2, Values: “{text}” has more than 1 decimals"
        ]
    else:
        assert str(found.frame["value"].iloc[0]) == value


def test_every_wrong_cell_is_named(tmp_path: Path) -> None:
    rows = [
        TOOL | {"Values": "N/A"},
        TOOL | {"Years": "24", "Values": "-3"},
        TOOL | {"LA Number": "80", "LA and Regions": ""},
        TOOL | {"Values": "", "Years": "2024"},
    ]
    assert wrong(tmp_path, rows) == [
        "tool.csv row 4, LA Number: “80” is not a number of three digits",
        "tool.csv row 4, LA and Regions: the cell is empty",
        "tool.csv row 3, Years: “24” is not a year in four digits",
        "tool.csv row 2, Values: “N/A” is neither a number nor -, which the tool writes where it has none",
        "tool.csv row 3, Values: “-3” is neither a number nor -, which the tool writes where it has none",
        "tool.csv row 5, Values: the cell is empty: the tool writes - where it has no value",
    ]


def test_a_value_said_twice_and_an_authority_under_two_names(tmp_path: Path) -> None:
    assert wrong(tmp_path, [TOOL, TOOL | {"Values": "1.0"}]) == ["tool.csv row 3: says again what row 2 says"]
    renamed = TOOL | {"Years": "2024", "LA and Regions": "Bath", "Region": "South East"}
    assert wrong(tmp_path, [TOOL, renamed]) == [
        "tool.csv row 3, LA and Regions: “Bath” is “Bristol” further up for 801",
        "tool.csv row 3, Region: “South East” is “South West” further up for 801",
    ]


KNOWN = {"801", "802", "846", "383"}
SECOND = NEIGHBOUR | {
    "sn_rank": "2",
    "sn_old_la_code": "383",
    "sn_la_name": "Leeds",
    "closeness": "Very close",
}


def neighbours(folder: Path, rows: list[Row], name: str = "neighbours_2025.csv") -> list[str]:
    found = read_neighbours(put(folder, name, rows), known=KNOWN)
    assert found.frame.empty == bool(found.problems)
    return [str(problem).removeprefix(f"{name} ") for problem in found.problems]


def test_neighbours_in_order_with_the_edition_of_the_files_name(tmp_path: Path) -> None:
    found = read_neighbours(
        put(tmp_path, "neighbours_2025.csv", [SECOND, NEIGHBOUR], backwards=True), known=KNOWN
    )
    assert found.frame.sort_values("rank").values.tolist() == [
        ["801", 2025, 1, "846", "Close"],
        ["801", 2025, 2, "383", "Very close"],
    ]
    assert neighbours(tmp_path, [NEIGHBOUR], "neighbours.csv") == [
        "neighbours.csv: the file’s name must hold one year: that of the edition"
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([NEIGHBOUR, SECOND | {"sn_rank": "1"}], "row 3, sn_rank: “1” is the rank of row 2 already"),
        (
            [NEIGHBOUR, SECOND | {"sn_rank": "3"}],
            "neighbours_2025.csv: 801 has 2 neighbours and none has rank 2",
        ),
        ([NEIGHBOUR | {"sn_rank": "first"}], "row 2, sn_rank: “first” is not a whole number from 1 up"),
        ([NEIGHBOUR | {"sn_rank": "0"}], "row 2, sn_rank: “0” is not a whole number from 1 up"),
        (
            [NEIGHBOUR | {"sn_old_la_code": "801"}],
            "row 2, sn_old_la_code: “801” is the area itself: nobody is their own neighbour",
        ),
        (
            [NEIGHBOUR | {"sn_old_la_code": "999"}],
            "row 2, sn_old_la_code: “999” is not the number of an authority",
        ),
        ([NEIGHBOUR | {"old_la_code": "998"}], "row 2, old_la_code: “998” is not the number of an authority"),
        (
            [NEIGHBOUR, SECOND | {"sn_old_la_code": "846"}],
            "row 3, sn_old_la_code: “846” stands in row 2 already",
        ),
        ([NEIGHBOUR | {"closeness": ""}], "row 2, closeness: the cell is empty"),
    ],
)
def test_a_list_that_cannot_be_is_refused(tmp_path: Path, rows: list[Row], words: str) -> None:
    assert neighbours(tmp_path, rows) == [words]
