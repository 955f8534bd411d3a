"""Making the demonstration's tables from small made files. What readers refuse is tested with the readers."""

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from benchmarking.comparators import counting
from benchmarking.comparators.series import SERIES
from tests.publishers_files import AREA, ENGLAND, NEIGHBOUR, TOOL, Row, people, put, referrals

SCRIPT = Path(__file__).parents[3] / "infra" / "demonstration" / "build.py"
LOCAL = {
    "area_code": "E06000024",
    "area_name": "North Somerset",
    "metric_as_printed": "LADO referrals",
    "value": "18",
    "period_as_printed": "November 2019 to December 2020 (14 months)",
}


@pytest.fixture(scope="module")
def build() -> Iterator[ModuleType]:
    """The script as a module. What it puts on the import path is taken off again."""
    path = list(sys.path)
    spec = importlib.util.spec_from_file_location("demonstration_build", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look for their module
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = path
        sys.modules.pop("local_figures", None)
    yield module
    sys.modules.pop(spec.name)


@pytest.fixture
def folder(tmp_path: Path, build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publishers' folder with one table of two rows, populations, the interactive tool and neighbours."""
    put(tmp_path, "people.csv", [people(AREA, "2024", "92705"), people(ENGLAND, "2024", "12183016")])
    brighton = {"LA and Regions": "Brighton and Hove", "LA Number": "846", "Region": "South East"}
    gone = {"LA and Regions": "Cumbria", "LA Number": "909", "Region": "North West", "Values": "-"}
    put(tmp_path, "tool.csv", [TOOL, TOOL | brighton | {"Values": "20"}, TOOL | gone])
    put(tmp_path, "neighbours_2025.csv", [NEIGHBOUR])
    put(tmp_path, "referrals.csv", [referrals(AREA), referrals(ENGLAND, "632830", "142900", "22.6")])
    put(tmp_path, build.LOCAL_FILE, [LOCAL])
    wanted = tuple(series for series in SERIES if series.indicator in ("re-referrals", "referrals-rate"))
    monkeypatch.setattr(
        counting.count_all, "__kwdefaults__", {**counting.count_all.__kwdefaults__, "series": wanted}
    )
    return tmp_path


def table(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_every_table_of_a_folder(build: ModuleType, folder: Path) -> None:
    out = folder / "out"
    out.mkdir()
    assert build.build(folder, out) == (2, [], [])
    assert table(out / "figures.csv") == [
        ",".join(build.COLUMNS),
        're-referrals,2025,Local authority,E06000023,"Bristol, City of",989,4264,,official,23.2,'
        '"Children in need 2025, table C1",',
        're-referrals,2025,National,E92000001,England,142900,632830,,official,22.6,"Children in need 2025, table C1",',
        'referrals-rate,2025,Local authority,E06000023,"Bristol, City of",4264,92705,,official,,,',
        "referrals-rate,2025,National,E92000001,England,632830,12183016,,official,,,",
    ]
    assert table(out / "population.csv")[1:] == [
        'E06000023,"Bristol, City of",2024,92705', "E92000001,England,2024,12183016"
    ]  # fmt: skip
    assert [line.rstrip(",") for line in table(out / "authorities.csv")[1:]] == [
        "801,Bristol,South West,2025,,23.2", "846,Brighton and Hove,South East,2025,,20.0"
    ]  # fmt: skip
    assert table(out / "neighbours.csv")[1:] == ["801,Bristol,2025,1,846,Brighton and Hove,Close"]
    assert table(out / "north_somerset_2019_20.csv")[1].startswith(
        "lado-referrals,2019-11-01/2020-12-31,Local authority,E06000024,North Somerset,18,,,local,"
    )


def test_what_figures_hide_authorities_hide(build: ModuleType, folder: Path) -> None:
    put(folder, "referrals.csv", [referrals(AREA, repeats="c", percent="c")])
    made = build.official(folder)
    assert [row["re-referrals"] for row in build.authorities(made)] == ["c", "20.0"]


def test_a_series_that_no_file_holds_stops_the_build(build: ModuleType, folder: Path) -> None:
    (folder / "referrals.csv").unlink()
    with pytest.raises(build.FilesNotUnderstood, match="no file holds referrals-rate"):
        build.official(folder)


def test_every_problem_of_every_file_is_told(build: ModuleType, folder: Path) -> None:
    put(folder, "referrals.csv", [referrals(AREA, repeats="12a"), referrals(ENGLAND)])
    put(folder, "neighbours_2025.csv", [NEIGHBOUR | {"sn_rank": "2"}])
    with pytest.raises(build.FilesNotUnderstood) as caught:
        build.official(folder)
    assert str(caught.value).splitlines()[:2] == [
        "referrals.csv row 2, rereferral_count: “12a” is neither a whole number nor a symbol",
        "neighbours_2025.csv: 801 has 1 neighbours and none has rank 1",
    ]


def test_a_printed_value_that_does_not_follow_is_reported(build: ModuleType, folder: Path) -> None:
    made = build.official(folder)
    rows: list[Row] = list(build.figures(made.counts))
    assert build.differences(rows) == (2, [], [])
    wrong = [replace(count, published=count.published and count.published + 1) for count in made.counts]
    compared, areas, comparators = build.differences(build.figures(wrong))
    assert (compared, len(areas), len(comparators)) == (2, 1, 1)
    assert "published 24.2, 989 of 4264 give 23.2" in areas[0]


def test_a_local_figure_nobody_expects_is_an_error(build: ModuleType, folder: Path) -> None:
    path = folder / build.LOCAL_FILE
    left_out = LOCAL | {"metric_as_printed": sorted(build.local.LEFT_OUT)[0], "value": "about 20"}
    put(folder, build.LOCAL_FILE, [LOCAL, left_out])
    assert len(list(build.local_figures(path))) == 1
    for change, words in (
        ({"metric_as_printed": "moonbeams"}, "row 3, metric_as_printed: “moonbeams” has no indicator"),
        (
            {"metric_as_printed": "rapid reviews", "period_as_printed": "last year"},
            "“last year” has no dates",
        ),
        ({}, "row 3, metric_as_printed: “LADO referrals” stands further up already"),
        ({"value": "1,308"}, "row 3, value: “1,308” is not a whole number"),
    ):
        put(folder, build.LOCAL_FILE, [LOCAL, LOCAL | change])
        with pytest.raises(build.FilesNotUnderstood, match=words):
            list(build.local_figures(path))


def test_the_same_rows_give_the_same_bytes_in_any_order(build: ModuleType, tmp_path: Path) -> None:
    rows = [
        {"dfe_code": "801", "name": "Bristol, City of", "edition": "2025", "rank": rank}
        for rank in ("10", "9", "1")
    ]
    columns = list(rows[0])
    build.write(tmp_path / "one.csv", columns, rows)
    build.write(tmp_path / "two.csv", columns, reversed(rows))
    one = (tmp_path / "one.csv").read_bytes()
    assert one == (tmp_path / "two.csv").read_bytes()
    assert b"\r" not in one
    assert [line[-1] for line in table(tmp_path / "one.csv")[1:]] == ["1", "9", "0"]
