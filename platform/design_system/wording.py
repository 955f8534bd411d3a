"""Error messages in the GOV.UK style, in place of Django's own."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from design_system.widgets import DateParts

CHOICES = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField)


def message(label: str, field: forms.Field, error: ValidationError, value: object = None) -> str:
    """One sentence that says what to do. Our own wording (plain text) stands; Django's (lazy) is replaced."""
    own = str(next(iter(error)))
    if not isinstance(error.message, Promise):
        return own
    rule = RULES.get(error.code or "")
    return (rule and rule(label, field, error, value)) or own


def in_sentence(label: str) -> str:
    """'Date of birth' inside a sentence is 'date of birth', but 'ONS code' stays."""
    label = label.rstrip(":")
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _required(label: str, field: forms.Field, error: ValidationError, value: object) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Select “{label}”"
    verb = "Select" if isinstance(field, CHOICES) else "Enter"
    return f"{verb} {_wanted(label)}"


def _wanted(label: str) -> str:
    return "an answer" if label.endswith("?") else in_sentence(label)


def _subject(label: str) -> str:
    return f"Your answer to “{label}”" if label.endswith("?") else label


def _invalid(label: str, field: forms.Field, error: ValidationError, value: object) -> str:
    if isinstance(field, forms.DateField):
        return _invalid_date(label, field, value)
    if isinstance(field, forms.EmailField):
        return "Enter an email address in the correct format, like name@example.com"
    if isinstance(field, forms.IntegerField):
        fraction = isinstance(field, forms.FloatField | forms.DecimalField)
        return f"{_subject(label)} must be a {'number' if fraction else 'whole number'}"
    return ""


def _invalid_date(label: str, field: forms.Field, value: object) -> str:
    missing = field.widget.missing(value) if isinstance(field.widget, DateParts) else []
    return f"{_subject(label)} must {'include a ' + ' and '.join(missing) if missing else 'be a real date'}"


def _invalid_choice(label: str, field: forms.Field, error: ValidationError, value: object) -> str:
    return f"Select {_wanted(label)} from the list"  # noqa: S608 (a sentence, not SQL)


def _limit(text: str) -> "Rule":
    def rule(label: str, field: forms.Field, error: ValidationError, value: object) -> str:
        return text.format(label=_subject(label), **(error.params or {}))

    return rule


Rule = Callable[[str, forms.Field, ValidationError, object], str]
RULES: dict[str, Rule] = {
    "required": _required,
    "invalid": _invalid,
    "invalid_choice": _invalid_choice,
    "min_value": _limit("{label} must be {limit_value} or more"),
    "max_value": _limit("{label} must be {limit_value} or less"),
    "min_length": _limit("{label} must be {limit_value} characters or more"),
    "max_length": _limit("{label} must be {limit_value} characters or fewer"),
    "max_decimal_places": _limit("{label} must have {max} decimal places or fewer"),
    "empty": _limit("The selected file is empty"),
}
