"""What is rendered once is what would be rendered anew, and what is marked safe is never taken for what is not."""

from typing import Any

import pytest
from django.utils.safestring import SafeString

from design_system.components import OF_OUR_WORDS, _rendered, component


def radios(text: Any, *, checked: bool = False, hint: str = "A hint.") -> dict[str, Any]:
    items = [
        {"value": "a", "text": text, "checked": checked, "hint": {"text": hint}},
        {"value": "b", "text": "B"},
    ]
    return {"name": "which", "idPrefix": "which", "items": items, "fieldset": {"legend": {"html": text}}}


ALIKE: list[tuple[str, dict[str, Any]]] = [
    *(("tag", {"text": text}) for text in ("<b>x</b>", SafeString("<b>x</b>"), "1", 1, "True", True)),
    *(("tag", {"html": text}) for text in ("<b>x</b>", SafeString("<b>x</b>"))),
    *(("radios", radios(text)) for text in ("<b>x</b>", SafeString("<b>x</b>"))),
    ("radios", radios("x", checked=True)),
    ("radios", radios("x")),
    ("radios", radios("x", hint="<script>")),
    ("button", {"text": "Save"}),
    ("button", {"text": "Save", "attributes": {"data-a": "<"}}),
    ("button", {"text": "Save", "preventDoubleClick": True}),
]


@pytest.mark.parametrize("turn", ["first", "again"])
def test_what_is_remembered_is_what_would_be_rendered(turn: str) -> None:
    for name, params in ALIKE:
        assert name in OF_OUR_WORDS
        found = component(name, **params)
        assert found == _rendered(name, params), turn
        assert isinstance(found, SafeString)
    assert "&lt;b&gt;" in component("tag", html="<b>x</b>")
    assert "<b>" in component("tag", html=SafeString("<b>x</b>"))
