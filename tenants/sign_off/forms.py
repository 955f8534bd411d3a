from typing import Any

from django import forms

from design_system.forms import govuk
from kernel.periods import Period

LONGEST_REASON = 1000


class PeriodForm(forms.Form):
    """Which period to prepare a return for."""

    period = forms.ChoiceField(label="Which period is the return for?")

    def __init__(self, periods: list[Period], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(period.time_period, period.label) for period in periods]
        self.fields["period"].choices = choices  # type: ignore[attr-defined]


class PrepareForm(forms.Form):
    """The hash says which figures the person looked at; a correction says why."""

    reason = govuk(
        forms.CharField(
            label="Why does the signed return need correcting?",
            help_text="The region reads this beside both returns.",
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": "Say why the signed return needs correcting"},
        )
    )
    seen_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["reason"]


class ApproveForm(forms.Form):
    confirm = forms.BooleanField(
        label="I have checked these figures and approve them as the partnership's return",
        error_messages={"required": "Confirm that you have checked the figures"},
    )
    seen_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SendBackForm(forms.Form):
    note = forms.CharField(
        label="What needs to change?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what needs to change"},
    )
