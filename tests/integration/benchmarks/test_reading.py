"""Figures in blocks, out of a real PostgreSQL, under the roles that are in force there."""

import math

import pytest
from django.db import DataError, ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarking.benchmarks.copying import Kind, read_copy
from benchmarking.benchmarks.reading import KINDS, FigureArrays, read_figures
from benchmarking.indicators.actions import project_new_returns
from benchmarking.indicators.models import Figure
from kernel.periods import Period
from partnerships.context import in_region, inside
from tests.unit.benchmarks.test_copying import VALUES, plain
from tests.worlds import World, enter, sign


def rows_of(found: FigureArrays) -> list[tuple]:
    return sorted(zip(*plain([getattr(found, name) for name in KINDS]), strict=True), key=repr)


def selected(**wanted) -> list[tuple]:
    rows = Figure.objects.filter(is_current=True, year__isnull=False, **wanted)
    return sorted(rows.values_list(*KINDS), key=repr)


def test_every_current_figure_is_read(region: World) -> None:
    assert rows_of(read_figures()) == selected()
    assert len(read_figures()) == 18


def test_only_figures_that_stand_are_read(region: World) -> None:
    enter("applefordshire", "referrals-rate,2025,455,,official,,\n")
    sign("applefordshire", Period.reporting_year(2025), reason="Late ones were found.")
    project_new_returns()
    found = rows_of(read_figures(["referrals-rate"]))
    assert found == selected(indicator="referrals-rate")
    assert 455 in [row[3] for row in found]
    assert 450 not in [row[3] for row in found]


def test_a_missing_number_is_nan_and_its_symbol_stands_beside_it(region: World) -> None:
    found = read_figures(["re-referrals"])
    missing = [
        (symbol, math.isnan(n))
        for symbol, n in zip(found.symbol.texts(), found.numerator, strict=True)
        if symbol
    ]
    assert sorted(missing) == [("c", True), ("x", True)]


def test_the_frame_holds_the_same(region: World) -> None:
    found = read_figures()
    frame = found.frame()
    assert frame["indicator"].tolist() == found.indicator.texts()
    assert frame["numerator"].sum() == sum(row[3] for row in rows_of(found) if row[3] is not None)


@pytest.mark.parametrize("hostile", ["'; DROP TABLE indicators_figure; --", "%s", "\\' OR true --", "{}"])
def test_a_hostile_slug_is_only_a_slug(region: World, hostile: str) -> None:
    assert len(read_figures([hostile])) == 0
    assert len(read_figures([])) == 0
    assert len(read_figures()) == 18


def test_it_is_one_query(region: World, django_assert_num_queries) -> None:
    with in_region(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    with django_assert_num_queries(1):
        read_figures()


def test_a_partnership_reads_no_figures_of_the_region(region: World) -> None:
    with (
        inside(region.berrydale),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        read_figures()


def test_a_query_that_fails_half_way_is_an_error_and_not_a_shorter_answer(region: World) -> None:
    query = (
        "COPY (SELECT n, CASE WHEN n = 150000 THEN 1 / (n - 150000) ELSE n END FROM generate_series(1, 200000) n) "
        "TO STDOUT (FORMAT binary)"
    )
    with (
        pytest.raises(DataError, match="division by zero"),
        transaction.atomic(),
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(query) as copying,
    ):
        read_copy(copying, [Kind.NUMBER, Kind.NUMBER])
    assert len(read_figures()) == 18


@given(
    rows=st.lists(
        st.tuples(*(st.none() | VALUES[each] for each in ("text", "smallint", "integer", "bigint")))
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_reads_what_select_reads(region: World, rows: list[tuple]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE made (position int, a text, b smallint, c integer, d bigint) ON COMMIT DROP"
        )
        cursor.executemany(
            "INSERT INTO made VALUES (%s, %s, %s, %s, %s)", [(i, *row) for i, row in enumerate(rows)]
        )
        cursor.execute("SELECT a, b, c, d FROM made ORDER BY position")
        expected = cursor.fetchall()
        with cursor.copy(
            "COPY (SELECT a, b, c, d FROM made ORDER BY position) TO STDOUT (FORMAT binary)"
        ) as copying:
            found = read_copy(copying, [Kind.TEXT, *[Kind.NUMBER] * 3])
        transaction.set_rollback(True)
    assert list(zip(*plain(found), strict=True)) == expected == rows
