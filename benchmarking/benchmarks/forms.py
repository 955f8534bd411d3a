"""What may be asked of the compare page. The address is the state."""

from typing import Any

from django import forms

from benchmarking.benchmarks.selectors import Benchmark
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from design_system.forms import govuk

EARLIEST, LATEST = 1900, 2200


def yearly_indicators() -> list[Definition]:
    """Those with a series of reporting years."""
    return [definition for definition in catalogue() if definition.period != "any"]


class CompareForm(forms.Form):
    """Every field may be left out: the newest year, all areas and all years are shown then."""

    mark_optional = False

    indicator = forms.ChoiceField(label="Indicator")
    year = forms.IntegerField(
        label="Year", help_text="Ending on 31 March", required=False,
        min_value=EARLIEST, max_value=LATEST, widget=forms.Select,
    )  # fmt: skip
    since = forms.IntegerField(
        label="Years in the trend", required=False, min_value=EARLIEST, max_value=LATEST, widget=forms.Select
    )
    area = govuk(
        forms.MultipleChoiceField(
            label="Areas",
            help_text="None ticked shows all",
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        classes="govuk-checkboxes--small",
    )

    def __init__(self, data: Any, benchmark: Benchmark) -> None:
        super().__init__(data)
        years = benchmark.years
        self.fields["indicator"].choices = [(each.slug, each.name) for each in yearly_indicators()]  # type: ignore[attr-defined]
        self.fields["year"].widget.choices = [(year, year) for year in reversed(years)]
        self.fields["since"].widget.choices = [
            ("", "All years"), *((year, f"{year} and later") for year in reversed(years[1:-1])),
        ]  # fmt: skip
        self.fields["area"].choices = [(area.key, area.name) for area in benchmark.places.areas]  # type: ignore[attr-defined]
