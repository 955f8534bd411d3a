"""Publishers' files into the made-up region: whole or not at all."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit_trail.models import Event
from benchmarking.benchmarks.selectors import live_benchmark
from benchmarking.comparators import actions
from benchmarking.comparators.models import (
    Authority,
    AuthorityValue,
    Neighbour,
    Population,
    PublishedFigure,
)
from config.published import store
from tests.publishers_files import AREA, NEIGHBOUR, TOOL, Row, people, put, referrals
from tests.worlds import World

COUNTRY = {"country_code": "E92000999", "country_name": "Albionia"}
REGION = {"region_code": "E12000999", "region_name": "The Imaginary Midlands"}
NO_AREA = {"old_la_code": "", "new_la_code": "", "la_name": ""}
APPLEFORD: Row = AREA | COUNTRY | REGION | {
    "old_la_code": "991", "new_la_code": "E06000991", "la_name": "Applefordshire"
}  # fmt: skip
DUNMERE = APPLEFORD | {"old_la_code": "901", "new_la_code": "E06000901", "la_name": "Dunmere"}
NEWLY = APPLEFORD | {"old_la_code": "920", "new_la_code": "E06000920", "la_name": "Newly Met"}
MIDLANDS = APPLEFORD | NO_AREA | {"geographic_level": "Regional"}
ALBIONIA = MIDLANDS | {"geographic_level": "National", "region_code": "", "region_name": ""}
FARAWAY = MIDLANDS | {"region_code": "E12000998", "region_name": "Faraway"}
TOOL_901 = TOOL | {
    "LA and Regions": "Dunmere",
    "LA Number": "901",
    "Region": "The Imaginary Midlands",
    "Values": "10.7",
}
TOOL_991 = TOOL_901 | {"LA and Regions": "Applefordshire", "LA Number": "991", "Values": "33.3"}
TOOL_ALL = TOOL_901 | {"LA and Regions": "ALBIONIA", "LA Number": "970", "Region": "NA", "Values": "21.8"}
BESIDE = NEIGHBOUR | {"old_la_code": "991", "la_name": "Applefordshire", "sn_old_la_code": "901"}


def load(*paths: Path, check: bool = False) -> str:
    out = io.StringIO()
    call_command("load_published", *paths, check=check, stdout=out)
    return out.getvalue()


def refused(*paths: Path) -> list[str]:
    with pytest.raises(CommandError) as caught:
        load(*paths)
    return str(caught.value).splitlines()


def stored() -> list[Any]:
    """All that the command could change, and how many events there are."""
    models = (Authority, AuthorityValue, Neighbour, Population, PublishedFigure)
    return [*(rows_of(model) for model in models), Event.objects.count()]


def rows_of(model: Any) -> list[tuple[Any, ...]]:
    """Without the key, which a row that is made anew gets anew."""
    return sorted((row[1:] for row in model.objects.values_list()), key=str)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "people.csv", [people(row, "2024", count) for row, count in [
        (APPLEFORD, "40000"), (DUNMERE, "30000"), (NEWLY, "10000"), (MIDLANDS, "900000"), (ALBIONIA, "9000000"),
        (FARAWAY, "5"),
    ]])  # fmt: skip
    put(tmp_path, "c1.csv", [
        referrals(APPLEFORD, "450", "45", "10.0"),
        referrals(DUNMERE, "300", "c", "c"),
        referrals(NEWLY, "80", "8", "10.0"),
        referrals(MIDLANDS, "47100", "10300", "21.9"),
        referrals(ALBIONIA, "481000", "105600", "21.8"),
        referrals(FARAWAY, "100", "10", "10.0"),
    ], encoding="utf-8-sig", backwards=True)  # fmt: skip
    put(tmp_path, "tool.csv", [TOOL_901, TOOL_991, TOOL_ALL])
    put(tmp_path, "neighbours_2026.csv", [BESIDE, BESIDE | {"old_la_code": "901", "sn_old_la_code": "991"}])
    put(tmp_path, "inspections.csv", [{"Date": "2024", "Grade": "Good"}])
    return tmp_path


def test_each_file_is_told_with_what_was_kept_and_why_the_rest_was_not(region: World, folder: Path) -> None:
    own = "of the region's own areas, whose figures come from their signed returns"
    assert load(folder, check=True).splitlines() == [
        "c1.csv",
        "  read 6 rows, 18 values, 2025 to 2025",
        "  kept figures of wider places: 4; values of other authorities: 4",
        f"  left out rows {own}: 1; rows of wider places beside which the region is not set: 1",
        "  for referrals-rate, re-referrals",
        "people.csv",
        "  read 6 rows, 6 values, 2024 to 2024",
        "  kept population estimates: 6",
        "  left out nothing",
        "tool.csv",
        "  read 3 rows",
        "  kept values of other authorities: 1; authorities: 1",
        f"  left out values {own}: 1; values of wider places, which stand beside their counts: 1",
        "neighbours_2026.csv",
        "  read 2 rows, edition 2026",
        "  kept neighbours: 1; areas: 1",
        "  left out neighbours of areas outside the region: 1",
        "inspections.csv",
        "  another kind of file, not read: its heading begins Date, Grade",
        "Checked, nothing stored: 6 population estimates, 4 figures of wider places, 3 authorities, 4 values of "
        "authorities, 1 neighbours.",
    ]


def test_checking_stores_nothing_and_loading_twice_stores_the_same(region: World, folder: Path) -> None:
    before = stored()
    load(folder, check=True)
    assert stored() == before
    assert load(folder).splitlines()[-1].startswith("Loaded: 6 population estimates, 4 figures")
    once = stored()
    assert once != before
    load(folder)
    assert stored()[:5] == once[:5]
    assert (once[5], stored()[5]) == (before[5] + 5, before[5] + 10)  # each load leaves its events


def test_what_is_stored(region: World, folder: Path) -> None:
    load(folder)
    midlands = PublishedFigure.objects.get(code="E12000999", indicator="re-referrals", year=2025)
    assert (midlands.numerator, midlands.denominator, midlands.published_value, midlands.source) == (
        10_300, 47_100, Decimal("21.9"), "Children in need 2025, table C1"
    )  # fmt: skip
    assert not PublishedFigure.objects.filter(code__in=["E12000998", "E06000991", "E06000901"]).exists()
    values = {
        (row.authority_id, row.indicator): (row.value, row.symbol)
        for row in AuthorityValue.objects.filter(year=2025, authority__in=["901", "920", "991"])
    }
    assert values == {
        ("901", "re-referrals"): (Decimal("10.7"), ""),  # the tool has what the table hides
        ("901", "referrals-rate"): (Decimal("100.0"), ""),  # 300 of 30,000 children
        ("920", "re-referrals"): (Decimal("10.0"), ""),
        ("920", "referrals-rate"): (Decimal("80.0"), ""),
    }
    assert Authority.objects.get(dfe_code="920").name == "Newly Met"
    assert Population.objects.get(code="E12000998").children == 5
    newest = Neighbour.objects.filter(dfe_code="991").order_by("-edition")[0]
    assert (newest.edition, newest.rank, newest.neighbour_id) == (2026, 1, "901")


def test_a_symbol_without_a_number_anywhere_is_kept(region: World, folder: Path) -> None:
    (folder / "tool.csv").unlink()
    load(folder)
    hidden = AuthorityValue.objects.get(authority="901", indicator="re-referrals", year=2025)
    assert (hidden.value, hidden.symbol) == (None, "c")


def test_one_wrong_cell_and_nothing_is_loaded(region: World, folder: Path) -> None:
    before = stored()
    put(
        folder, "c1.csv", [referrals(DUNMERE, "300", "12a", "-"), referrals(ALBIONIA | {"time_period": "25"})]
    )
    assert refused(folder) == [
        "c1.csv row 2, rereferral_count: “12a” is neither a whole number nor a symbol",
        "c1.csv row 2, rereferral_percent: “-” does not say why there is no number: write c, x, z, low or u",
        "c1.csv row 3, time_period: “25” is not a year in four digits, such as 2025",
        "3 problems. Nothing was loaded.",
    ]
    assert stored() == before


def test_a_fault_in_the_middle_leaves_nothing_behind(
    region: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored()

    def broken(**_: Any) -> int:
        raise RuntimeError("the plug was pulled")

    monkeypatch.setattr(store, "load_neighbours", broken)  # the last of all
    with pytest.raises(RuntimeError):
        load(folder)
    assert stored() == before


def test_a_code_that_is_not_the_areas_is_refused(region: World, folder: Path) -> None:
    put(folder, "c1.csv", [referrals(APPLEFORD | {"new_la_code": "E06000992"}), referrals(ALBIONIA)])
    assert (
        refused(folder)[0] == "c1.csv row 2, new_la_code: “E06000992” is a code of 992, and the row says 991"
    )
    put(
        folder,
        "c1.csv",
        [referrals(APPLEFORD | {"new_la_code": "E10000991"}), referrals(ALBIONIA, percent="21.8")],
    )
    load(folder)  # its code until 2021, for a later year: publishers do that


def test_files_of_counts_alone_use_what_was_loaded_before(region: World, folder: Path) -> None:
    """Populations of the world serve a table that comes by itself, and the tool's printed values are not lost."""
    tool_rate = TOOL_ALL | {"Measure_short": "CPP_Total_Rateper10,000", "Values": "534.4"}
    put(folder, "tool.csv", [TOOL_901, tool_rate])
    load(folder)
    load(folder / "c1.csv")
    rate = PublishedFigure.objects.get(code="E92000999", indicator="referrals-rate", year=2025)
    assert (rate.denominator, rate.published_value) == (9_000_000, Decimal("534.4"))
    value = next(
        v for v in live_benchmark(["referrals-rate"]).values if (v.place, v.year) == ("E92000999", 2025)
    )
    assert value.value == Decimal("534.4")


def test_a_path_that_holds_nothing_is_named(region: World, tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: there is no such file or folder."]
    assert refused(tmp_path) == [f"{tmp_path}: the folder holds no CSV file."]


def test_each_load_can_be_repeated_and_replaces_what_it_speaks_of(region: World) -> None:
    """A list of neighbours that became shorter leaves nobody behind."""
    first = [
        Neighbour(
            dfe_code="991", edition=2025, rank=rank, neighbour_id=code, closeness="Close", source="made up"
        )
        for rank, code in enumerate(["905", "906"], start=1)
    ]
    for _ in range(2):
        assert actions.load_neighbours(neighbours=first, by=None) == 2
        rows = Neighbour.objects.filter(dfe_code="991", edition=2025).order_by("rank")
        assert list(rows.values_list("neighbour_id", flat=True)) == ["905", "906"]
    renamed = [Authority(dfe_code="905", name="Hollowbridge City", region="Elsewhere")]
    actions.load_authorities(authorities=renamed, by=None)
    assert Authority.objects.get(dfe_code="905").region == "Elsewhere"
