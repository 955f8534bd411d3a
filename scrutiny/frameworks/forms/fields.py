"""Fields for the texts of editions: one paragraph, a list with one item a line, numbers of earlier statements."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class Paragraph(forms.CharField):
    """Text in one paragraph: line breaks and runs of spaces become one space."""

    def __init__(self, *, rows: int = 2, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value: Any) -> str:
        return str(super().clean(" ".join(str(value or "").split())))


class Lines(forms.CharField):
    """A list, one item a line. Empty lines are left out."""

    def __init__(self, *, most: int, longest: int, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.most, self.longest = most, longest

    def clean(self, value: Any) -> Any:
        items = [" ".join(line.split()) for line in str(value or "").splitlines() if line.strip()]
        super().clean("\n".join(items))
        if len(items) > self.most:
            raise ValidationError(f"{self.label} must have {self.most} lines or fewer")
        for item in items:
            if not 2 <= len(item) <= self.longest:
                raise ValidationError(f"Each line of “{self.label}” must have 2 to {self.longest} characters")
        return items

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value
