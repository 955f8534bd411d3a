"""The providers of single sign-on: a YAML file, checked strictly before the service starts.

providers:
  - id: county
    name: The county council
    issuer: https://login.microsoftonline.com/<tenant id>/v2.0
    tenant_id: <tenant id>              # Entra ID alone
    client_id: <application id>
    client_secret_env: COUNTY_CLIENT_SECRET
    vouches_for_second_factor: true

The provider's id tokens should carry `auth_time`. Without it nobody can confirm by single sign-on that it is still them, so
people who have no other way to sign in cannot approve returns or change how they sign in; they are told that the claim is
missing. Providers send it when asked with max_age, as OpenID Connect demands; in Entra ID, where it is missing, add the
optional claim auth_time to the id token of the application.

Who somebody is hangs on the issuer and the tenant: the id and the name of a provider may change.
"""

import os
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit
from uuid import UUID

import yaml
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

LOOPBACK = {"localhost", "127.0.0.1"}
Text = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\S(.*\S)?$")]


def is_safe_address(address: str) -> bool:
    """Whether what is sent there cannot be read on the way."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


class Provider(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,48}$")]
    name: Text
    issuer: Text
    client_id: Text
    client_secret: Text | None = None
    client_secret_env: Text | None = None
    tenant_id: str | None = None
    vouches_for_second_factor: bool = False
    second_factor_acr: list[Text] = []

    @field_validator("issuer")
    @classmethod
    def _cannot_be_read_on_the_way(cls, issuer: str) -> str:
        parts = urlsplit(issuer)
        if not is_safe_address(issuer) or parts.query or parts.fragment or parts.username:
            raise ValueError("is a plain https address (http only on this machine)")
        return issuer

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.client_secret is None) == (self.client_secret_env is None):
            raise ValueError("needs either client_secret or client_secret_env")
        if self.client_secret_env and not os.environ.get(self.client_secret_env):
            raise ValueError(f"client_secret_env names {self.client_secret_env}, which is not set")
        if self.second_factor_acr and not self.vouches_for_second_factor:
            raise ValueError("second_factor_acr means nothing without vouches_for_second_factor: true")
        self._check_tenant()
        return self

    def _check_tenant(self) -> None:
        entra = (urlsplit(self.issuer).hostname or "").endswith("microsoftonline.com")
        if self.tenant_id is None:
            if entra:
                raise ValueError("Entra ID needs tenant_id: one directory, not everybody's")
            return
        if str(UUID(self.tenant_id)) != self.tenant_id:
            raise ValueError("tenant_id is a UUID in small letters")
        if entra and self.tenant_id not in urlsplit(self.issuer).path.split("/"):
            raise ValueError("the issuer of Entra ID names the same tenant_id")

    @property
    def tenant(self) -> str:
        return self.tenant_id or ""

    @property
    def secret(self) -> str:
        return self.client_secret or os.environ[str(self.client_secret_env)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    providers: list[Provider]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [provider.id for provider in self.providers]
        if len(ids) != len(set(ids)):
            raise ValueError("two providers have the same id")
        return self


def read_providers() -> tuple[Provider, ...]:
    """Those of the file that OIDC_PROVIDERS names; none without one."""
    file: Path | None = settings.OIDC_PROVIDERS
    return () if file is None else _read(file)


@lru_cache(maxsize=8)
def _read(file: Path) -> tuple[Provider, ...]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        return tuple(_File.model_validate(content).providers)
    except ValidationError as error:
        lines = "\n".join(f"- {_place(each['loc'])}: {each['msg']}" for each in error.errors())
        raise ImproperlyConfigured(
            f"OIDC_PROVIDERS ({file}):\n{lines}"
        ) from None  # it would print the secrets
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS ({file}) cannot be read: {error}") from error


def _place(location: tuple[int | str, ...]) -> str:
    return (
        " ".join(f"number {part + 1}" if isinstance(part, int) else part for part in location) or "the file"
    )


def provider_with(id_: str) -> Provider | None:
    return next((provider for provider in read_providers() if provider.id == id_), None)


def provider_of(issuer: str, tenant: str) -> Provider | None:
    """The one that stands for an issuer today, whatever its id was when somebody connected it."""
    fitting = (each for each in read_providers() if (each.issuer, each.tenant) == (issuer, tenant))
    return next(fitting, None)
