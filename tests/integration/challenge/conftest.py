"""A round in which an agency of each book has signed is made once for the tests of a file, and each undoes what it did."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.integration.challenge.panel import LOCAL, SHARED, Panel


@pytest.fixture(scope="module")
def signed_round(django_db_setup: None, django_db_blocker: Any) -> Iterator[Panel]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Panel.sit(SHARED, LOCAL)
        transaction.set_rollback(True)


@pytest.fixture
def panel(signed_round: Panel, django_db_blocker: Any) -> Iterator[Panel]:
    """The round is open. Everything stands in one transaction, so work on commit is not done."""
    with django_db_blocker.unblock(), transaction.atomic():
        signed_round.round.refresh_from_db()
        yield signed_round
        transaction.set_rollback(True)
    with django_db_blocker.unblock():
        signed_round.round.refresh_from_db()
