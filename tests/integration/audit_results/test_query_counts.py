"""A page of results asks the database as often for fifty areas as for five."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarking.audit_results import selectors
from benchmarking.audit_results.actions import results_of
from benchmarking.audit_results.computing import Inputs
from benchmarking.audit_results.secrecy.deciding import Ledger
from tests.audit_results_world import a_round, agencies_of, lodge_audit
from tests.unit.audit_results.making import agency, edition, inputs, signed
from tests.worlds import World


@pytest.mark.parametrize("number", [5, 50])
def test_calculating_asks_nothing_and_pages_ask_the_same(
    region: World, client_for: Callable[[str], Client], number: int
) -> None:
    round_ = a_round()
    lodge_audit(round_, region.berrydale, agencies_of("berrydale"))
    basis = selectors.basis_of(round_)
    content = edition({"one": ["a", "b"], "two": ["c"]})
    many = many_areas(number, content)
    stand_in = selectors.Basis(many, basis.record)
    quick = patch.multiple(Ledger, take=lambda *_: None, shows=lambda *_: True)  # tested elsewhere
    with quick, patch("benchmarking.audit_results.actions.basis_of", return_value=stand_in):
        results_of(round_=round_, by=None)
        client = client_for("member")
        client.get(f"/audits/{round_.slug}/results/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text = client.get(f"/audits/{round_.slug}/results/").content.decode()
    assert f"Area-{number - 1}" in text
    assert len(asked) <= 14, [each["sql"][:90] for each in asked]


def many_areas(number: int, content: object) -> Inputs:
    lodged = [
        signed(
            f"area-{i}",
            *(
                agency(f"a{i}-{j}", content, {"a": (i + j) % 4, "b": j % 4, "c": (i * j) % 4})
                for j in range(5)
            ),
        )  # type: ignore[arg-type]
        for i in range(number)
    ]
    return inputs(lodged, content)  # type: ignore[arg-type]
