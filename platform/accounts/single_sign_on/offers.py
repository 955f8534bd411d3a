"""The providers as pages offer them."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.single_sign_on.configuration import read_providers


@dataclass(frozen=True)
class Offer:
    """`start` is asked by POST, with `next` for where to go afterwards; `connect` too, by somebody signed in."""

    id: str
    name: str
    start: str
    connect: str


def providers() -> list[Offer]:
    return [
        Offer(
            provider.id,
            provider.name,
            reverse("single_sign_on", args=[provider.id]),
            reverse("single_sign_on_connect", args=[provider.id]),
        )
        for provider in read_providers()
    ]
