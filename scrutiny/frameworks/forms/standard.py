"""A standard of a draft."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from scrutiny.frameworks.actions import StandardText
from scrutiny.frameworks.forms.fields import Lines, Paragraph
from scrutiny.frameworks.models import DraftStandard

BETWEEN = "|"
LONGEST_NAME, LONGEST_NOTE = 120, 300


class StandardForm(forms.Form):
    title = forms.CharField(label="Title", max_length=LONGEST_NAME, min_length=2)
    expectation = Paragraph(
        label="What is expected",
        max_length=300,
        min_length=2,
        help_text="One sentence that says what good looks like.",
    )
    sources = Lines(
        label="Sources",
        most=8,
        longest=600,
        help_text="One a line: title | part | note. Leave the note out where there is none, for example "
        "“Children Act 2004 | section 11”.",
    )
    place = forms.TypedChoiceField(label="Place in the edition", coerce=int)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, others: list[DraftStandard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place: Any = self.fields["place"]
        place.choices = [
            (0, "First"),
            *((n, f"After {n} {each.title}") for n, each in enumerate(others, start=1)),
        ]

    def clean_sources(self) -> list[dict[str, str | None]]:
        return [_source(line) for line in self.cleaned_data["sources"]]

    @property
    def text(self) -> StandardText:
        data = self.cleaned_data
        return StandardText(title=data["title"], expectation=data["expectation"], sources=data["sources"])


def initial_of(standard: DraftStandard, place: int) -> dict[str, Any]:
    return {
        "title": standard.title,
        "expectation": standard.expectation,
        "sources": source_lines(standard.sources),
        "place": place,
        "seen_version": standard.version,
    }


def source_lines(sources: list[dict[str, Any]]) -> list[str]:
    return [
        f" {BETWEEN} ".join(each[name] for name in ("title", "part", "note") if each.get(name))
        for each in sources
    ]


def _source(line: str) -> dict[str, str | None]:
    parts = [part.strip() for part in line.split(BETWEEN)]
    if len(parts) not in {2, 3} or not all(len(part) >= 2 for part in parts):
        raise ValidationError(f"Write “{line[:60]}” as title | part, or title | part | note")
    title, part, note = (*parts, None)[:3]
    if len(parts[0]) > LONGEST_NAME or len(parts[1]) > LONGEST_NAME or len(note or "") > LONGEST_NOTE:
        raise ValidationError(
            f"A source's title and part have at most {LONGEST_NAME} characters, its note {LONGEST_NOTE}"
        )
    return {"title": title, "part": part, "note": note}
