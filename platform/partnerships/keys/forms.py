from typing import Any

from django import forms
from django.utils import timezone

from design_system.forms import govuk
from partnerships.keys.scopes import Scope
from partnerships.models import ApiKey
from partnerships.selectors import standing_organisations

DAYS = ((30, "30 days"), (90, "90 days"), (180, "180 days"), (365, "A year"))


class IssueForm(forms.Form):
    organisation: forms.Field = govuk(
        forms.ModelChoiceField(
            queryset=None,
            label="Organisation",
            help_text="Whose key it is. Organisations that have ended are not listed.",
            empty_label="Choose one",
            error_messages={"required": "Select an organisation", "invalid_choice": "Select an organisation"},
        ),
        classes="app-select",
    )
    name = forms.CharField(
        label="What it is for",
        max_length=ApiKey._meta.get_field("name").max_length,
        help_text="Such as “quarterly dashboard”. Everybody who manages keys reads it.",
        error_messages={"required": "Enter what the key is for"},
    )
    scopes = govuk(
        forms.MultipleChoiceField(
            label="What it may read",
            choices=[(scope.value, scope.value.capitalize()) for scope in Scope],
            widget=forms.CheckboxSelectMultiple,
            help_text="Select only what is needed.",
            error_messages={"required": "Select what the key may read"},
        ),
        itemHints={scope.value: f"Opens {scope.opens}" for scope in Scope},
    )
    days = forms.TypedChoiceField(
        label="How long it is valid",
        choices=DAYS,
        coerce=int,
        initial=180,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how long the key is valid"},
    )

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = standing_organisations(timezone.localdate())  # type: ignore[attr-defined]
