"""Reads the environment, with errors that say what to do."""

import os
import secrets
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from partnerships.database.passwords import login_password

# Commands that create roles, schemas and tables sign in as the owner; everything else as the web login.
PROVISIONING = {
    "setup", "open_partnership", "migrate", "migrate_schemas", "makemigrations", "check_isolation", "dbshell",
}  # fmt: skip
SHORTEST_SECRET = 50
MADE_UP_CONTACT = "mailto:security@demonstration.example"
MAIL_SCHEMES = {"submission", "smtp"}
PREPARED_AFTER = 5
"""Times that a connection asks the same. It counts for cursors that prepare alone: partnerships.database."""
WITHOUT_DATABASE = {"help", "check", "makemigrations", "collectstatic", "diffsettings", "spectacular"}


@dataclass(frozen=True)
class Environment:
    demonstration: bool
    debug: bool
    secret_key: str
    old_secret_keys: list[str]
    second_factor_required: bool
    oidc_providers: Path | None
    allowed_hosts: list[str]
    database_url: str | None
    database_login: str
    database_isolation: str
    database_backup_password: str | None
    database_role_prefix: str | None
    region_file: Path
    static_root: str | None
    port: int
    proxies: int
    trail_heads: Path
    security_contact: str
    csp_report_uri: str
    clamav: str
    email: dict[str, Any]


def read_environment(root: Path) -> Environment:
    """Raises ImproperlyConfigured, naming the variable, where a live service lacks something it needs."""
    env = Env()
    mode = env.str("MODE", "demonstration")
    if mode not in {"demonstration", "live"}:
        raise ImproperlyConfigured(f"MODE is demonstration or live, not “{mode}”.")
    demonstration = mode == "demonstration"
    if not demonstration:
        _refuse_half_live()
    return Environment(
        demonstration=demonstration,
        debug=env.bool("DEBUG", False),
        secret_key=env.str("SECRET_KEY", "") or _local_secret(root / ".local" / "secret_key"),
        old_secret_keys=env.list("SECRET_KEY_OLD", []),
        second_factor_required=not demonstration or env.bool("REQUIRE_SECOND_FACTOR", False),
        oidc_providers=Path(file) if (file := env.str("OIDC_PROVIDERS", "")) else None,
        allowed_hosts=env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"]),
        database_url=env.str("DATABASE_URL", "") or None,
        database_login=_one_of("DATABASE_LOGIN", "owner", "web") or _login_for(sys.argv),
        database_isolation=_one_of("DATABASE_ISOLATION", "role", "login") or "role",
        database_backup_password=env.str("DATABASE_BACKUP_PASSWORD", "") or None,
        database_role_prefix=env.str("DATABASE_ROLE_PREFIX", "") or None,
        static_root=env.str("STATIC_ROOT", "") or None,
        port=env.int("PORT", 8000),
        proxies=env.int("PROXIES", 0),
        trail_heads=Path(env.str("TRAIL_HEADS", "") or root / ".local/trail-heads.csv"),
        security_contact=_contact(env.str("SECURITY_CONTACT", MADE_UP_CONTACT if demonstration else "")),
        csp_report_uri=env.str("CSP_REPORT_URI", ""),
        clamav=_clamav(env.str("CLAMAV", "")),
        email=_email(env, root),
        region_file=Path(env.str("REGION_FILE", str(root / "infra/regions/avon-and-somerset.yaml"))),
    )


def _one_of(name: str, *words: str) -> str:
    """The variable's word, or nothing where it is not set."""
    word = os.environ.get(name, "")
    if word and word not in words:
        raise ImproperlyConfigured(f"{name} is {' or '.join(words)}, not “{word}”.")
    return word


def _contact(text: str) -> str:
    """Where to report a weakness, as a link. Empty where a live service has not said: `check --deploy` does."""
    if text and not text.startswith(("mailto:", "https://", "tel:")):
        raise ImproperlyConfigured("SECURITY_CONTACT is a link: mailto:security@…, https://… or tel:+44….")
    if any(character.isspace() for character in text):
        raise ImproperlyConfigured("SECURITY_CONTACT is one link without spaces.")
    return text


