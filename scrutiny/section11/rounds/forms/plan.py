"""What the coordinator says about a round as a whole."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from design_system.forms import govuk
from design_system.widgets import DateParts
from partnerships.models import Partnership
from scrutiny.frameworks.forms.fields import Paragraph
from scrutiny.frameworks.models import Edition
from scrutiny.frameworks.selectors import Family
from scrutiny.section11.models import Round

RESERVED = {"plan", "results"}
"""Words that are addresses of their own."""


class PlanForm(forms.Form):
    """Standards are chosen by framework and variant; their editions follow from the day the round opens."""

    name = forms.CharField(
        label="Name of the round",
        max_length=60,
        help_text="Such as “Section 11 audit 2027”. Its address is made from it and stays.",
        error_messages={"required": "Enter a name for the round"},
    )
    opens_on = forms.DateField(
        label="First day",
        widget=DateParts,
        help_text="Agencies can answer from this day on. For example, 1 9 2027",
        error_messages={"required": "Enter the first day"},
    )
    closes_on = forms.DateField(
        label="Last day",
        widget=DateParts,
        help_text="Answers can be changed and signed until the end of this day.",
        error_messages={"required": "Enter the last day"},
    )
    challenge_until = forms.DateField(
        label="Last day of the challenge",
        widget=DateParts,
        required=False,
        help_text="Until when partnerships question and moderate what agencies answered.",
    )
    standards = forms.MultipleChoiceField(
        label="What agencies answer",
        widget=forms.CheckboxSelectMultiple,
        help_text="The edition that is in force on the first day.",
        error_messages={"required": "Select what agencies answer"},
    )
    partnerships = forms.MultipleChoiceField(
        label="Areas that take part",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select the areas that take part"},
    )
    previous = forms.ChoiceField(
        label="Round before",
        required=False,
        help_text="Its answers are carried in, and each has to be confirmed.",
    )
    about = Paragraph(
        label="About this round",
        rows=4,
        max_length=2000,
        required=False,
        help_text="What agencies and partnerships should know.",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        families: Iterable[Family],
        places: Iterable[Partnership],
        earlier: Iterable[Round],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.families: Mapping[str, Family] = {":".join(each.newest.family): each for each in families}
        self.places = {each.slug: each for each in places}
        self.earlier = {each.slug: each for each in earlier}
        fields: Any = self.fields
        fields["standards"].choices = [(key, _family_name(each)) for key, each in self.families.items()]
        hints = {key: f"{each.newest.answered_by}." for key, each in self.families.items()}
        govuk(fields["standards"], itemHints=hints)
        fields["partnerships"].choices = [(slug, each.area.name) for slug, each in self.places.items()]
        fields["previous"].choices = [
            ("", "None"),
            *((slug, each.name) for slug, each in self.earlier.items()),
        ]

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        slug = slugify(name)
        if not slug or slug in RESERVED:
            raise ValidationError("Choose a name with a year or a word that tells this round from others")
        return name

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes, challenge = (data.get(each) for each in ("opens_on", "closes_on", "challenge_until"))
        if opens and closes and closes < opens:
            self.add_error("closes_on", "Last day must be the same as or after the first day")
        if closes and challenge and challenge < closes:
            self.add_error(
                "challenge_until", "Last day of the challenge must be the same as or after the last day"
            )
        if opens and data.get("standards"):
            self._clean_standards(opens, data["standards"])
        return data

    def _clean_standards(self, opens_on: date, chosen: list[str]) -> None:
        if len({key.split(":")[0] for key in chosen}) > 1:
            self.add_error("standards", "Select standards of one framework only")
        for key in chosen:
            if self.families[key].in_force(opens_on) is None:
                self.add_error("standards", _not_in_force(self.families[key], opens_on))

    @property
    def chosen(self) -> dict[str, Any]:
        """What the actions ask for, without the address and the version."""
        data = self.cleaned_data
        editions: dict[str, Edition | None] = {
            key.split(":")[1]: self.families[key].in_force(data["opens_on"]) for key in data["standards"]
        }
        return {
            "name": data["name"],
            "opens_on": data["opens_on"],
            "closes_on": data["closes_on"],
            "challenge_until": data["challenge_until"],
            "about": data["about"],
            "editions": editions,
            "partnerships": [self.places[slug] for slug in data["partnerships"]],
            "previous": self.earlier.get(data["previous"]),
        }

    @property
    def framework(self) -> str:
        return str(self.cleaned_data["standards"][0]).split(":")[0]


def initial_of(round_: Round) -> dict[str, Any]:
    """A plan as its form shows it."""
    return {
        "name": round_.name,
        "opens_on": round_.opens_on,
        "closes_on": round_.closes_on,
        "challenge_until": round_.challenge_until,
        "about": round_.about,
        "standards": [f"{round_.framework}:{each.variant}" for each in round_.editions.all()],
        "partnerships": [each.slug for each in round_.partnerships.all()],
        "previous": round_.previous.slug if round_.previous else "",
        "seen_version": round_.version,
    }


def _family_name(family: Family) -> str:
    newest = family.newest
    return f"{newest.framework_name}, {newest.variant_name.lower()}"


def _not_in_force(family: Family, day: date) -> str:
    first = family.editions[0].valid_from
    hint = f" The first starts on {first:%-d %B %Y}" if day < first else ""
    return f"No edition of {_family_name(family)} is in force on {day:%-d %B %Y}.{hint}"
