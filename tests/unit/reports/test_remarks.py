"""What was said beside the numbers, and what a report is an issue of: on page, file and paper."""

import html
import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest

from benchmarking.benchmarks.audiences import Audience
from benchmarking.reports import describing
from benchmarking.reports.outputs.html_output import report_html
from benchmarking.reports.pdf import report_pdf
from tests.oracles import pdf_reading
from tests.unit.reports.made import issue, remark, usual_report
from tests.unit.reports.test_pdf import _plain


def page(made):
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", report_html(made).decode()).split()))


def paper(made):
    return pdf_reading.read_pdf(report_pdf(made)).text


def both(made):
    return page(made), paper(made)


def test_commentary_and_replies_stand_where_they_belong_with_who_signed_them():
    made = usual_report()
    topic = made.topics[0]
    made = replace(
        made,
        commentary=(remark(), remark(topic.anchor, text="On the topic.", made_up=False)),
        replies=(
            remark(topic.anchor, text="We count otherwise.", by="Manager", speaker="Safe in Berrydale"),
        ),
    )
    for text in both(made):
        assert text.index("Counted anew.") < text.index("On the topic.") < text.index("We count otherwise.")
        assert "Reply of Safe in Berrydale" in text
        assert (
            "Signed by Manager, Safe in Berrydale, on 1 December 2025, version 3. Made up for the demonstration."
            in text
        )
        assert text.count("Made up for the demonstration.") == 2


def test_what_is_said_is_text_and_its_paragraphs_are_kept():
    hostile = '<script>alert(1)</script>\n\n<para> & "more"'
    made = replace(usual_report(), commentary=(remark(text=hostile),))
    content = report_html(made).decode()
    assert "<script" not in content
    assert describing.paragraphs(made.commentary[0]) == ["<script>alert(1)</script>", '<para> & "more"']
    assert "<script>alert(1)</script>" in paper(made)


def test_a_remark_on_what_the_report_does_not_have_is_nowhere():
    made = replace(usual_report(), commentary=(remark("topic-of-nothing", text="Nowhere to be seen"),))
    assert all("Nowhere to be seen" not in text for text in both(made))


def test_a_draft_says_so_in_words():
    made = replace(usual_report(), issue=issue())
    for text in both(made):
        assert "Draft: still being checked. Do not quote it and do not pass it on." in text
    for text in both(
        replace(made, issue=issue(state="published", published_at=datetime(2026, 1, 5, tzinfo=UTC)))
    ):
        assert "Do not quote" not in text
        assert "5 January 2026" in text


def test_an_embargo_is_said_until_the_report_is_published():
    until = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    waiting = replace(usual_report(), issue=issue(state="final", embargo_until=until))
    assert "Under embargo until 5 January 2026, 09:30." in describing.warnings(waiting)
    out = replace(waiting, issue=issue(state="published", embargo_until=until, published_at=until))
    assert describing.warnings(out) == []


def test_a_partners_copy_says_on_every_page_whom_it_names():
    named = issue(
        state="published", audience=Audience.PARTNERS, named=("Safe in Berrydale", "Cobblewick Together")
    )
    made = replace(usual_report(), issue=named)
    said = "For partners: Safe in Berrydale and Cobblewick Together named by agreement, do not pass on."
    assert said in page(made)
    with pikepdf.open(io.BytesIO(report_pdf(made))) as pdf:
        texts = [_plain(each).decode() for each in pdf.pages]
    assert len(texts) > 5
    assert all("named by agreement" in text for text in texts)
    public = page(usual_report())
    assert "For partners" not in public
    assert "do not pass on" not in public


def test_a_run_that_nobody_issued_has_no_issue_and_no_warning():
    made = usual_report()
    assert describing.warnings(made) == []
    assert describing.issue_rows(made) == []


def test_what_changed_since_the_last_issue_is_first_in_the_coordinators_words():
    made = replace(usual_report(), issue=issue(changed="A return was corrected.", corrects=1))
    first = describing.passages(made)[0]
    assert first.heading == "What changed"
    assert first.texts[0] == "Since issue 1, in the coordinator's words: A return was corrected."
    assert len(first.texts) > 1
    for text in both(made):
        assert "Since issue 1, in the coordinator's words: A return was corrected." in text


def test_what_changed_has_a_place_even_where_no_figure_can_be_compared_with_the_year_before():
    made = replace(usual_report(), summary=(), issue=issue(changed="New areas."))
    assert [each.heading for each in describing.passages(made)] == ["What changed"]


@pytest.mark.parametrize("state", ["draft", "factual check", "final", "superseded"])
def test_every_state_but_published_is_a_warning(state):
    assert describing.warnings(replace(usual_report(), issue=issue(state=state)))