def _clamav(text: str) -> str:
    """Where the scanner of uploaded files listens; empty where there is none."""
    port = text.rpartition(":")[2]
    if text and not text.startswith("/") and not (":" in text and port.isascii() and port.isdigit()):
        raise ImproperlyConfigured(
            "CLAMAV is host:port, or the path of a socket such as /run/clamav/clamd.ctl."
        )
    return text


def _email(env: Env, root: Path) -> dict[str, Any]:
    """Django's EMAIL_ settings. Without EMAIL_URL, as in the demonstration, letters are written to files."""
    url = env.str("EMAIL_URL", "")
    sender = env.str("EMAIL_FROM", "") or f"scrutiny@{env.list('ALLOWED_HOSTS', ['localhost'])[0]}"
    if not url:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        folder = root / ".local" / "mail"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": str(folder), "DEFAULT_FROM_EMAIL": sender}
    if url.split("://")[0] not in MAIL_SCHEMES:
        raise ImproperlyConfigured(
            "EMAIL_URL begins with submission:// (encrypted) or smtp://, as in submission://user:password@host:587."
        )
    settings: dict[str, Any] = env.dj_email_url("EMAIL_URL")
    return {**settings, "EMAIL_TIMEOUT": 10, "DEFAULT_FROM_EMAIL": sender}


def _refuse_half_live() -> None:
    """A live service that would not be one. Each message names the variable."""
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL"):
        if not os.environ.get(name):
            raise ImproperlyConfigured(
                f"A live service (MODE=live) needs the environment variable {name}. README.md lists them all."
            )
    if len(os.environ["SECRET_KEY"]) < SHORTEST_SECRET:
        raise ImproperlyConfigured(f"SECRET_KEY of a live service has at least {SHORTEST_SECRET} characters.")
    if "*" in os.environ["ALLOWED_HOSTS"]:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS of a live service names its hosts; * would let every name in."
        )
    if Env().bool("DEBUG", False):
        raise ImproperlyConfigured("DEBUG shows inner workings to everybody. A live service runs without it.")


def database_from_environment(environment: Environment, root: Path) -> dict[str, Any]:
    """Django's DATABASES entry: the server named in DATABASE_URL, or else our own under .local/."""
    url = environment.database_url or _local_server(root)
    settings: dict[str, Any] = Env().dj_db_url("__unset__", default=url, engine="partnerships.database")
    options = settings.setdefault("OPTIONS", {})
    options.setdefault("application_name", "scrutiny")
    options["prepare_threshold"] = PREPARED_AFTER
    if not environment.database_url:
        settings["NAME"] = "scrutiny"
    if environment.database_login == "web":
        prefix = environment.database_role_prefix or settings["NAME"]
        # In login mode the backend puts each schema's own login in its place; the first is the region's.
        settings["USER"] = (
            f"{prefix}_region" if environment.database_isolation == "login" else f"{prefix}_web"
        )
        settings["PASSWORD"] = login_password(environment.secret_key, settings["USER"])
    settings["CONN_MAX_AGE"] = 600
    settings["CONN_HEALTH_CHECKS"] = True
    return settings


def _login_for(argv: list[str]) -> str:
    command = argv[1] if len(argv) > 1 and Path(argv[0]).name in {"manage.py", "django-admin"} else ""
    return "owner" if command in PROVISIONING else "web"


def _local_server(root: Path) -> str:
    """Start our own PostgreSQL unless this command never speaks to a database."""
    if len(sys.argv) > 1 and (sys.argv[1] in WITHOUT_DATABASE or "--help" in sys.argv):
        return "postgresql://nobody@localhost/scrutiny"
    from local_postgres import LocalPostgresError, ensure  # a deployment with its own server never loads them

    try:
        return str(ensure(root / ".local" / "postgresql").url)
    except LocalPostgresError as error:
        raise ImproperlyConfigured(str(error)) from error


def _local_secret(file: Path) -> str:
    """A secret of this machine's own, made once. Only the demonstration may use it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        with open(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="ascii") as new:
            new.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(draft, file)  # appears whole or not at all; whoever is first wins
        draft.unlink()
    return file.read_text(encoding="ascii")
