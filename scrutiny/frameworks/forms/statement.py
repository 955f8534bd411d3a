"""A statement of a draft: its words, its four grades, and how it comes from the edition before."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from design_system.forms import govuk
from scrutiny.frameworks.actions import StatementText
from scrutiny.frameworks.content import Change, Content
from scrutiny.frameworks.forms.fields import Lines, Paragraph
from scrutiny.frameworks.models import DraftStatement

KINDS = {
    "unchanged": ("Unchanged", "Statement and grades are word for word those of the edition before."),
    "reworded": ("Reworded", "The same question in other words. Last time's answer is offered again."),
    "split": ("Part of an earlier one", "An earlier statement was divided, and this is one of its parts."),
    "merged": ("Several in one", "Two or more earlier statements are asked together."),
    "new": ("New", "It was not asked before."),
}
GRADE = "grade_{}"


class StatementForm(forms.Form):
    text = Paragraph(
        label="Statement",
        max_length=300,
        min_length=2,
        help_text="One thing that an agency can check, in a sentence.",
    )
    guidance = Paragraph(label="Guidance", rows=3, max_length=800, min_length=2)
    evidence = Lines(label="Examples of evidence", most=6, longest=300, help_text="One a line.")
    area_specific = forms.BooleanField(
        label="Agencies that work in several areas answer it for each area", required=False
    )
    for_whom = forms.MultipleChoiceField(
        label="Which kinds of agency are asked",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Select none where every agency is asked.",
    )
    change_kind = govuk(
        forms.ChoiceField(
            label="How it comes from the edition before",
            choices=[(kind, words[0]) for kind, words in KINDS.items()],
            widget=forms.RadioSelect,
            error_messages={"required": "Select how the statement comes from the edition before"},
        ),
        itemHints={kind: words[1] for kind, words in KINDS.items()},
    )
    earlier = govuk(
        forms.CharField(
            label="Numbers of the earlier statements",
            required=False,
            help_text="As they stand in the edition before, such as 3.2, or 3.2, 3.4. Leave it empty for a new statement.",
        ),
        classes="govuk-input--width-10",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, before: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        self._ids = {placed.number: id_ for id_, placed in before.placed.items()}
        for number, grade in enumerate(before.grades):
            self.fields[GRADE.format(number)] = Paragraph(
                label=grade.name,
                max_length=300,
                min_length=2,
                help_text=grade.meaning,
                error_messages={"required": f"Enter what “{grade.name}” means for this statement"},
            )
        for_whom: Any = self.fields["for_whom"]
        for_whom.choices = [(each.slug, each.name) for each in before.kinds]
        if not before.kinds:
            del self.fields["for_whom"]

    @property
    def grade_fields(self) -> list[Any]:
        return [self[GRADE.format(number)] for number in range(len(self.before.grades))]

    def clean_earlier(self) -> list[str]:
        """The ids of the statements whose numbers were written. Commas or spaces stand between them."""
        numbers = self.cleaned_data["earlier"].replace(",", " ").split()
        if unknown := [each for each in numbers if each not in self._ids]:
            raise ValidationError(f"There is no statement {unknown[0]} in the edition {self.before.label}")
        return list(dict.fromkeys(self._ids[each] for each in numbers))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "earlier" in data and "change_kind" in data:
            self._check_mapping(data)
        return data

    def _check_mapping(self, data: dict[str, Any]) -> None:
        kind, earlier = data["change_kind"], data["earlier"]
        try:
            Change(kind=kind, earlier=tuple(earlier))
        except ValueError:
            self.add_error("earlier", NUMBERS[kind])
            return
        if kind in {"unchanged", "reworded"} and not self.errors:
            same = self._asks_the_same(earlier[0])
            if kind == "unchanged" and not same:
                self.add_error("change_kind", CHANGED)
            if kind == "reworded" and same:
                self.add_error("change_kind", NOT_CHANGED)

    def _asks_the_same(self, earlier: str) -> bool:
        then, now = self.before.placed[earlier].statement, self.statement
        return (now.text, now.grades, now.area_specific) == (then.text, then.grades, then.area_specific)

    @property
    def statement(self) -> StatementText:
        data = self.cleaned_data
        return StatementText(
            text=data["text"],
            guidance=data["guidance"],
            evidence=data["evidence"],
            area_specific=data["area_specific"],
            for_whom=data.get("for_whom", []),
            grades={each.slug: data[GRADE.format(number)] for number, each in enumerate(self.before.grades)},
            change_kind=data["change_kind"],
            earlier=data["earlier"],
        )


NUMBERS = {
    "new": "A new statement comes from none of the earlier ones. Leave the numbers empty, or select another answer above",
    "merged": "Enter the numbers of two or more earlier statements",
    "split": "Enter the number of the one earlier statement that was divided",
    "reworded": "Enter the number of the one earlier statement",
    "unchanged": "Enter the number of the one earlier statement",
}
CHANGED = (
    "You changed the statement, a grade or whether it is asked for each area, so it is not unchanged. "
    "Select how it comes from the edition before"
)
NOT_CHANGED = "Nothing that is asked has changed, so it is unchanged"


def initial_of(row: DraftStatement, before: Content) -> dict[str, Any]:
    grades = {GRADE.format(n): row.grades.get(grade.slug, "") for n, grade in enumerate(before.grades)}
    return grades | {
        "text": row.text,
        "guidance": row.guidance,
        "evidence": row.evidence,
        "area_specific": row.area_specific,
        "for_whom": row.for_whom,
        "change_kind": row.change_kind,
        "earlier": ", ".join(before.placed[each].number for each in row.earlier if each in before.placed),
        "seen_version": row.version,
    }
