"""A live service is one whole or does not start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import database_from_environment, read_environment

ROOT = Path(__file__).resolve().parents[3]
LIVE = {
    "MODE": "live",
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "scrutiny.example",
    "DATABASE_URL": "postgresql://somebody@localhost/scrutiny",
    "EMAIL_URL": "submission://somebody:secret@mail.example:587",
}


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in LIVE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_a_live_service_has_all_it_needs(live: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment = read_environment(tmp_path)
    assert not environment.demonstration
    assert environment.allowed_hosts == ["scrutiny.example"]
    assert not list(tmp_path.iterdir())  # no secret of its own is made


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL"])
def test_what_is_missing_is_named(live: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    live.setenv(name, "")
    with pytest.raises(ImproperlyConfigured, match=name):
        read_environment(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODE", "Live"),
        ("MODE", "production"),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "a.example,*"),
        ("DEBUG", "1"),
        ("DATABASE_ISOLATION", "rôle"),
        ("DATABASE_LOGIN", "root"),
        ("EMAIL_URL", "console://"),
        ("EMAIL_URL", "smtp+tls://mail.example"),
        ("CLAMAV", "scanner.example"),
        ("CLAMAV", "scanner.example:many"),
    ],
)
def test_half_live_is_refused(live: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str) -> None:
    live.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        read_environment(tmp_path)


@pytest.mark.parametrize(
    "contact", ["security@council.gov.uk", "http://council.gov.uk", "mailto:a@b.uk\nContact: x"]
)
def test_a_contact_is_a_safe_link(live: pytest.MonkeyPatch, tmp_path: Path, contact: str) -> None:
    live.setenv("SECURITY_CONTACT", contact)
    with pytest.raises(ImproperlyConfigured, match="SECURITY_CONTACT"):
        read_environment(tmp_path)


def test_a_live_service_asks_for_a_second_factor_whatever_is_said(
    live: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    live.setenv("REQUIRE_SECOND_FACTOR", "0")
    assert read_environment(tmp_path).second_factor_required


@pytest.mark.parametrize(("said", "required"), [("", False), ("0", False), ("1", True)])
def test_a_demonstration_may_ask_for_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, required: bool
) -> None:
    monkeypatch.setenv("MODE", "demonstration")
    monkeypatch.setenv("REQUIRE_SECOND_FACTOR", said or "false")
    assert read_environment(tmp_path).second_factor_required is required


def test_a_live_services_cookies_are_of_its_host_alone() -> None:
    names = (
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_PATH", "SESSION_IDLE_SECONDS",
    )  # fmt: skip
    code = f"from django.conf import settings as s; print(*(getattr(s, name) for name in {names}))"
    ran = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **LIVE, "PYTHONPATH": f"{ROOT}:{ROOT}/platform", "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.split() == ["__Host-session", "__Host-csrf", "True", "True", "None", "/", "/", "3600"]


def test_a_demonstration_makes_its_own_secret_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "")
    first = read_environment(tmp_path).secret_key
    assert len(first) > 50
    assert read_environment(tmp_path).secret_key == first
    assert (tmp_path / ".local" / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("login", "isolation", "user"),
    [
        ("web", "", "scrutiny_web"),
        ("web", "role", "scrutiny_web"),
        ("web", "login", "scrutiny_region"),
        ("owner", "login", "somebody"),
    ],
)
def test_who_the_process_signs_in_as(
    live: pytest.MonkeyPatch, tmp_path: Path, login: str, isolation: str, user: str
) -> None:
    live.delenv("DATABASE_ROLE_PREFIX", raising=False)
    live.setenv("DATABASE_LOGIN", login)
    live.setenv("DATABASE_ISOLATION", isolation)
    environment = read_environment(tmp_path)
    assert environment.database_isolation == (isolation or "role")
    assert database_from_environment(environment, tmp_path)["USER"] == user
