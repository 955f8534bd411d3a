"""Whose questions to show."""

from typing import Any

from django import forms

from scrutiny.frameworks.content import Named


class KindFilter(forms.Form):
    mark_optional = False

    kind = forms.ChoiceField(label="Kind of agency", required=False)

    def __init__(self, data: Any, kinds: tuple[Named, ...]) -> None:
        super().__init__(data)
        field: Any = self.fields["kind"]
        field.choices = [("", "All"), *((each.slug, each.name) for each in kinds)]

    @property
    def chosen(self) -> str:
        """The slug of a kind; empty for all, also where the address names one that is not there."""
        return str(self.cleaned_data.get("kind", "")) if self.is_valid() else ""
