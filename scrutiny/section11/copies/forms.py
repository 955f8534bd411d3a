"""Forms of the spreadsheet's way back."""

from django import forms


class SheetForm(forms.Form):
    file = forms.FileField(
        label="Spreadsheet",
        allow_empty_file=True,
        help_text="The .xlsx file that you downloaded here and filled in. At most 1 MB.",
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )


class ApplyForm(forms.Form):
    """What was read, carried by the page itself and sealed against change. What is chosen are boxes of the page."""

    sealed = forms.CharField(widget=forms.HiddenInput, strip=False)
