import pytest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from jinja2 import TemplateNotFound

from design_system.components import component

ATTACK = "<script>alert(1)</script>"


def test_a_component_is_safe_html_and_its_text_is_escaped():
    button = component("button", text=ATTACK)
    assert isinstance(button, SafeString)
    assert "<script>" not in button
    assert "&lt;script&gt;" in button


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("inset-text", {"html": ATTACK}),
        ("inset-text", {"html": gettext_lazy(ATTACK)}),
        ("details", {"summaryHtml": ATTACK, "text": "x"}),
        ("summary-list", {"rows": [{"key": {"text": "a"}, "value": {"html": ATTACK}}]}),
        ("service-navigation", {"slots": {"start": ATTACK}}),
        ("tag", {"text": "x", "attributes": f'a="">{ATTACK}'}),
    ],
)
def test_html_that_nobody_marked_safe_is_escaped(name, params):
    assert "<script>" not in component(name, **params)


def test_html_marked_safe_stays():
    assert "<b>x</b>" in component("inset-text", html=mark_safe("<b>x</b>"))


def test_an_unknown_component_is_an_error():
    with pytest.raises(TemplateNotFound):
        component("no-such-component")
