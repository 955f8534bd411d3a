"""The panel in which one chooses: indicators by topic, then everything else; and what is chosen, to be removed."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from benchmarking.benchmarks.choice import Choice
from benchmarking.benchmarks.forms import CompareForm, yearly_indicators
from benchmarking.benchmarks.places import Places
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from design_system.components import component


def topics(form: CompareForm) -> Iterator[dict[str, Any]]:
    """A group of boxes a topic: title, how many are ticked, and the boxes. The first box is where an error leads."""
    ticked = set(form["indicator"].value() or ())
    first = form["indicator"].auto_id
    for topic, members in groupby(yearly_indicators(), key=lambda each: each.topic):
        definitions = list(members)
        yield {
            "title": topic,
            "ticked": sum(each.slug in ticked for each in definitions),
            "boxes": _boxes(topic, definitions, ticked, first),
        }
        first = f"id_indicator-{definitions[-1].slug}-next"


def _boxes(topic: str, definitions: list[Definition], ticked: set[str], first: str) -> SafeString:
    items = [
        {
            "value": each.slug,
            "text": each.short_name,
            "checked": each.slug in ticked,
            "id": first if place == 0 else f"id_indicator-{each.slug}",
        }
        for place, each in enumerate(definitions)
    ]
    return component(
        "checkboxes",
        name="indicator",
        idPrefix=first,
        classes="govuk-checkboxes--small",
        fieldset={"legend": {"text": topic, "classes": "govuk-visually-hidden"}},
        items=items,
    )


def chosen(choice: Choice, places: Places) -> list[dict[str, str]]:
    """What is chosen, each with the address of the page without it. One indicator always stays."""
    items = []
    if len(choice.indicators) > 1:
        items = [
            {"text": catalogue().get(slug).short_name, "href": _address(choice.without_indicator(slug))}
            for slug in choice.indicators
        ]
    return items + [
        {"text": places.get(key).short_name, "href": _address(choice.without_area(key))}
        for key in choice.areas
    ]


def _address(choice: Choice) -> str:
    return f"{reverse('benchmarks:compare')}?{choice.query}"
