from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from accounts.single_sign_on import service
from tests.oracles.openid_provider import OpenIDProvider, running
from tests.worlds import World


@pytest.fixture(autouse=True)
def _no_attempts_yet(region: World) -> None:
    cache.clear()
    service.forget()


@pytest.fixture(scope="session")
def _liar() -> Iterator[OpenIDProvider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(_liar: OpenIDProvider, settings: Any, tmp_path: Path) -> OpenIDProvider:
    """A provider that is honest until told otherwise, configured as “county”."""
    _liar.__init__(address=_liar.address)  # type: ignore[misc]
    configure(settings, tmp_path, _liar.address)
    return _liar


def configure(settings: Any, folder: Path, issuer: str, *more: str) -> None:
    lines = [
        "providers:", "- id: county", "  name: The county", f"  issuer: {issuer}", "  client_id: scrutiny",
        "  client_secret: kept",
    ]  # fmt: skip
    file = folder / f"providers-{len(list(folder.iterdir()))}.yaml"
    file.write_text("\n".join([*lines, *(f"  {line}" for line in more)]))
    settings.OIDC_PROVIDERS = file
