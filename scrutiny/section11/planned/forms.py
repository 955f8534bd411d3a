"""Forms of planned actions."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from design_system.widgets import DateParts
from scrutiny.section11.models.book import PlannedAction
from scrutiny.section11.planned.actions import Planned
from scrutiny.section11.planned.due import OVERDUE, TO_DO
from scrutiny.section11.planned.listed import Choice, Listed

State = PlannedAction.State
STATES = [("", "All"), (TO_DO, "Still to do"), (OVERDUE, "Overdue"), *State.choices]
LONGEST_TEXT = 1_000
LATEST = timedelta(days=3653)


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
        if due > timezone.localdate() + LATEST:
            raise forms.ValidationError("Due date must be within ten years")
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
    """Which actions an agency's own board shows."""

    mark_optional = False
    state = forms.ChoiceField(label="Show", required=False, choices=STATES)


class ListedFilter(forms.Form):
    """Which signed actions a board shows. The address is the state. `by`: what of it rows can be told apart by."""

    mark_optional = False
    area = forms.ChoiceField(label="Area", required=False)
    agency = forms.ChoiceField(label="Agency", required=False)
    standard = forms.ChoiceField(label="Standard", required=False)
    state = forms.ChoiceField(label="How far", required=False, choices=STATES)

    def __init__(self, data: Any, rows: list[Listed], by: tuple[str, ...]) -> None:
        super().__init__(data)
        for name in ("area", "agency", "standard"):
            if name not in by:
                del self.fields[name]
                continue
            found = {each.key: each.name for each in (getattr(row, name) for row in rows) if each.key}
            named = sorted(found.items(), key=lambda pair: pair[1])
            self.fields[name].choices = [("", "All"), *named]  # type: ignore[attr-defined]

    @property
    def choice(self) -> Choice:
        """Nothing where something was asked that is not there: the page then says so and shows all."""
        return Choice(**self.cleaned_data) if self.is_valid() else Choice()
