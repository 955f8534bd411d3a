"""Which agencies are expected, and as what."""

from collections.abc import Iterable
from typing import Any

from django import forms

from design_system.forms import govuk
from partnerships.models import Organisation, Partnership
from scrutiny.section11.models import LegalBasis, RoundEdition

MOST_AT_ONCE = 300


def asked_choices(editions: Iterable[RoundEdition]) -> list[tuple[str, str]]:
    """Each variant of the round with each kind of agency it knows, as one choice: what does not fit is not offered."""
    choices: list[tuple[str, str]] = []
    for each in editions:
        name = each.edition.variant_name
        kinds = each.edition.content.kinds
        choices += [(f"{each.variant}:{kind.slug}", f"{name}: {kind.name}") for kind in kinds]
        choices += [] if kinds else [(f"{each.variant}:", name)]
    return choices


class AskedForm(forms.Form):
    """What an agency is asked, and why it answers."""

    asked = forms.ChoiceField(
        label="What is it asked?",
        help_text="The standards, and the kind of agency they were written for.",
        error_messages={"required": "Select what is asked"},
    )
    legal_basis = forms.ChoiceField(
        label="Why does it answer?",
        choices=LegalBasis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select why it answers"},
    )

    def __init__(self, *args: Any, editions: Iterable[RoundEdition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["asked"]
        asked.choices = [("", "Choose"), *asked_choices(editions)]

    @property
    def chosen(self) -> dict[str, Any]:
        variant, _, kind = self.cleaned_data["asked"].partition(":")
        return {"variant": variant, "kind": kind, "legal_basis": LegalBasis(self.cleaned_data["legal_basis"])}


class AddForm(AskedForm):
    """Several organisations at a time, all asked the same. Each for the areas in which it works."""

    field_order = ("organisations", "asked", "legal_basis")

    organisations = govuk(
        forms.MultipleChoiceField(
            label="Organisations",
            widget=forms.CheckboxSelectMultiple,
            help_text="Choose those that are asked the same. Each answers for the areas in which it works.",
            error_messages={
                "required": "Select at least one organisation",
                "invalid_choice": "An organisation you chose is not in this list any more. Choose again",
            },
        ),
        classes="govuk-checkboxes--small",
    )

    def __init__(
        self, *args: Any, organisations: Iterable[Organisation], areas: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {each.slug: each for each in organisations}
        field: Any = self.fields["organisations"]
        field.choices = [(slug, each.name) for slug, each in self.offered.items()]
        govuk(
            field,
            classes="govuk-checkboxes--small",
            itemHints={slug: _hint(each, areas) for slug, each in self.offered.items()},
        )

    @property
    def organisations_chosen(self) -> list[Organisation]:
        return [self.offered[slug] for slug in self.cleaned_data["organisations"]]


class ChangeForm(AskedForm):
    field_order = ("asked", "legal_basis", "partnerships")

    partnerships = forms.MultipleChoiceField(
        label="For which areas does it answer?",
        widget=forms.CheckboxSelectMultiple,
        help_text="An agency of several areas answers once, in one place for all of them.",
        error_messages={"required": "Select at least one area"},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Iterable[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {each.slug: each for each in places}
        field: Any = self.fields["partnerships"]
        field.choices = [(slug, each.area.name) for slug, each in self.places.items()]

    @property
    def chosen(self) -> dict[str, Any]:
        places = [self.places[slug] for slug in self.cleaned_data["partnerships"]]
        return {**super().chosen, "partnerships": places, "seen": self.cleaned_data["seen"]}


class ChooseFilter(forms.Form):
    """Shortens a long list of organisations. The address is the state."""

    mark_optional = False

    name = forms.CharField(label="Name contains", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind of organisation", required=False)
    area = forms.ChoiceField(label="Area", required=False)

    def __init__(self, data: Any, kinds: Iterable[str], places: Iterable[Partnership]) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["kind"].choices = [("", "All"), *((each, each) for each in kinds)]
        fields["area"].choices = [("", "All"), *((each.slug, each.area.short_name) for each in places)]

    def keep(self, organisations: Iterable[Organisation]) -> list[Organisation]:
        data = self.cleaned_data if self.is_valid() else {}
        name, kind, area = (data.get(each, "") for each in ("name", "kind", "area"))
        return [
            each
            for each in organisations
            if name.lower() in each.name.lower()
            and kind in ("", each.kind)
            and (not area or any(a.partnership.slug == area for a in each.areas.all()))
        ]


def _hint(organisation: Organisation, areas: dict[int, str]) -> str:
    """Its kind, and the areas of the round in which it works."""
    here = [areas[each.pk] for each in organisation.areas.all() if each.pk in areas]
    return f"{organisation.kind}, {', '.join(here)}"
