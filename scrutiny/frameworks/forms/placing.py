"""Moving a statement, and retiring one."""

from collections.abc import Iterator
from typing import Any

from django import forms

from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.forms.fields import Paragraph
from scrutiny.frameworks.models import DraftStatement

LONGEST = 80


class MoveForm(forms.Form):
    """One list of all places: first in a standard, or after a statement."""

    mark_optional = False

    place = forms.ChoiceField(label="Where it goes")

    def __init__(self, *args: Any, assembly: Assembly, row: DraftStatement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        field.choices = [("", "Choose a place"), *_places(assembly, row)]

    @property
    def target(self) -> tuple[int, int]:
        """The standard, and how many statements stand before the place."""
        standard, place = self.cleaned_data["place"].split(":")
        return int(standard), int(place)


class RetireForm(forms.Form):
    mark_optional = False

    reason = Paragraph(
        label="Why it is asked no more",
        rows=3,
        max_length=800,
        min_length=2,
        help_text="Agencies that answered it before will read this.",
        error_messages={"required": "Say why it is asked no more"},
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]


def _places(assembly: Assembly, row: DraftStatement) -> Iterator[tuple[str, str]]:
    for number, (standard, statements) in enumerate(assembly.by_standard, start=1):
        yield f"{standard.pk}:0", f"First in {number} {standard.title}"
        others = [each for each in statements if each.pk != row.pk]
        for place, each in enumerate(others, start=1):
            yield f"{standard.pk}:{place}", _short(f"After {assembly.numbers[each.pk]} {each.text}")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
