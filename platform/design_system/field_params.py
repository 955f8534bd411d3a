"""From a bound Django field to the parameters of its GOV.UK component."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeData, SafeString

from design_system.widgets import PARTS, DateParts

if TYPE_CHECKING:
    from design_system.forms import GovBoundField

Params = dict[str, Any]

# First match wins: CheckboxSelectMultiple is also a RadioSelect, SelectMultiple is also a Select.
COMPONENTS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.PasswordInput, "password-input"),
    (DateParts, "date-input"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkboxes"),
    (forms.SelectMultiple, "checkboxes"),
    (forms.Select, "select"),
    (forms.FileInput, "file-upload"),
    (forms.Textarea, "textarea"),
    (forms.widgets.Input, "input"),
)
# Attributes of a widget that the components take as parameters.
AS_PARAMS = {"autocomplete", "autocapitalize", "inputmode", "spellcheck", "rows", "pattern"}
# The server checks, so that every error reads as GOV.UK's do; maxlength would cut a pasted text silently.
DROPPED = {
    "required",
    "maxlength",
    "minlength",
    "min",
    "max",
    "step",
    "size",
    "cols",
    "placeholder",
    "id",
    "type",
}


def component_for(field: forms.Field) -> str:
    """The component's name; empty for a widget GOV.UK has none for."""
    name = next((name for kind, name in COMPONENTS if isinstance(field.widget, kind)), "")
    return "character-count" if name == "textarea" and getattr(field, "max_length", None) else name


def build(bound: GovBoundField) -> Params:
    """Everything the component needs; what the form's author set with govuk() comes last and wins."""
    params = _common(bound)
    kind = bound.component
    if isinstance(bound.field.widget, forms.CheckboxInput):
        params |= _single_checkbox(bound)
    elif kind in {"checkboxes", "radios", "select"}:
        params |= _choices(bound)
    elif isinstance(bound.field.widget, DateParts):
        params["items"] = _date_items(bound, bound.field.widget)
    elif kind in {"input", "textarea", "character-count"}:
        params |= _text(bound)
    own = {name: value for name, value in bound.own_params.items() if name not in {"itemHints", "errorName"}}
    return _merge(params, own)


def _common(bound: GovBoundField) -> Params:
    params: Params = {"name": bound.html_name, "id": bound.auto_id, "idPrefix": bound.auto_id}
    params |= _label(bound) | _attributes(bound)
    if bound.help_text:
        params["hint"] = _text_or_html(bound.help_text)
    if bound.messages:
        lines = format_html_join(SafeString("<br>"), "{}", ((text,) for text in bound.messages))
        params["errorMessage"] = {"html": lines}
    if bound.field.disabled:
        params["disabled"] = True
    return params


def _label(bound: GovBoundField) -> Params:
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return {}
    optional = not bound.field.required and getattr(bound.form, "mark_optional", True)
    text = f"{bound.label} (optional)" if optional else str(bound.label)
    if bound.component in {"radios", "checkboxes", "date-input"}:
        return {"fieldset": {"legend": {"text": text, "classes": "govuk-fieldset__legend--s"}}}
    return {"label": {"text": text, "classes": "govuk-label--s"}}


def _attributes(bound: GovBoundField) -> Params:
    given = {name: value for name, value in bound.field.widget.attrs.items() if name not in DROPPED}
    params = {name: value for name, value in given.items() if name in AS_PARAMS}
    if "class" in given:
        params["classes"] = given["class"]
    if "spellcheck" in params:
        params["spellcheck"] = str(params["spellcheck"]).lower() == "true"
    rest = {name: str(value) for name, value in given.items() if name not in AS_PARAMS | {"class"}}
    return params | ({"attributes": rest} if rest else {})


def _text(bound: GovBoundField) -> Params:
    widget, field = bound.field.widget, bound.field
    value = (
        widget.format_value(bound.value())
        if isinstance(widget, forms.Textarea | forms.widgets.Input)
        else None
    )
    params: Params = {"value": "" if value is None else str(value)}
    if bound.component == "character-count":
        return params | {"maxlength": getattr(field, "max_length", None)}
    if bound.component == "textarea":
        return params
    kind = getattr(widget, "input_type", "text")
    if isinstance(field, forms.IntegerField):
        whole = not isinstance(field, forms.FloatField | forms.DecimalField)
        return (
            params
            | {"type": "text", "classes": "govuk-input--width-10"}
            | ({"inputmode": "numeric"} if whole else {})
        )
    if kind == "email":
        return (
            {"autocomplete": "email", "spellcheck": False} | params | _attributes(bound) | {"type": "email"}
        )
    return params | {"type": kind}


def _single_checkbox(bound: GovBoundField) -> Params:
    item: Params = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
    if bound.help_text:
        item["hint"] = _text_or_html(bound.help_text)
    return {"items": [item], "hint": None}


def _choices(bound: GovBoundField) -> Params:
    mark = "selected" if bound.component == "select" else "checked"
    value = bound.value()
    chosen = {
        str(each)
        for each in (value if isinstance(value, list | tuple | set) else [value])
        if each is not None
    }
    hints = bound.own_params.get("itemHints", {})
    items: list[Params] = []
    for key, text in _flat(bound.field.widget.choices):
        if str(key) == "" and mark == "checked":
            continue
        item = {
            "value": str(key),
            "text": str(text),
            mark: str(key) in chosen,
            "disabled": bound.field.disabled,
        }
        items.append(item | ({"hint": {"text": hints[key]}} if key in hints else {}))
    return {"items": items}


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    """GOV.UK has no grouped choices: the groups' members in one list."""
    for key, text in choices:
        if isinstance(text, list | tuple):
            yield from text
        else:
            yield "" if key is None else key, text


def _date_items(bound: GovBoundField, widget: DateParts) -> list[Params]:
    value = bound.value()
    parts, wrong = widget.parts(value), widget.missing(value) or PARTS
    return [
        {
            "name": f"{bound.html_name}_{part}",
            "id": f"{bound.auto_id}-{part}",
            "label": part.title(),
            "value": parts[part],
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if bound.messages and part in wrong else ""),
        }
        for part in PARTS
    ]


def _text_or_html(value: Any) -> Params:
    text = str(value)
    return {"html": text} if isinstance(text, SafeData) else {"text": text}


def _merge(params: Params, own: Params) -> Params:
    """A dictionary adds to the one that is there; anything else replaces it."""
    merged = dict(params)
    for name, value in own.items():
        there = merged.get(name)
        merged[name] = _merge(there, value) if isinstance(there, dict) and isinstance(value, dict) else value
    return merged
