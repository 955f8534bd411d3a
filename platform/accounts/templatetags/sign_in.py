"""`{% load sign_in %}`"""

from django import template

from accounts.single_sign_on import Offer, providers

register = template.Library()


@register.simple_tag
def sign_in_providers() -> list[Offer]:
    return providers()


@register.filter
def groups_of(text: str, size: int) -> list[str]:
    """A long word in parts a person can copy by hand."""
    return [text[at : at + size] for at in range(0, len(text), size)]
