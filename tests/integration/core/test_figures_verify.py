"""Figures are derived: nobody but the owner can change a number, and a changed one is found."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from benchmarking.indicators.models import Figure
from benchmarking.indicators.verification import differences
from partnerships.context import owner_rights
from scrutiny.returns.models import Return
from tests.worlds import World


def found() -> list[str]:
    return list(differences(Return.objects.select_related("superseded_by")))


def as_owner(statement: str) -> None:
    with owner_rights(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_all_figures_agree(region: World) -> None:
    out = StringIO()
    call_command("verify_figures", stdout=out)
    assert out.getvalue() == "All figures agree with their returns.\n"


def test_the_region_cannot_change_a_number(region: World) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Figure.objects.filter(indicator="re-referrals").update(numerator=0)


def test_a_changed_number_is_named(region: World) -> None:
    row = region.standing("berrydale", 2023)
    as_owner(
        f"UPDATE indicators_figure SET numerator = 67 WHERE source_id = '{row.pk}' AND indicator = 're-referrals'"
    )
    assert found() == [f"re-referrals of return {row.pk}: numerator does not say what was signed"]
    with pytest.raises(CommandError, match="1 figures do not agree"):
        call_command("verify_figures", stderr=StringIO())


def test_a_lost_figure_is_named(region: World) -> None:
    row = region.standing("berrydale", 2023)
    Figure.objects.filter(source=row, indicator="re-referrals").delete()
    assert found() == [f"re-referrals of return {row.pk} is missing"]


def test_a_figure_that_nobody_signed_is_named(region: World) -> None:
    extra = Figure.objects.get(source=region.standing("berrydale", 2023), indicator="re-referrals")
    extra.pk, extra.indicator, extra.is_current = extra.source_id, "made-up", False
    extra.save(force_insert=True)
    assert found() == [f"made-up ({extra.pk}) belongs to no return"]
