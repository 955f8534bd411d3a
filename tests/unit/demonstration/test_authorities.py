"""The shipped tables of all English authorities and of neighbours, against facts that are known of them."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarking.indicators.catalogue import catalogue
from kernel.symbols import Symbol
from tests.oracles.standings import spread

FOLDER = Path(__file__).parents[3] / "infra" / "demonstration"
KEYS = ("dfe_code", "name", "region", "year")
OURS = {"800", "801", "802", "803", "933"}

Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def authorities() -> list[Row]:
    return table("authorities.csv")


@pytest.mark.parametrize(
    ("indicator", "lower", "median", "upper"),
    [
        ("re-referrals", "16.9", "20.0", "23.0"),
        ("child-protection-plans-rate", "32.1", "40.5", "53.2"),
        ("looked-after-rate", "53", "67", "90"),
    ],
)
def test_the_quartiles_of_england_in_2025(
    authorities: list[Row], indicator: str, lower: str, median: str, upper: str
) -> None:
    values: dict[str, Decimal | None] = {
        row["dfe_code"]: Decimal(row[indicator])
        for row in authorities
        if row["year"] == "2025" and row[indicator] not in set(Symbol)
    }
    assert 151 <= len(values) <= 153
    found = spread(values, catalogue().get(indicator).decimals)
    assert found[1:4] == [Decimal(lower), Decimal(median), Decimal(upper)]


def test_each_cell_is_a_number_of_its_indicator_or_a_symbol(authorities: list[Row]) -> None:
    cells = 0
    for row in authorities:
        assert row["year"] in ("2024", "2025")
        assert len(row["dfe_code"]) == 3
        for indicator, cell in row.items():
            if indicator in KEYS:
                continue
            decimals = catalogue().get(indicator).decimals
            assert cell in set(Symbol) or -int(Decimal(cell).as_tuple().exponent) == decimals, (
                row,
                indicator,
            )
            cells += 1
    assert cells == 16 * len(authorities) == 16 * 306


def test_each_authority_has_one_row_a_year_one_name_and_one_region(authorities: list[Row]) -> None:
    assert len({(row["dfe_code"], row["year"]) for row in authorities}) == len(authorities)
    assert len({(row["dfe_code"], row["name"], row["region"]) for row in authorities}) == 153


def test_own_areas_show_here_what_their_figures_show_and_no_more(authorities: list[Row]) -> None:
    code_of = {
        "E06000022": "800", "E06000023": "801", "E06000024": "802", "E06000025": "803", "E06000066": "933",
        "E10000027": "933",
    }  # fmt: skip
    cells = {(row["dfe_code"], row["year"]): row for row in authorities}
    hidden = shown = 0
    for figure in table("figures.csv"):
        here = cells.get((code_of.get(figure["code"], ""), figure["period"]), {}).get(figure["indicator"])
        if here is None:
            continue
        if figure["symbol"]:
            assert here == figure["symbol"], figure
            hidden += 1
        elif figure["published_value"]:
            assert here == figure["published_value"], figure
            shown += 1
    assert (hidden, shown) == (6, 154)


def test_each_area_has_ten_neighbours_who_exist(authorities: list[Row]) -> None:
    rows, known = table("neighbours.csv"), {row["dfe_code"] for row in authorities}
    assert {row["dfe_code"] for row in rows} == OURS
    for area in OURS:
        ranks = [int(row["rank"]) for row in rows if row["dfe_code"] == area]
        assert ranks == list(range(1, 11))
    assert {row["neighbour_dfe_code"] for row in rows} <= known
    assert {row["edition"] for row in rows} == {"2025"}


def test_north_somerset_and_south_gloucestershire_alone_are_neighbours_of_each_other() -> None:
    inside = {
        (row["name"], row["neighbour_name"])
        for row in table("neighbours.csv")
        if row["neighbour_dfe_code"] in OURS
    }
    assert inside == {
        ("North Somerset", "South Gloucestershire"), ("South Gloucestershire", "North Somerset")
    }  # fmt: skip
