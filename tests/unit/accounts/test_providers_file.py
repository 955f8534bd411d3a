"""A mistake in the file of providers stops the service, and says where it is without printing a secret."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts.single_sign_on import configuration

TENANT = "11111111-1111-4111-8111-111111111111"
GOOD = {
    "id": "county", "name": "The county", "issuer": "https://id.county.example", "client_id": "scrutiny",
    "client_secret": "very secret",
}  # fmt: skip


def read(settings: Any, folder: Path, *providers: dict[str, Any]) -> Any:
    import yaml

    settings.OIDC_PROVIDERS = folder / "providers.yaml"
    settings.OIDC_PROVIDERS.write_text(yaml.safe_dump({"providers": list(providers)}))
    configuration._read.cache_clear()
    return configuration.read_providers()


def test_good_ones(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTY_SECRET", "from the environment")
    other = {**GOOD, "id": "other", "client_secret_env": "COUNTY_SECRET"}
    del other["client_secret"]
    entra = {
        **GOOD, "id": "entra", "issuer": f"https://login.microsoftonline.com/{TENANT}/v2.0", "tenant_id": TENANT,
    }  # fmt: skip
    found = read(settings, tmp_path, GOOD, other, entra)
    assert [provider.secret for provider in found] == ["very secret", "from the environment", "very secret"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "The County"}, "id"),
        ({"issuer": "http://id.county.example"}, "https"),
        ({"issuer": "https://id.county.example?x=1"}, "https"),
        ({"issuer": f"https://login.microsoftonline.com/{TENANT}/v2.0"}, "tenant_id"),
        ({"issuer": "https://login.microsoftonline.com/common/v2.0", "tenant_id": TENANT}, "same tenant_id"),
        ({"tenant_id": "common"}, "UUID"),
        ({"client_secret": None}, "client_secret"),
        ({"client_secret_env": "NOT_SET_ANYWHERE"}, "client_secret"),
        ({"client_secret": None, "client_secret_env": "NOT_SET_ANYWHERE"}, "NOT_SET_ANYWHERE"),
        ({"vouches_for_second_factor": "yes"}, "vouches_for_second_factor"),
        ({"second_factor_acr": ["two"]}, "vouches_for_second_factor"),
        ({"match_by": "email"}, "match_by"),
    ],
)
def test_bad_ones(settings: Any, tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=message) as caught:
        read(settings, tmp_path, {**GOOD, **change})
    assert "very secret" not in str(caught.value)
    assert "number 1" in str(caught.value)


def test_each_id_once(settings: Any, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="same id"):
        read(settings, tmp_path, GOOD, GOOD)


def test_a_file_that_is_not_there(settings: Any, tmp_path: Path) -> None:
    settings.OIDC_PROVIDERS = tmp_path / "nowhere.yaml"
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        configuration.read_providers()
