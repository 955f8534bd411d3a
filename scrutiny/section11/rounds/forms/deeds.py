"""Moving dates, allowing late answers, reminding, and adding an organisation."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from design_system.widgets import DateParts
from partnerships.models import Area
from scrutiny.frameworks.forms.fields import Paragraph

OTHER = "other"


class ExtendForm(forms.Form):
    closes_on = forms.DateField(
        label="Last day",
        widget=DateParts,
        help_text="Answers can be changed and signed until the end of this day.",
    )
    challenge_until = forms.DateField(
        label="Last day of the challenge",
        widget=DateParts,
        required=False,
        help_text="Until when partnerships question and moderate what agencies answered.",
    )
    reason = Paragraph(
        label="Why are the dates extended?",
        rows=3,
        max_length=800,
        help_text="It is kept in the audit trail.",
        error_messages={"required": "Say why the dates are extended"},
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


LATEST = timedelta(days=731)


class LateForm(forms.Form):
    until = forms.DateField(
        label="Last day for this agency",
        widget=DateParts,
        help_text="It can change and sign its answers until the end of this day.",
    )
    reason = Paragraph(
        label="Why may it answer late?",
        rows=3,
        max_length=800,
        help_text="The agency and its partnerships read this.",
        error_messages={"required": "Say why this agency may answer late"},
    )

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise ValidationError("Last day for this agency must be today or in the future")
        if until > timezone.localdate() + LATEST:
            raise ValidationError("Last day for this agency must be within two years")
        return until


class RemindForm(forms.Form):
    text = forms.CharField(
        label="What the letter says",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text="The agency's name, the round, its last day and the link to sign in are added.",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").strip()


class OrganisationForm(forms.Form):
    name = forms.CharField(
        label="Name", max_length=200, help_text="As it calls itself. It is not the name of a person."
    )
    kind = forms.ChoiceField(label="Kind of organisation")
    other_kind = forms.CharField(
        label="Another kind",
        max_length=60,
        required=False,
        help_text="Only where the list has none that fits.",
    )
    areas = forms.MultipleChoiceField(
        label="Areas in which it works",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one area"},
    )
    started_on = forms.DateField(
        label="First day", widget=DateParts, required=False, help_text="When it began, where you know it."
    )

    def __init__(self, *args: Any, kinds: Iterable[str], areas: Iterable[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {each.slug: each for each in areas}
        fields: Any = self.fields
        kinds = list(kinds)
        fields["kind"].choices = [("", "Choose"), *((each, each) for each in kinds), (OTHER, "Another kind")]
        fields["areas"].choices = [(slug, each.name) for slug, each in self.places.items()]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") == OTHER and not data.get("other_kind"):
            self.add_error("other_kind", "Enter the kind of organisation")
        return data

    @property
    def chosen(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "name": data["name"],
            "kind": data["other_kind"] if data["kind"] == OTHER else data["kind"],
            "areas": [self.places[slug] for slug in data["areas"]],
            "started_on": data["started_on"],
        }
