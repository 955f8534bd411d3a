from typing import Any

from django import forms
from django.utils import timezone

from design_system.forms import govuk
from design_system.widgets import DateParts
from partnerships.models import Organisation
from partnerships.selectors import organisations
from scrutiny.independence.models import Interest


class DeclareForm(forms.Form):
    """A tie of one's own. Organisations that have ended are offered too: a tie to them still counts."""

    organisation = forms.ModelChoiceField(
        label="Which organisation?",
        queryset=Organisation.objects.none(),
        empty_label="Choose an organisation",
        error_messages={"required": "Choose the organisation"},
    )
    nature = forms.ChoiceField(
        label="What ties you to it?",
        choices=Interest.Nature.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what ties you to it"},
    )
    note = govuk(
        forms.CharField(
            label="More about it",
            help_text="For example what your work there is. Name nobody else.",
            required=False,
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
    )
    starts_on = forms.DateField(
        label="When did it begin?", help_text="For example, 1 9 2021", required=False, widget=DateParts
    )
    ends_on = forms.DateField(
        label="When did it end?",
        help_text="Leave this empty if it still stands.",
        required=False,
        widget=DateParts,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations().order_by("name")  # type: ignore[attr-defined]


class EndForm(forms.Form):
    ends_on = forms.DateField(
        label="When did it end?",
        help_text="It stays in the register, and counts as a conflict for two years from that day.",
        widget=DateParts,
        error_messages={"required": "Enter the day on which the tie ended"},
    )

    def clean_ends_on(self) -> Any:
        day = self.cleaned_data["ends_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("The day the tie ended must be today or in the past")
        return day
