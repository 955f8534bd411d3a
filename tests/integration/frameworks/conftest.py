"""The published editions of the test world, and a draft of the next."""

import pytest

from accounts.models import Person
from scrutiny.frameworks.actions import start_draft
from scrutiny.frameworks.models import Draft, Edition
from tests.worlds import World


@pytest.fixture
def coordinator(region: World) -> Person:
    return region.person("coordinator")


@pytest.fixture
def newest(region: World) -> Edition:
    return Edition.objects.get(framework="section-11", variant="full", label="2026")


@pytest.fixture
def draft(newest: Edition, coordinator: Person) -> Draft:
    return start_draft(based_on=newest, label="2027", by=coordinator)
