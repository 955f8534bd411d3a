"""Starting, describing, publishing a draft, and withdrawing an edition."""

from django import forms
from django.core.validators import RegexValidator

from design_system.forms import govuk
from design_system.widgets import DateParts
from scrutiny.frameworks.forms.fields import Paragraph

LABEL = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    message="Use small letters, digits and single hyphens, such as 2027 or 2027-spring",
)


def _label() -> forms.CharField:
    return govuk(
        forms.CharField(
            label="Name of the edition",
            max_length=30,
            validators=[LABEL],
            help_text="Usually the year in which it starts, such as 2027. It becomes part of the address.",
            error_messages={"required": "Enter a name for the edition"},
        ),
        classes="govuk-input--width-10",
    )


class StartForm(forms.Form):
    mark_optional = False

    label = _label()


class DescribeForm(forms.Form):
    label = _label()
    about = Paragraph(
        label="About this edition",
        rows=5,
        max_length=800,
        min_length=2,
        help_text="What it rests on, and what readers should know before they use it.",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(forms.Form):
    valid_from = forms.DateField(
        label="First day",
        widget=DateParts,
        help_text="The day from which agencies answer this edition. The one before stays in force until the day before.",
        error_messages={"required": "Enter the first day of the edition"},
    )
    seen = forms.CharField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    last_day = forms.DateField(
        label="Last day",
        widget=DateParts,
        help_text="After this day nothing new is answered against the edition.",
        error_messages={"required": "Enter the last day"},
    )
    reason = Paragraph(
        label="Why it is withdrawn",
        rows=3,
        max_length=800,
        min_length=2,
        error_messages={"required": "Say why the edition is withdrawn"},
    )
