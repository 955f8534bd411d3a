"""The attacker is worth something only if it finds what is wrong: each guard is taken away once, and it is seen."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.models import Result, Run
from benchmarking.benchmarks.publication_audit import (
    NotSafeToPublish,
    attack,
    audit_publication,
    require_publishable,
)
from benchmarking.indicators.decisions import Decisions
from benchmarking.indicators.models import Withheld
from partnerships.context import owner_rights
from tests.integration.disclosure.made import CHILDREN, five_areas, referrals, sign
from tests.worlds import World


def sign_one_small_count() -> None:
    """Four areas are out when the fifth signs a small count: the total has to go."""
    first, *others = five_areas()
    for each in others:
        sign(each, referrals(200, 50))
    sign(first, referrals(200, 3))


def forget(**which: object) -> None:
    """Take a decision back, as nobody but the owner of the database could."""
    rows = Withheld.objects.filter(period_end__year=CHILDREN, **which)
    assert rows.exists()
    with owner_rights(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM indicators_withheld WHERE id = ANY(%s)", [[row.pk for row in rows]])


def test_a_total_shown_all_the_same_is_found_and_the_run_refused(region: World) -> None:
    sign_one_small_count()
    assert attack(Run.objects.all()).weaknesses == ()
    forget(partnership=None, indicator="re-referrals")
    run = run_benchmark(year=None, by=None)
    with pytest.raises(NotSafeToPublish) as refused:
        require_publishable(run)
    text = str(refused.value)
    assert (
        "published. Referrals within 12 months of an earlier one, Applefordshire, year ending 31 March 2031"
        in text
    )
    assert "could be worked out exactly by any reader" in text
    assert "referrals within 12 months of an earlier one of all areas pooled" in text
    assert "Instead, merge it with referrals within 12 months of an earlier one, Area 3" in text
    assert " 3" not in text.replace("31 March", "").replace("Area 3", "")


def test_a_small_count_in_one_result_of_an_older_run_is_found(region: World) -> None:
    sign_one_small_count()
    old = run_benchmark(year=None, by=None)
    sign(five_areas()[1], referrals(200, 51))
    new = run_benchmark(year=None, by=None)
    assert audit_publication(new) == ()
    row = Result.objects.get(run=old, indicator="re-referrals", year=CHILDREN, place="applefordshire")
    with owner_rights(), connection.cursor() as cursor:
        cursor.execute("UPDATE benchmarks_result SET value = 1.5 WHERE id = %s", [row.pk])
    [weakness] = audit_publication(new)
    assert weakness.cell.startswith("referrals within 12 months of an earlier one, Applefordshire")
    assert weakness.relations == ()


@pytest.mark.parametrize("column", ["numerator", "lower", "comparison"])
def test_whatever_stands_beside_a_hidden_count_is_found(region: World, column: str) -> None:
    sign_one_small_count()
    run = run_benchmark(year=None, by=None)
    row = Result.objects.get(run=run, indicator="re-referrals", year=CHILDREN, place="applefordshire")
    said = {"numerator": 3, "lower": "0.5", "comparison": "lower"}[column]
    with owner_rights(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE benchmarks_result SET {column} = %s WHERE id = %s", [said, row.pk])
    assert audit_publication(run)


def test_a_live_page_that_shows_a_withheld_total_is_found(
    region: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is decided is right here; the reader forgets to ask."""
    sign_one_small_count()
    monkeypatch.setattr(Decisions, "withhold_pooled", lambda *_: False)
    assert attack([]).weaknesses


def test_the_rule_alone_is_not_enough(region: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any decision the rule still hides the small count, and its total gives it away."""
    monkeypatch.setattr("benchmarking.indicators.deciding.choose", _nothing)
    sign_one_small_count()
    assert attack([]).weaknesses


def _nothing(*_: object) -> object:
    from benchmarking.indicators.withholding import Chosen

    return Chosen({})


def test_the_command_says_what_it_tried_and_fails_where_anything_gives_way(region: World) -> None:
    sign_one_small_count()
    run_benchmark(year=None, by=None)
    out, errors = StringIO(), StringIO()
    call_command("audit_disclosure", stdout=out)
    assert out.getvalue() == "3 hidden counts attacked over 1 frozen runs, 0 recovered.\n"
    forget(partnership=None, indicator="re-referrals")
    with pytest.raises(CommandError, match="3 hidden counts attacked over 1 frozen runs, 1 recovered"):
        call_command("audit_disclosure", stderr=errors)
    assert "could be worked out exactly by any reader" in errors.getvalue()


def test_nothing_is_shown_of_a_return_about_which_nothing_is_decided(
    region: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one that older software made visible."""
    from benchmarking.benchmarks.selectors import live_benchmark

    monkeypatch.setattr("benchmarking.indicators.actions.decide_about_new_returns", lambda: None)
    for each in five_areas():
        sign(each, referrals(200, 50))
    values = live_benchmark(["re-referrals"]).of("re-referrals", CHILDREN)
    assert len(values) == 6
    assert {str(value.symbol) for value in values} == {"c"}
    assert all(value.numerator is None and value.denominator is None for value in values)
    assert attack([]).weaknesses == ()
