"""The providers as pages offer them."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Person
from accounts.single_sign_on.configuration import Provider, read_providers


@dataclass(frozen=True)
class Offer:
    """`start` is asked by POST, with `next` for where to go afterwards; `connect` too, by somebody signed in."""

    id: str
    name: str
    start: str
    connect: str


def providers() -> list[Offer]:
    return [_offer(provider) for provider in read_providers()]


def providers_of(person: Person) -> list[Offer]:
    """Those in which the person has an identity, by issuer and tenant: a provider may have been renamed or taken away."""
    held = _held(person)
    return [_offer(each) for each in read_providers() if (each.issuer, each.tenant) in held]


def providers_not_of(person: Person) -> list[Offer]:
    held = _held(person)
    return [_offer(each) for each in read_providers() if (each.issuer, each.tenant) not in held]


def _held(person: Person) -> set[tuple[str, str]]:
    return set(person.identities.values_list("issuer", "tenant"))


def _offer(provider: Provider) -> Offer:
    start, connect = (
        reverse(name, args=[provider.id]) for name in ("single_sign_on", "single_sign_on_connect")
    )
    return Offer(provider.id, provider.name, start, connect)
