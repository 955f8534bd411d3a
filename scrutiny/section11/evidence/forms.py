"""Forms of the library."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from design_system.forms import govuk
from design_system.widgets import DateParts
from kernel.errors import UserError
from scrutiny.section11.evidence.actions import Described
from scrutiny.section11.evidence.checking import MOST_BYTES, CheckedFile, check_file, in_megabytes
from scrutiny.section11.evidence.kinds import TAKEN
from scrutiny.section11.evidence.removing import LONGEST_REASON, NoReason, reason

FILE, LINK = "file", "link"


class EvidenceForm(forms.Form):
    mark_optional = False  # of file and link one is needed
    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="What a colleague would look for, such as Training plan 2026. Signed answers keep it: name no child.",
    )
    kind = govuk(
        forms.ChoiceField(
            label="What it is",
            choices=[(FILE, "A file to upload"), (LINK, "A link to where it is kept")],
            widget=forms.RadioSelect,
            initial=FILE,
            error_messages={"required": "Select whether it is a file or a link"},
        ),
        itemHints={LINK: "Readers need their own access to that place."},
    )
    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text=f"At most {in_megabytes(MOST_BYTES)}: {TAKEN}. No child's records, and no names of children.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in TAKEN.split(", "))}),
    )
    address = forms.CharField(
        label="Link", required=False, max_length=500, help_text="Begins with https:// or http://."
    )
    covers_from = forms.DateField(
        label="Covers from",
        widget=DateParts,
        help_text="The period it tells of, not the day you add it. For a policy, the day from which it holds.",
    )
    covers_until = forms.DateField(
        label="Covers until (optional)",
        widget=DateParts,
        required=False,
        help_text="Leave it empty where it still holds.",
    )

    checked: CheckedFile | None = None

    @property
    def described(self) -> Described:
        data = self.cleaned_data
        return Described(data["title"], data["covers_from"], data["covers_until"])

    @property
    def is_link(self) -> bool:
        return bool(self.cleaned_data.get("kind") == LINK)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("covers_from"), data.get("covers_until")
        if begins and ends and ends < begins:
            self.add_error("covers_until", "“Covers until” must not be before “Covers from”")
        if data.get("kind") == LINK:
            self._clean_link(data.get("address", ""))
        elif data.get("kind") == FILE:
            self._clean_file(data.get("file"))
        return data

    def _clean_link(self, address: str) -> None:
        if not address:
            self.add_error("address", "Enter the link")
            return
        try:
            URLValidator(schemes=["https", "http"])(address)
        except ValidationError:
            self.add_error(
                "address",
                "Enter a link that begins with https:// or http://, such as https://www.example.org/policy",
            )

    def _clean_file(self, upload: Any) -> None:
        if upload is None:
            self.add_error("file", "Select a file")
            return
        try:
            self.checked = check_file(upload.name, upload.read(MOST_BYTES + 1), size=upload.size)
        except UserError as error:
            self.add_error("file", str(error))


class RemoveForm(forms.Form):
    why = forms.CharField(
        label="Why is it removed?",
        help_text="Ends the sentence “This file was removed because …”, which stands wherever signed answers named it. "
        "Name nobody.",
        max_length=LONGEST_REASON,
        error_messages={"required": "Say why it is removed"},
    )
    confirm = forms.BooleanField(
        label="I understand that it cannot be brought back",
        error_messages={"required": "Confirm that you understand that it cannot be brought back"},
    )

    def clean_why(self) -> str:
        try:
            return reason(self.cleaned_data["why"])
        except NoReason as error:
            raise ValidationError(str(error)) from error


class UsesForm(forms.Form):
    """Which pieces of the library stand beside a question."""

    evidence = forms.MultipleChoiceField(
        label="Evidence in your library", widget=forms.CheckboxSelectMultiple, required=False
    )
    offered = forms.CharField(widget=forms.HiddenInput, required=False)
