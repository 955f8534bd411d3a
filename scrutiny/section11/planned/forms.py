"""Forms of planned actions."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from design_system.widgets import DateParts
from scrutiny.section11.models.book import PlannedAction
from scrutiny.section11.planned.actions import Planned
from scrutiny.section11.planned.selectors import OVERDUE, TO_DO

State = PlannedAction.State
LONGEST_TEXT = 1_000


class ActionForm(forms.Form):
    what = forms.CharField(
        label="What will be done", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.CharField(
        label="Who sees to it", max_length=120, help_text="A role such as Head of HR, not a person's name."
    )
    due_on = forms.DateField(label="Due date", widget=DateParts)

    @property
    def planned(self) -> Planned:
        data = self.cleaned_data
        return Planned(data["what"], data["owner"], data["due_on"])


class NewActionForm(ActionForm):
    def clean_due_on(self) -> date:
        due: date = self.cleaned_data["due_on"]
        if due < timezone.localdate():
            raise forms.ValidationError("Due date must be today or later")
        return due


class ChangeForm(ActionForm):
    state = forms.ChoiceField(label="How far it is", choices=State.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=LONGEST_TEXT,
        help_text="What was done so far. Where it is dropped, why.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.MultipleChoiceField(
        label="Evidence that it was done", required=False, widget=forms.CheckboxSelectMultiple
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == State.DROPPED and not data.get("note"):
            self.add_error("note", "Say why the action is dropped")
        return data


class StateChoice(forms.Form):
    """Which actions the board shows."""

    mark_optional = False
    state = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "All"), (TO_DO, "Still to do"), (OVERDUE, "Overdue"), *State.choices],
    )
