"""What people fill in while they answer."""

from typing import Any

from django import forms

from design_system.forms import govuk
from scrutiny.frameworks.content import Content
from scrutiny.section11.answering.colleagues import Colleague
from scrutiny.section11.answering.saving import LONGEST_NARRATIVE, tidy
from scrutiny.section11.answering.versions import version_in
from scrutiny.section11.questions import Question

LONGEST_NOTE = 2000
THEIRS, MINE, ANEW = "theirs", "mine", "anew"


class Narrative(forms.CharField):
    """Counted as it is kept: browsers send two characters for each end of a line."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class AnswerForm(forms.Form):
    """One question. Everything may be left empty: an answer is kept as far as it goes.

    `seen` is the version that the person has before them; 0 for none.
    """

    mark_optional = False

    grade = forms.ChoiceField(label="Where are you?", required=False, widget=forms.RadioSelect)
    narrative = Narrative(
        label="What is in place, and how do you know?",
        required=False,
        max_length=LONGEST_NARRATIVE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": f"Shorten this text to {LONGEST_NARRATIVE:,} characters or fewer"},
    )
    confirm = forms.BooleanField(label="This still holds as it stands", required=False)

    def __init__(self, question: Question, content: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grade: Any = self.fields["grade"]
        grade.choices = [(each.slug, each.name) for each in content.grades]
        govuk(grade, itemHints=question.statement.grades)

    @property
    def seen(self) -> int:
        return version_in(str(self.data.get(self.add_prefix("seen"), ""))) if self.is_bound else 0


class ChooseForm(forms.Form):
    """Two texts for one question: which of them stands."""

    choice = forms.ChoiceField(
        label="Which answer should stand?",
        choices=[
            (THEIRS, "Theirs, as it is stored now"),
            (MINE, "Mine, in place of theirs"),
            (ANEW, "One made of both, which I write below"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select which answer should stand"},
    )


class GiveForm(forms.Form):
    mark_optional = False

    person = forms.ChoiceField(
        label="Who should work on this section?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select a colleague"},
    )
    note = forms.CharField(
        label="Note to the colleague (optional)",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    NOBODY = "nobody"

    def __init__(self, colleagues: list[Colleague], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.choices = [
            *((str(each.pk), each.title) for each in colleagues),
            (self.NOBODY, "Nobody in particular"),
        ]


class NoteForm(forms.Form):
    """A note that may be left out."""

    mark_optional = False

    note = forms.CharField(
        label="Note (optional)",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReturnForm(forms.Form):
    note = forms.CharField(
        label="What needs to change?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what needs to change"},
    )


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Comment for your colleagues",
        help_text="Only people of your agency read it. It is never part of what you sign.",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter a comment"},
    )


class BringForm(forms.Form):
    file = forms.FileField(
        label="File of signed answers",
        allow_empty_file=True,
        help_text="The .txt file that your other desk gave you, unchanged.",
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
        error_messages={"required": "Select the file"},
    )


class SignForm(forms.Form):
    confirm = forms.BooleanField(
        label="I have read these answers and sign them for the agency",
        error_messages={"required": "Confirm that you have read the answers"},
    )
    seen_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
