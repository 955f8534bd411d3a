"""Addresses of an agency's pages, in whichever book it answers: `{% desk_url "task_list" work.round.slug %}`."""

from typing import Any

from django import template
from django.template.context import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_url(context: Context, name: str, *args: Any) -> str:
    address: str = context["desk"].url(name, *args)
    return address
