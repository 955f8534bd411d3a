"""What a panel, a scrutineer and a business unit send. Hashes say what they were shown."""

from collections.abc import Iterable
from typing import Any

from django import forms

from design_system.forms import govuk
from design_system.widgets import DateParts
from tenants.challenge.responses import Response, Version

LONGEST = 2000


class ReturnForm(forms.Form):
    """Answers back to the agency: whole, or the statements that are ticked."""

    mark_optional = False

    statements = forms.MultipleChoiceField(
        label="Which statements?",
        help_text="Tick none to return all its answers.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label="What needs to change?",
        help_text="The agency reads this.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what needs to change"},
    )
    until = forms.DateField(
        label="Last day on which the agency may change and sign its answers",
        widget=DateParts,
        error_messages={"required": "Enter the last day"},
    )
    seen_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, response: Response, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statements"].choices = [  # type: ignore[attr-defined]
            (each.statement.id, f"{each.placed.number} {each.statement.text}")
            for each in response.questions
            if each.statement.id in response.answers
        ]


class ModerateForm(forms.Form):
    grade = forms.ChoiceField(
        label="Your grade", widget=forms.RadioSelect, error_messages={"required": "Choose a grade"}
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Say what you saw. It is kept with your grade; only the grade, your role and the day leave the partnership.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why you give this grade"},
    )
    seen_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    seen_moderation = forms.CharField(widget=forms.HiddenInput, max_length=36, required=False)

    def __init__(self, *args: Any, response: Response, statement: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meanings = response.content.placed[statement].statement.grades
        field = self.fields["grade"]
        field.choices = [(each.slug, each.name) for each in response.content.grades]  # type: ignore[attr-defined]
        govuk(field, itemHints=dict(meanings))


class ReleaseForm(forms.Form):
    mark_optional = False

    narratives = forms.MultipleChoiceField(
        label="What the agency wrote", required=False, widget=forms.CheckboxSelectMultiple
    )
    actions = forms.MultipleChoiceField(
        label="Planned actions",
        help_text="What is to be done, by whom, by when and how far it is. Its note stays with you.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, response: Response, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("narratives", list(_narratives(response, version)))
        self._offer("actions", list(_actions(response, version)))

    def _offer(self, name: str, rows: list[tuple[str, str, str]]) -> None:
        """Each choice with the words themselves under it; no field where there is nothing to choose."""
        if not rows:
            del self.fields[name]
            return
        field = self.fields[name]
        field.choices = [(value, label) for value, label, _ in rows]  # type: ignore[attr-defined]
        govuk(field, itemHints={value: words for value, _, words in rows})


def _narratives(response: Response, version: Version) -> Iterable[tuple[str, str, str]]:
    for question in response.questions:
        answer = version.answers.get(question.statement.id)
        if answer and answer["narrative"]:
            label = f"{question.placed.number} {question.statement.text}"
            yield question.statement.id, label, answer["narrative"]


def _actions(response: Response, version: Version) -> Iterable[tuple[str, str, str]]:
    for question in response.questions:
        answer = version.answers.get(question.statement.id)
        for action in answer["actions"] if answer else ():
            label = f"{question.placed.number} {action['what']}"
            yield (
                action["id"],
                label,
                f"{action['owner']}, due {action['due_on']}, {action['state'].replace('_', ' ')}",
            )


class OpenSurveyForm(forms.Form):
    closes_on = forms.DateField(
        label="Last day of the survey",
        help_text="Results are shown once it has closed. It is not opened a second time.",
        widget=DateParts,
        error_messages={"required": "Enter the last day"},
    )


CANNOT_SAY = "cannot-say"


class ReplyForm(forms.Form):
    """One question for each standard. Every one has an answer, even if it is “I cannot say”."""

    def __init__(self, *args: Any, response: Response, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = [(str(place), each.name) for place, each in enumerate(response.content.grades)]
        for place, standard in enumerate(response.standards, start=1):
            self.fields[f"standard_{standard.id}"] = govuk(
                forms.ChoiceField(
                    label=f"{place}. {standard.title}",
                    help_text=standard.expectation,
                    choices=[*grades, (CANNOT_SAY, "I cannot say")],
                    widget=forms.RadioSelect,
                    error_messages={"required": f"Choose an answer to “{standard.title}”, or “I cannot say”"},
                )
            )

    @property
    def grades(self) -> dict[str, int | None]:
        """What is kept: the place of a grade by the standard's id."""
        return {
            name.removeprefix("standard_"): None if value == CANNOT_SAY else int(value)
            for name, value in self.cleaned_data.items()
        }
