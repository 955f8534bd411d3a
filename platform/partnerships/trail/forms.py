"""What may be asked of the audit trail. The address is the state."""

from datetime import date
from typing import Any

from django import forms

from audit_trail.selectors import Asked
from design_system.widgets import DateParts

REGION = "the region"  # no slug: it holds a space
FIRST_YEAR, LAST_YEAR = 2000, 2200


class TrailFilter(forms.Form):
    mark_optional = False

    who = forms.CharField(label="Person or role", max_length=100, required=False)
    action = forms.CharField(
        label="What was done", help_text="Such as sign in, or approve", max_length=100, required=False
    )
    since = forms.DateField(label="From", widget=DateParts, required=False)
    until = forms.DateField(label="To", widget=DateParts, required=False)

    def clean_since(self) -> date | None:
        return self._sensible("since")

    def clean_until(self) -> date | None:
        return self._sensible("until")

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "To must be the same day as From, or later")
        return self.cleaned_data

    def asked(self, chain: str | None = None) -> Asked:
        data = self.cleaned_data
        return Asked(chain, data["who"], data["action"], data["since"], data["until"])

    def _sensible(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                f"{self.fields[name].label} must be a day from {FIRST_YEAR} to {LAST_YEAR}"
            )
        return day


class RegionalTrailFilter(TrailFilter):
    chain = forms.ChoiceField(label="Whose trail", required=False)
    field_order = ("chain", "who", "action", "since", "until")

    def __init__(self, data: Any, chains: dict[str, str]) -> None:
        super().__init__(data)
        names = [(slug or REGION, name) for slug, name in chains.items()]
        self.fields["chain"].choices = [("", "All"), *names]  # type: ignore[attr-defined]

    def asked(self, chain: str | None = None) -> Asked:
        chosen = self.cleaned_data["chain"]
        return super().asked("" if chosen == REGION else chosen or None)
