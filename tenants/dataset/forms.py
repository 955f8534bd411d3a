"""Forms for figures. The rules are those of entry.py; forms only ask for what an indicator needs."""

from collections.abc import Mapping
from typing import Any

from django import forms

from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import TOPICS, Definition
from design_system.forms import govuk
from kernel.periods import Period, PeriodNotUnderstood
from kernel.symbols import Symbol
from tenants.dataset.entry import LONGEST_NOTE, Entry, EntryRefused, read_entry, read_period
from tenants.dataset.models import DraftFigure, Status

NO_SYMBOL = "none"
STATUS_LABELS = {
    Status.OFFICIAL: ("Official", "Published as official statistics"),
    Status.PROVISIONAL: ("Provisional", "Will be published later and may change"),
    Status.LOCAL: ("Local", "The partnership's own record"),
}


class PeriodChoice(forms.Form):
    """Which period to show: one of those at hand."""

    mark_optional = False
    period = forms.ChoiceField(label="Period", required=False)

    def __init__(self, periods: list[Period], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(period.time_period, period.label) for period in periods]
        self.fields["period"] = forms.ChoiceField(label="Period", required=False, choices=choices)


class FigureChoice(forms.Form):
    """Which figure to enter or change: asked first, so that the next page can ask for what it needs."""

    indicator = forms.ChoiceField(
        label="Indicator",
        error_messages={"required": "Select an indicator", "invalid_choice": "Select an indicator"},
    )
    period = govuk(
        forms.CharField(
            label="Period",
            help_text=(
                "For a year ending 31 March, write the year it ends in: 2025 is 1 April 2024 to 31 March 2025. "
                "For any other period write two dates: 2019-11-01/2020-12-31."
            ),
            error_messages={"required": "Enter a period, such as 2025"},
        ),
        classes="govuk-input--width-20",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (topic, [(each.slug, each.name) for each in catalogue() if each.topic == topic])
            for topic in TOPICS
        ]
        self.fields["indicator"].choices = [("", "Choose one"), *groups]  # type: ignore[attr-defined]
        self.fields["indicator"].widget.attrs = {"class": "govuk-select app-select"}

    def clean_period(self) -> Period:
        try:
            return read_period(self.cleaned_data["period"])
        except PeriodNotUnderstood as error:
            raise forms.ValidationError(str(error)) from error


class EntryForm(forms.Form):
    """One figure of an indicator and period that are known already."""

    numerator = govuk(
        forms.CharField(label="Numerator", required=False, max_length=20),
        classes="govuk-input--width-10",
        inputmode="numeric",
    )
    denominator = govuk(
        forms.CharField(label="Denominator", required=False, max_length=20),
        classes="govuk-input--width-10",
        inputmode="numeric",
    )
    symbol = forms.ChoiceField(
        label="If there is no number, why not?",
        choices=[
            (NO_SYMBOL, "There is a number"),
            *((s.value, f"{s.meaning.capitalize()} ({s.value})") for s in Symbol),
        ],
        widget=forms.RadioSelect,
        initial=NO_SYMBOL,
    )
    status = govuk(
        forms.ChoiceField(
            label="What kind of figure is it?",
            choices=[(status, label) for status, (label, _) in STATUS_LABELS.items()],
            widget=forms.RadioSelect,
        ),
        itemHints={str(status): hint for status, (_, hint) in STATUS_LABELS.items()},
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What a reader needs to know. It is signed with the figure and the region reads it.",
    )
    seen_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    mark_optional = False

    def __init__(
        self,
        definition: Definition,
        period: Period,
        populations: Mapping[int, int],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.definition, self.period, self.populations = definition, period, populations
        self.entry: Entry | None = None
        self.fields["numerator"].help_text = _counted(definition)
        self.fields["note"].label = "Note (optional)"
        if definition.kind == "proportion":
            self.fields["denominator"].help_text = f"Out of: {definition.denominator}."
        else:
            del self.fields["denominator"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cells = {
            name: str(cleaned.get(name) or "") for name in ("numerator", "denominator", "status", "note")
        }
        symbol = cleaned.get("symbol") or ""
        cells["symbol"] = "" if symbol == NO_SYMBOL else symbol
        cells |= {"indicator": self.definition.slug, "period": self.period.time_period}
        try:
            self.entry = read_entry(cells, self.populations)
        except EntryRefused as refused:
            for problem in refused.problems:
                if problem.column not in self.errors:
                    self.add_error(problem.column if problem.column in self.fields else None, problem.message)
        return cleaned


def initial_of(figure: DraftFigure | None) -> dict[str, Any]:
    """What the form shows of a stored figure."""
    if figure is None:
        return {}
    return {
        "numerator": "" if figure.numerator is None else figure.numerator,
        "denominator": "" if figure.denominator is None else figure.denominator,
        "symbol": figure.symbol or NO_SYMBOL,
        "status": figure.status,
        "note": figure.note,
        "seen_version": figure.version,
    }


class RemoveForm(forms.Form):
    seen_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ImportForm(forms.Form):
    file = govuk(
        forms.FileField(
            label="CSV file", allow_empty_file=True, error_messages={"required": "Choose a CSV file"}
        ),
        attributes={"accept": ".csv,text/csv"},
    )


class StoreForm(forms.Form):
    """The file as it was checked, carried by the page itself and sealed against change."""

    sealed = forms.CharField(widget=forms.HiddenInput, strip=False)


def _counted(definition: Definition) -> str:
    """What is counted, and what becomes of a small count."""
    rule = definition.suppression
    counted = f"What is counted: {definition.numerator}."
    if rule.rule == "none":
        return counted
    return f"{counted} If it is from {rule.smallest} to {rule.largest}, the region sees it as [c]."
