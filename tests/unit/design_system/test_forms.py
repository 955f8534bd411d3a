"""Each kind of field as GOV.UK markup, and its errors in GOV.UK wording."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import formset_factory
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import mark_safe

from design_system.forms import GovRenderer, error_summary, govuk
from design_system.widgets import DateParts

CHOICES = [("", "Choose"), ("a", "Area A"), ("b", "Area B")]


def form_with(field, data=None, files=None, **attributes):
    values = (
        None
        if data is None
        else MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in data.items()})
    )
    kind = type("OneFieldForm", (forms.Form,), {"field": field} | attributes)
    return kind(values, files, renderer=GovRenderer())


def html(field, data=None, **attributes):
    return str(form_with(field, data, **attributes))


def errors(field, data=None, files=None):
    return form_with(field, data or {}, files)["field"].messages


ONE_OF_EACH = [
    (forms.CharField(), 'class="govuk-input" id="id_field" name="field" type="text"'),
    (forms.EmailField(), 'type="email" spellcheck="false"'),
    (forms.CharField(widget=forms.PasswordInput), 'data-module="govuk-password-input"'),
    (forms.URLField(assume_scheme="https"), 'type="url"'),
    (forms.IntegerField(), 'type="text"'),
    (forms.IntegerField(), 'inputmode="numeric"'),
    (forms.DecimalField(), "govuk-input--width-10"),
    (forms.ChoiceField(choices=CHOICES), '<select class="govuk-select" id="id_field" name="field">'),
    (
        forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect),
        'class="govuk-radios__input" id="id_field"',
    ),
    (
        forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple),
        'class="govuk-checkboxes__input" id="id_field"',
    ),
    (forms.MultipleChoiceField(choices=CHOICES), 'class="govuk-checkboxes__input" id="id_field"'),
    (forms.BooleanField(), 'type="checkbox" value="on"'),
    (forms.CharField(widget=forms.Textarea), 'class="govuk-textarea" id="id_field"'),
    (forms.CharField(widget=forms.Textarea, max_length=40), 'data-maxlength="40"'),
    (forms.FileField(), 'class="govuk-file-upload" id="id_field" name="field" type="file"'),
    (forms.DateField(widget=DateParts), 'id="id_field-month" name="field_month"'),
]


@pytest.mark.parametrize(("field", "expected"), ONE_OF_EACH)
def test_each_widget_becomes_its_component(field, expected):
    assert expected in html(field)


@pytest.mark.parametrize("field", [field for field, _ in ONE_OF_EACH])
@pytest.mark.parametrize("data", [None, {}])
def test_the_browser_is_left_nothing_to_check_and_nothing_is_styled_inline(field, data):
    page = html(field, data)
    for word in (" required", " maxlength=", " placeholder=", " style=", " min="):
        assert word not in page


@pytest.mark.parametrize("field", [field for field, _ in ONE_OF_EACH])
def test_every_link_of_the_summary_meets_an_element(field):
    form = form_with(field, {})
    assert 'href="#id_field' in error_summary(form)
    focus_id = form["field"].focus_id
    assert f'id="{focus_id}"' in str(form)


def test_hints_and_errors_are_tied_to_the_field():
    page = html(forms.CharField(help_text="As on the receipt"), {})
    assert 'aria-describedby="id_field-hint id_field-error"' in page
    assert '<div id="id_field-hint" class="govuk-hint">' in page


def test_a_hint_is_text_unless_marked_safe():
    assert "&lt;b&gt;" in html(forms.CharField(help_text="<b>"))
    assert "<b>bold</b>" in html(forms.CharField(help_text=mark_safe("<b>bold</b>")))


def test_an_error_message_cannot_carry_markup():
    field = forms.CharField(label="<i>x</i>")
    assert "<i>" not in html(field, {}) + error_summary(form_with(field, {}))


def test_optional_fields_say_so():
    assert "Note (optional)" in html(forms.CharField(label="Note", required=False))
    assert "(optional)" not in html(forms.CharField(label="Note"))
    assert "(optional)" not in html(forms.BooleanField(label="Agreed", required=False))
    assert "(optional)" not in html(forms.CharField(label="Note", required=False), mark_optional=False)


def test_an_answer_comes_back():
    assert 'value="Asha"' in html(forms.CharField(), {"field": "Asha"})
    assert 'value="0"' in html(forms.IntegerField(), {"field": "0"})
    assert "1st line\n2nd</textarea>" in html(
        forms.CharField(widget=forms.Textarea), {"field": "1st line\n2nd"}
    )
    assert 'value="b" selected' in html(forms.ChoiceField(choices=CHOICES), {"field": "b"})
    assert 'value="b" checked' in html(
        forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect), {"field": "b"}
    )
    assert html(forms.MultipleChoiceField(choices=CHOICES), {"field": ["a", "b"]}).count(" checked") == 2
    assert html(forms.BooleanField(), {"field": "on"}).count(" checked") == 1


def test_a_password_does_not_come_back():
    assert "secret" not in html(forms.CharField(widget=forms.PasswordInput), {"field": "secret"})


def test_the_empty_choice_is_kept_for_a_list_only():
    assert "Choose" in html(forms.ChoiceField(choices=CHOICES))
    assert "Choose" not in html(forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect))


def test_grouped_choices_become_one_list():
    grouped = [("Councils", [("a", "Area A")]), ("Others", [("b", "Area B")])]
    page = html(forms.ChoiceField(choices=grouped))
    assert page.count("<option") == 2


def test_a_disabled_field_is_disabled():
    assert " disabled" in html(forms.CharField(disabled=True))
    assert (
        html(forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, disabled=True)).count(" disabled")
        == 2
    )


def test_a_hidden_field_stays_hidden_and_comes_once():
    page = html(forms.CharField(widget=forms.HiddenInput, initial="7"))
    assert page == '<input type="hidden" name="field" value="7" id="id_field">'


def test_attributes_of_the_widget_reach_the_element():
    attrs = {"autocomplete": "name", "data-kind": "x", "class": "govuk-input--width-5", "spellcheck": "false"}
    page = html(forms.CharField(widget=forms.TextInput(attrs=attrs)))
    for expected in ('autocomplete="name"', 'data-kind="x"', 'class="govuk-input govuk-input--width-5"'):
        assert expected in page
    assert 'spellcheck="false"' in page


def test_parameters_of_our_own_add_to_those_there():
    page = html(govuk(forms.CharField(label="Rate"), suffix={"text": "%"}, label={"isPageHeading": True}))
    assert 'govuk-input__suffix" aria-hidden="true">%' in page
    assert '<h1 class="govuk-label-wrapper">' in page
    assert "Rate" in page


def test_hints_of_single_answers():
    field = govuk(forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect), itemHints={"a": "The first"})
    assert '<div id="id_field-item-hint" class="govuk-hint govuk-radios__hint">' in html(field)


def test_a_widget_without_component_is_drawn_by_django():
    assert "<input" in html(forms.SplitDateTimeField())


# ---- Dates ----


def date_form(**parts):
    data = {f"field_{name}": value for name, value in parts.items()}
    return form_with(forms.DateField(label="Date received", widget=DateParts), data)


def test_a_date_of_three_boxes():
    form = date_form(day="1", month=" 3 ", year="2025")
    assert form.is_valid()
    assert form.cleaned_data["field"] == datetime.date(2025, 3, 1)


def test_an_initial_date_fills_the_boxes():
    page = html(forms.DateField(widget=DateParts, initial=datetime.date(2025, 3, 31)))
    assert 'value="31"' in page
    assert 'value="2025"' in page


@pytest.mark.parametrize(
    ("parts", "message", "focus"),
    [
        ({}, "Enter date received", "day"),
        ({"day": "1"}, "Date received must include a month and year", "month"),
        ({"month": "3", "year": "2025"}, "Date received must include a day", "day"),
        ({"day": "31", "month": "2", "year": "2025"}, "Date received must be a real date", "day"),
        ({"day": "x", "month": "2", "year": "25"}, "Date received must be a real date", "day"),
    ],
)
def test_what_is_wrong_with_a_date(parts, message, focus):
    form = date_form(**parts)
    assert form["field"].messages == [message]
    assert f'href="#id_field-{focus}"' in error_summary(form)
    for value in parts.values():
        assert f'value="{value}"' in str(form)


def test_only_the_missing_boxes_are_marked():
    page = str(date_form(day="1", month="3"))
    assert page.count("govuk-input--error") == 1


# ---- Wording ----


@pytest.mark.parametrize(
    ("field", "data", "message"),
    [
        (forms.CharField(label="Full name"), {}, "Enter full name"),
        (forms.CharField(label="ONS code"), {}, "Enter ONS code"),
        (forms.CharField(label="How many?"), {}, "Enter an answer"),
        (forms.ChoiceField(label="Area", choices=CHOICES), {}, "Select area"),
        (forms.ChoiceField(label="Area", choices=CHOICES), {"field": "z"}, "Select area from the list"),
        (
            forms.ChoiceField(label="Where?", choices=CHOICES),
            {"field": "z"},
            "Select an answer from the list",
        ),
        (forms.FileField(label="CSV file"), {}, "Select CSV file"),
        (forms.BooleanField(label="I have checked"), {}, "Select “I have checked”"),
        (forms.IntegerField(label="Children"), {"field": "x"}, "Children must be a whole number"),
        (forms.DecimalField(label="Rate"), {"field": "x"}, "Rate must be a number"),
        (forms.IntegerField(label="Children", min_value=0), {"field": "-1"}, "Children must be 0 or more"),
        (forms.IntegerField(label="Children", max_value=9), {"field": "10"}, "Children must be 9 or less"),
        (
            forms.CharField(label="Note", max_length=3),
            {"field": "four"},
            "Note must be 3 characters or fewer",
        ),
        (
            forms.CharField(label="Why?", max_length=3),
            {"field": "four"},
            "Your answer to “Why?” must be 3 characters or fewer",
        ),
        (
            forms.IntegerField(label="How many?"),
            {"field": "x"},
            "Your answer to “How many?” must be a whole number",
        ),
        (
            forms.DateField(label="When?", widget=DateParts),
            {"field_day": "1", "field_month": "3"},
            "Your answer to “When?” must include a year",
        ),
        (
            forms.EmailField(label="Email"),
            {"field": "x"},
            "Enter an email address in the correct format, like name@example.com",
        ),
        (govuk(forms.CharField(label="Area"), errorName="the area's name"), {}, "Enter the area's name"),
        (forms.CharField(error_messages={"required": "Say who you are"}), {}, "Say who you are"),
    ],
)
def test_errors_say_what_to_do(field, data, message):
    assert errors(field, data) == [message]


def test_an_empty_file_is_named_as_such():
    files = {"field": SimpleUploadedFile("a.csv", b"")}
    assert errors(forms.FileField(), files=files) == ["The selected file is empty"]


def test_a_message_without_a_rule_stands():
    assert errors(forms.URLField(assume_scheme="https"), {"field": "not an address"}) == [
        "Enter a valid URL."
    ]


# ---- Summary ----


def test_no_summary_without_errors():
    assert error_summary(form_with(forms.CharField())) == ""
    assert error_summary(form_with(forms.CharField(), {"field": "x"})) == ""


def test_the_summary_lists_errors_of_the_whole_form_without_a_link():
    form = form_with(forms.CharField(), {"field": "x"})
    form.add_error(None, "These figures were already returned")
    summary = error_summary(form)
    assert "<li>These figures were already returned</li>" in " ".join(summary.split()).replace(
        "> ", ">"
    ).replace(" <", "<")
    assert "There is a problem" in summary


def test_the_summary_takes_several_forms_and_sets_of_forms():
    kind = type(
        "Line", (forms.Form,), {"name": forms.CharField(label="Name"), "default_renderer": GovRenderer()}
    )
    lines = formset_factory(kind)({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"})
    summary = error_summary(form_with(forms.CharField(), {}), lines, None)
    for link in ("#id_field", "#id_form-0-name", "#id_form-1-name"):
        assert f'href="{link}"' in summary


def test_a_form_of_another_renderer_is_refused_in_words():
    form = type("Plain", (forms.Form,), {"field": forms.CharField()})({}, renderer=DjangoTemplates())
    form.bound_field_class = BoundField
    with pytest.raises(ImproperlyConfigured, match="FORM_RENDERER"):
        error_summary(form)
