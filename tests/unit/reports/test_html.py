import re

from benchmarking.reports.outputs.html_output import report_html
from tests.oracles.html_reading import read_page
from tests.unit.reports.made import NAMES, definition, places, report, signed_return, usual_report, value

HOSTILE = '<script>alert(1)</script> & "quotes"'


def test_the_file_stands_alone():
    content = report_html(usual_report()).decode()
    assert '<html lang="en-GB"' in content
    assert "<script" not in content
    assert "<link" not in content
    assert "@font-face" not in content
    assert not re.search(r"url\((?!\"?data:)", content)
    assert not re.search(r'(?:src|href)="(?!#)(?!https://www\.nationalarchives)', content)
    assert " style=" not in content


def test_every_link_leads_somewhere_and_no_id_stands_twice():
    page = read_page(report_html(usual_report()))
    assert [name for name, times in page.ids.items() if times > 1] == []
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert len(inside) > 10
    assert [link for link in inside if link not in page.ids] == []


def test_tables_have_headers_for_columns_and_rows():
    page = read_page(report_html(usual_report()))
    assert page.scopes["col"] > 10
    assert page.scopes["row"] > 10
    assert page.scopes[""] == 0


def test_hostile_text_is_shown_as_text():
    of = places(1, names=(HOSTILE, *NAMES))
    values = [value(of.areas[0]), value(of.areas[0], year=2024)]
    returns = [signed_return(partnership=HOSTILE, prepared_role=HOSTILE, corrects="1" * 64, reason=HOSTILE)]
    made = report(
        values, [definition(name=HOSTILE, caveats=(HOSTILE,))], of=of, returns=returns, region=HOSTILE
    )
    content = report_html(made).decode()
    assert "<script" not in content
    assert "&lt;script&gt;alert(1)" in content


def test_a_live_report_carries_no_notice_of_a_demonstration():
    assert b"signatures are made up" in report_html(usual_report())
    assert b"signatures are made up" not in report_html(usual_report(demonstration=False))
