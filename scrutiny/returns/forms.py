"""What may be asked of the list of returns."""

from typing import Any

from django import forms

from partnerships.models import Partnership
from scrutiny.returns.models import Kind

KINDS = [("", "All"), *Kind.choices]
STATES = [("", "All"), ("standing", "Stands today"), ("superseded", "Superseded")]


class ReturnsFilter(forms.Form):
    mark_optional = False

    partnership = forms.ChoiceField(label="Partnership", required=False)
    kind = forms.ChoiceField(label="What it is about", choices=KINDS, required=False)
    state = forms.ChoiceField(label="State", choices=STATES, required=False)

    def __init__(self, data: Any, partnerships: list[Partnership]) -> None:
        super().__init__(data)
        choices = [("", "All"), *((each.slug, each.name) for each in partnerships)]
        self.fields["partnership"].choices = choices  # type: ignore[attr-defined]
