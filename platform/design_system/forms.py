"""Every Django form in GOV.UK markup: set FORM_RENDERER = "design_system.forms.GovRenderer"."""

from functools import cached_property
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

from design_system import field_params, wording
from design_system.components import component
from design_system.widgets import DateParts

Field = TypeVar("Field", bound=forms.Field)


def govuk(field: Field, **params: Any) -> Field:
    """Add component parameters to a form field: `govuk(forms.CharField(), classes="govuk-input--width-10")`.

    Also `itemHints={value: text}` under radios and checkboxes, and `errorName` where the label reads badly
    in an error message.
    """
    field.govuk = params  # type: ignore[attr-defined]
    return field


class GovBoundField(BoundField):
    """A form field that renders itself as the GOV.UK component its widget stands for."""

    @property
    def component(self) -> str:
        """The component's name; empty for a widget GOV.UK has none for."""
        return field_params.component_for(self.field)

    @property
    def own_params(self) -> dict[str, Any]:
        return getattr(self.field, "govuk", {})

    @cached_property
    def messages(self) -> list[str]:
        """The errors of this field in GOV.UK wording."""
        label = str(self.own_params.get("errorName", self.label))
        value = self.value() if self.errors else None
        return [wording.message(label, self.field, error, value) for error in self.errors.as_data()]

    @property
    def focus_id(self) -> str:
        """Where a link in the error summary goes: the first box at fault."""
        if not isinstance(self.field.widget, DateParts):
            return self.id_for_label or self.auto_id
        missing = self.field.widget.missing(self.value())
        return f"{self.auto_id}-{missing[0] if missing else 'day'}"

    def params(self) -> dict[str, Any]:
        return field_params.build(self)

    def as_field_group(self) -> SafeString:
        if self.is_hidden:
            return SafeString(self)
        return component(self.component, **self.params()) if self.component else super().as_field_group()


class GovRenderer(DjangoTemplates):
    bound_field_class = GovBoundField
    form_template_name = "design_system/form.html"
    formset_template_name = "design_system/formset.html"


def error_summary(*forms_or_sets: "forms.BaseForm | BaseFormSet[Any]") -> SafeString:
    """The box at the top of a page that lists every error; empty when there is none."""
    items = [item for each in forms_or_sets if each is not None for item in _summary_items(each)]
    if not items:
        return SafeString()
    return component("error-summary", titleText="There is a problem", errorList=items)


def _summary_items(source: "forms.BaseForm | BaseFormSet[Any]") -> list[dict[str, str]]:
    if not source.is_bound:
        return []
    if isinstance(source, BaseFormSet):
        own = [{"text": str(text)} for text in source.non_form_errors()]
        return own + [item for form in source.forms for item in _summary_items(form)]
    items = [{"text": str(text)} for text in source.non_field_errors()]
    for bound in source:
        if not isinstance(bound, GovBoundField):
            raise ImproperlyConfigured('Set FORM_RENDERER = "design_system.forms.GovRenderer".')
        link = {} if bound.is_hidden else {"href": f"#{bound.focus_id}"}
        items += [{"text": text, **link} for text in bound.messages]
    return items
