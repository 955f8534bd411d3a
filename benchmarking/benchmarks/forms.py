"""What may be asked of the compare page. The address is the state."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from benchmarking.benchmarks.choice import MOST_INDICATORS, Against, Choice, Order
from benchmarking.benchmarks.models import SavedView
from benchmarking.benchmarks.places import Places
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.definition import Definition
from design_system.forms import govuk

EARLIEST, LATEST = 1900, 2200


def yearly_indicators() -> list[Definition]:
    """Those with a series of reporting years."""
    return [definition for definition in catalogue() if definition.period != "any"]


class Indicators(forms.MultipleChoiceField):
    """A few slugs of the catalogue. Rendered by topic, so the page draws it itself."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        if not value:
            raise ValidationError("Select at least one indicator to compare")
        known = {each.slug for each in yearly_indicators()}
        if gone := [each for each in value if each not in known]:
            raise ValidationError(_gone(gone))
        if len(set(value)) > MOST_INDICATORS:
            raise ValidationError(
                f"Select at most {MOST_INDICATORS} indicators. You selected {len(set(value))}: untick "
                f"{len(set(value)) - MOST_INDICATORS} or make two views"
            )


def _gone(slugs: list[str]) -> str:
    names = ", ".join(f"“{slug[:60]}”" for slug in slugs[:3])
    return (
        f"{names} cannot be compared: there is no such indicator of reporting years, or there is none any more. "
        "Everything else is still chosen below"
    )


class CompareForm(forms.Form):
    """Every field but the indicators may be left out: the newest year, all areas and all years are shown then."""

    mark_optional = False

    indicator = Indicators(label="Indicators")
    area = govuk(
        forms.MultipleChoiceField(
            label="Areas",
            help_text="None ticked shows all",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "invalid_choice": "There is no area “%(value)s” here. Select areas from the list"
            },
        ),
        classes="govuk-checkboxes--small",
    )
    against = forms.ChoiceField(
        label="Compared with",
        required=False,
        error_messages={
            "invalid_choice": "There is nothing called “%(value)s” to compare with. Select from the list"
        },
    )
    year = forms.IntegerField(
        label="Year", help_text="Ending on 31 March", required=False,
        min_value=EARLIEST, max_value=LATEST, widget=forms.Select,
    )  # fmt: skip
    since = forms.IntegerField(
        label="Years in the trend", required=False, min_value=EARLIEST, max_value=LATEST, widget=forms.Select
    )
    order = forms.ChoiceField(
        label="Order of the areas",
        required=False,
        choices=[("", "As listed"), (str(Order.VALUE), "By value, lowest first")],
        error_messages={"invalid_choice": "Areas cannot be put in that order. Select from the list"},
    )

    def __init__(self, data: Any, places: Places, years: list[int]) -> None:
        super().__init__(data)
        self.places = places
        asked = {name: _year(self.data.get(name)) for name in ("year", "since")}
        self._choose("indicator", [(each.slug, each.name) for each in yearly_indicators()])
        self._choose("area", [(area.key, area.name) for area in places.areas])
        self._choose("against", comparator_choices(places))
        offered = sorted({*years, *filter(None, [asked["year"]])}, reverse=True)
        self.fields["year"].widget.choices = [("", "The newest"), *((year, year) for year in offered)]
        later = sorted({*years[1:-1], *filter(None, [asked["since"]])}, reverse=True)
        self.fields["since"].widget.choices = [
            ("", "All years"), *((year, f"{year} and later") for year in later),
        ]  # fmt: skip

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def choice(self) -> Choice:
        """What was chosen, in canonical order. Only of a form that is valid."""
        asked = self.cleaned_data
        slugs, keys = set(asked["indicator"]), set(asked["area"])
        areas = tuple(area.key for area in self.places.areas if area.key in keys)
        return Choice(
            indicators=tuple(slug for slug in catalogue().slugs if slug in slugs),
            areas=areas if len(areas) < len(self.places.areas) else (),
            year=asked["year"],
            since=asked["since"],
            against=asked["against"] or Against.NATION,
            order=asked["order"] or Order.LISTED,
        )


def comparator_choices(places: Places) -> list[tuple[str, str]]:
    """Wider places first, then each area. What is usual comes first and is left out of the address."""
    found = [(str(Against.NATION), places.national.name)] if places.national else []
    found += [(str(Against.REGION), places.regional.name)] if places.regional else []
    found += [
        (str(Against.NEIGHBOURS), "Statistical neighbours’ average"),
        (str(Against.POOLED), places.pooled.short_name),
    ]
    taken = {str(each) for each in Against}
    return found + [(area.key, f"Area: {area.name}") for area in places.areas if area.key not in taken]


def _year(text: Any) -> int | None:
    """A year that was asked for and may be offered again, whatever else the address holds."""
    return int(text) if re.fullmatch("(19|20)[0-9]{2}", str(text or "")) else None


class NameForm(forms.Form):
    name = govuk(
        forms.CharField(
            label="Name of the view",
            max_length=SavedView._meta.get_field("name").max_length,
            help_text="Such as “Re-referrals for the board”. Only you see it.",
            error_messages={"required": "Enter a name for the view"},
        ),
        classes="govuk-input--width-30",
    )
