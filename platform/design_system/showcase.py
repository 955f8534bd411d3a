"""What the page of components shows: published figures of two areas, and a return that does not exist."""

from decimal import Decimal
from hashlib import sha256
from typing import Any

from django import forms
from django.core.paginator import Paginator

from design_system.forms import govuk
from design_system.tables import Cell, Column, Row, Table
from design_system.widgets import DateParts
from kernel.symbols import Symbol

AREAS = [("", "All areas"), ("north", "North area"), ("south", "South area")]
STATUSES = [("official", "Official"), ("provisional", "Provisional"), ("local", "Local")]


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Your name", help_text="As it should appear on the receipt", max_length=80)
    email = forms.EmailField(label="Email address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    numerator = forms.IntegerField(
        label="Numerator", help_text="How many children, as a whole number", min_value=0
    )
    rate = govuk(forms.DecimalField(label="Rate", required=False), suffix={"text": "per 10,000"})
    area = forms.ChoiceField(label="Area", choices=AREAS)
    status = govuk(
        forms.ChoiceField(label="What kind of figure is it?", choices=STATUSES, widget=forms.RadioSelect),
        itemHints={
            "official": "Published by a government department",
            "provisional": "Published, but may still change",
            "local": "Counted by the partnership itself",
        },
    )
    ages = forms.MultipleChoiceField(
        label="Ages included",
        choices=[("0", "Under 5"), ("5", "5 to 11"), ("12", "12 to 17")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    received = forms.DateField(label="Date received", widget=DateParts, help_text="For example, 31 3 2025")
    note = forms.CharField(
        label="Note", widget=forms.Textarea(attrs={"rows": 3}), max_length=400, required=False
    )
    evidence = forms.FileField(label="Evidence", required=False)
    agree = forms.BooleanField(label="I have checked these figures against their source")


class ExampleFilter(forms.Form):
    prefix = "filter"
    mark_optional = False
    area = forms.ChoiceField(label="Area", choices=AREAS, required=False)
    kind = govuk(
        forms.MultipleChoiceField(
            label="Status", choices=STATUSES, widget=forms.CheckboxSelectMultiple, required=False
        ),
        classes="govuk-checkboxes--small",
    )


def content() -> dict[str, Any]:
    return {
        "table": _table(),
        "wide_table": _wide_table(),
        "chart": CHART,
        "chart_table": _table("Children in need at 31 March 2025, as drawn"),
        "facts": [
            {"label": "Areas", "value": 5, "note": "One partnership each"},
            {"label": "Indicators", "value": 16, "href": "#tables", "note": "With a definition for each"},
            {"label": "Figures", "value": 1_248, "note": "Every one from a signed return"},
        ],
        "rows": [
            ("Partnership", "North area safeguarding children partnership"),
            ("Period", "Year ending 31 March 2025", [("Change", "#summary")]),
            ("Looked-after children", Symbol.CONFIDENTIAL),
        ],
        "receipt_rows": [
            ("Return", "Children in need and child protection, year ending 31 March 2025"),
            ("Prepared by", "Business unit analyst"),
            ("Approved by", "Business manager"),
            ("Lodged", "14 November 2025 at 10:42"),
        ],
        "fingerprint": sha256(b"An example, not a return").hexdigest(),
        "steps": [
            {"text": "Enter figures", "state": "done", "note": "16 of 16"},
            {"text": "Check", "state": "done", "note": "No errors"},
            {"text": "Approve", "state": "current", "note": "Waiting for the business manager"},
            {"text": "Lodged with the region", "state": "todo"},
        ],
        "selected": [{"text": "Year ending 31 March 2025", "href": "?"}, {"text": "Official", "href": "?"}],
        "statuses": [
            "Official",
            "Provisional",
            "Local",
            "Draft",
            "Waiting for approval",
            "Signed",
            "Superseded",
        ],
        "symbols": list(Symbol),
        "examples_page": Paginator(range(240), 20).page(4),
    }


def _table(caption: str = "Children in need at 31 March 2025") -> Table:
    return Table(
        caption=caption,
        columns=[
            "Area",
            Column("Children", True),
            Column("Rate per 10,000", True),
            Column("95% interval", True),
        ],
        rows=[
            [Cell("North area", href="#tables"), 1_204, Decimal("284.3"), "268.5 to 300.8"],
            [Cell("South area", status="Provisional"), 1_988, Decimal("341.0"), "326.2 to 356.3"],
            ["West area", Symbol.CONFIDENTIAL, Symbol.CONFIDENTIAL, Symbol.CONFIDENTIAL],
            Row(["All areas together", 3_192, Decimal("317.0"), "306.1 to 328.2"], comparator=True),
            Row(["England", 399_460, Decimal("331.6"), "330.6 to 332.6"], comparator=True),
        ],
        note="[c] is used where a number is too small to publish.",
    )


def _wide_table() -> Table:
    years = range(2014, 2026)
    rates = [(Decimal(300 + (step * 37) % 61) for step in range(at, at + len(years))) for at in (0, 5, 11)]
    names = ("North area", "South area", "West area")
    return Table(
        caption="Rate per 10,000 by year, an example of a wide table",
        columns=["Area", *(Column(str(year), numeric=True) for year in years)],
        rows=[[name, *row] for name, row in zip(names, rates, strict=True)],
        caption_size="s",
        compact=True,
    )


CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 220" role="img"
 aria-labelledby="example-title example-desc" font-family="Inter, Arial, sans-serif" font-size="15">
<title id="example-title">Children in need by area</title>
<desc id="example-desc">Dot and interval chart. South area is above England; North area is below it.</desc>
<rect x="0" y="0" width="720" height="220" fill="#FFFFFF"/>
<line x1="470" y1="16" x2="470" y2="178" stroke="#3D3D3D" stroke-width="1.5" stroke-dasharray="5 4"/>
<text x="476" y="28" fill="#3D3D3D">England 331.6</text>
<line x1="160" y1="178" x2="700" y2="178" stroke="#8A979D"/>
<text x="160" y="203" fill="#3D3D3D" text-anchor="middle">240</text>
<text x="430" y="203" fill="#3D3D3D" text-anchor="middle">320</text>
<text x="700" y="203" fill="#3D3D3D" text-anchor="middle">400</text>
<text x="0" y="75" fill="#16232B">North area</text>
<line x1="256" y1="70" x2="365" y2="70" stroke="#12436D" stroke-width="3"/>
<circle cx="310" cy="70" r="7" fill="#12436D"/>
<text x="0" y="129" fill="#16232B">South area</text>
<line x1="451" y1="124" x2="553" y2="124" stroke="#12436D" stroke-width="3"/>
<circle cx="501" cy="124" r="7" fill="#12436D"/>
</svg>"""
