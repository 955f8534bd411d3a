from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from design_system.tables import Cell, Column, Row, Table, display, symbol
from kernel.symbols import Symbol


def drawn(table):
    html = Template("{% load govuk %}{% data_table table %}").render(Context({"table": table}))
    return " ".join(html.split())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1204, "1,204"),
        (Decimal("1284.30"), "1,284.30"),
        (-5, "\N{MINUS SIGN}5"),
        (0, "0"),
        ("<b>", "&lt;b&gt;"),
        (mark_safe("<b>x</b>"), "<b>x</b>"),
        (True, "True"),
    ],
)
def test_values_as_a_reader_sees_them(value, expected):
    assert display(value) == expected


def test_no_value_is_said_and_never_blank():
    assert "no value" in display(None)


@pytest.mark.parametrize("one", list(Symbol))
def test_a_symbol_carries_its_meaning(one):
    assert f"[{one.value}]" in symbol(one)
    assert f'<span class="govuk-visually-hidden">{one.meaning}</span>' in display(one)
    assert symbol(one.value) == symbol(one)


def test_a_cell_with_link_status_and_note():
    html = display(Cell("Area <A>", href="/a/?x=1&y=2", status="Provisional", note="14 months"))
    assert '<a class="govuk-link" href="/a/?x=1&amp;y=2">Area &lt;A&gt;</a>' in html
    assert "govuk-tag--yellow" in html
    assert "14 months" in html


def test_numbers_stand_right_and_the_first_cell_is_the_header_of_its_row():
    html = drawn(Table("Children", ["Area", Column("Rate", numeric=True)], [["North", 1]]))
    assert '<th scope="col" class="govuk-table__header govuk-table__header--numeric">Rate</th>' in html
    assert '<th scope="row" class="govuk-table__header">North</th>' in html
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">1</td>' in html


def test_rows_without_headers():
    assert 'scope="row"' not in drawn(
        Table("Errors", ["Cell", "What to do"], [["B7", "x"]], row_headers=False)
    )


def test_the_scrolling_part_can_be_focused_and_has_the_captions_name():
    html = drawn(Table("Children in need", ["Area"], [["North"]]))
    assert 'role="region" aria-labelledby="table-children-in-need-caption" tabindex="0"' in html
    assert '<caption id="table-children-in-need-caption"' in html


def test_two_tables_of_one_caption_are_told_apart_by_key():
    assert Table("Same", [], [], key="second").id == "table-second"


def test_comparators_are_set_apart():
    html = drawn(Table("Children", ["Area"], [["North"], Row(["England"], comparator=True)]))
    assert html.count("app-table__row--comparator") == 1


def test_a_row_of_the_wrong_length_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        drawn(Table("Children", ["Area", "Rate"], [["North"]]))
