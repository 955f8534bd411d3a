"""What is asked of people on the way of an issue."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from benchmarking.reports.models.remark import LONGEST_COMMENTARY, LONGEST_REPLY
from design_system.forms import govuk
from design_system.widgets import DateParts
from partnerships.models import Partnership
from partnerships.selectors import open_partnerships

LONGEST_REASON = 1_000
LONGEST_EMBARGO = timedelta(days=366)
HIDDEN_NUMBERS = "Type no number that the report hides, and none from which it could be worked out."


class PrepareForm(forms.Form):
    changed = forms.CharField(
        label="What does this issue change?",
        help_text="Readers find it at the beginning of the report. How many returns and values differ is counted.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what this issue changes"},
    )

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["changed"]


class SeenForm(forms.Form):
    """A button. It says how many steps, or which version, the person was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000)


class BackForm(SeenForm):
    reason = forms.CharField(
        label="Why does it go back to draft?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it goes back to draft"},
    )


class FinalForm(SeenForm):
    embargo = forms.DateField(
        label="Embargo until",
        help_text="From the beginning of this day on everybody may read it. Leave it empty for no embargo.",
        widget=DateParts,
        required=False,
    )

    def clean_embargo(self) -> date | None:
        day: date | None = self.cleaned_data["embargo"]
        today = timezone.localdate()
        if day is not None and not today < day <= today + LONGEST_EMBARGO:
            raise forms.ValidationError("Embargo until must be a day within the next year")
        return day

    @property
    def embargo_until(self) -> datetime | None:
        day = self.cleaned_data["embargo"]
        return timezone.make_aware(datetime.combine(day, time())) if day else None


class PublishForm(SeenForm):
    confirm = forms.BooleanField(
        label="I have read this issue and publish it",
        error_messages={"required": "Confirm that you have read this issue"},
    )


class CommentaryForm(SeenForm):
    mark_optional = False

    text = govuk(
        forms.CharField(
            label="Commentary",
            help_text=f"Plain text; an empty line begins a new paragraph. {HIDDEN_NUMBERS} An empty text takes the commentary away.",
            max_length=LONGEST_COMMENTARY,
            required=False,
            widget=forms.Textarea(attrs={"rows": 12}),
        )
    )


class ReplyForm(SeenForm):
    mark_optional = False

    text = govuk(
        forms.CharField(
            label="Facts and context",
            help_text=f"Plain text; an empty line begins a new paragraph. It is printed beside the section. {HIDDEN_NUMBERS} An empty text takes the reply away.",
            max_length=LONGEST_REPLY,
            required=False,
            widget=forms.Textarea(attrs={"rows": 8}),
        )
    )


class AgreementForm(forms.Form):
    title = forms.CharField(label="What is the agreement called?", max_length=200)
    reference = forms.CharField(
        label="Where is the signed agreement kept?",
        help_text="Such as a file number. The text of the agreement stays there.",
        max_length=200,
    )
    starts_on = govuk(forms.DateField(label="First day", widget=DateParts))
    ends_on = forms.DateField(label="Last day", required=False, widget=DateParts)
    parties = forms.ModelMultipleChoiceField(
        label="Which partnerships signed it?",
        queryset=Partnership.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the partnerships that signed it"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].queryset = open_partnerships()  # type: ignore[attr-defined]


class EndAgreementForm(forms.Form):
    reason = forms.CharField(
        label="Why does the agreement end?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the agreement ends"},
    )
