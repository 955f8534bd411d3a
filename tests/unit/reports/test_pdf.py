"""The PDF as a screen reader meets it."""

import io
import itertools

import pikepdf
import pytest

from benchmarking.reports.pdf import report_pdf
from tests.oracles import pdf_reading
from tests.unit.reports.made import NAMES, definition, places, report, signed_return, usual_report, value


@pytest.fixture(scope="module")
def content():
    return report_pdf(usual_report())


@pytest.fixture(scope="module")
def tree(content):
    return pdf_reading.read_pdf(content)


def test_the_same_report_gives_the_same_bytes():
    made = usual_report()
    assert report_pdf(made) == report_pdf(made)


def test_it_says_its_title_and_language(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo["/Title"]) == "Benchmark report 2025: Threeshires"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_headings_go_down_one_level_at_a_time(tree):
    levels = [int(node.role[1]) for node in _in_order(tree) if node.role in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_every_figure_says_what_it_shows(tree):
    made = usual_report()
    expected = [chart.alt for section in made.sections
                for chart in (section.dots, section.trend, section.panels, section.funnel)]  # fmt: skip
    expected += [profile.spine.alt for profile in made.profiles if profile.spine]
    assert len(expected) == 9
    assert [figure.alt for figure in tree.all("Figure")] == expected


def test_tables_name_their_columns_and_rows(tree):
    [table, *_] = [t for t in tree.all("Table") if t.text.startswith("Area Per")]
    first, *others = table.all("TR")
    assert {cell.scope for cell in first.kids} == {"Column"}
    assert {row.kids[0].scope for row in others} == {"Row"}
    assert {cell.role for row in others for cell in row.kids[1:]} == {"TD"}


def test_a_table_over_several_pages_is_one_table_with_one_head():
    many = tuple(f"Area number {i} of the region" for i in range(60))
    of = places(60, names=many)
    content = report_pdf(report([value(place) for place in of], of=of))
    [table] = [
        t
        for t in pdf_reading.read_pdf(content).all("Table")
        if t.text.startswith("Area Per cent 95% interval")
    ]
    assert [kid.role for kid in table.kids] == ["THead", "TBody"]
    head, body = table.kids
    assert len(head.all("TR")) == 1
    assert len(body.all("TR")) == 63
    with pikepdf.open(io.BytesIO(content)) as pdf:
        printed = sum(b"Out of" in _plain(page) for page in pdf.pages)
    assert printed >= 2
    assert pdf_reading.unmarked_text(content) == []


def _plain(page):
    """Everything drawn on a page, artefacts too: letters decoded font by font."""
    letters, said = {}, ""
    names = {name: pdf_reading._letters(font) for name, font in page.resources.Font.items()}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = names[str(operands[0])]
        elif str(operator) == "Tj":
            said += "".join(letters.get(byte, "?") for byte in bytes(operands[0]))
    return said.encode()


def test_every_font_is_embedded_and_nothing_is_drawn_outside_the_tags(content):
    assert set(pdf_reading.fonts(content).values()) == {True}
    assert all("Inter" in name for name in pdf_reading.fonts(content)), (
        "whatever was drawn before in this process"
    )
    assert pdf_reading.unmarked_text(content) == []


def test_every_link_is_tagged_and_says_where_it_leads(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        links = [a for page in pdf.pages for a in page.obj.get("/Annots", [])]
        assert len(links) > 5
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for link in links:
            assert str(parents[int(link.StructParent)].S) == "/Link"
            assert str(link.Contents)


def test_the_outline_names_every_indicator(content):
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        named = [child.title for item in outline.root for child in item.children]
    assert {section.definition.name for section in usual_report().sections} <= set(named)


def test_the_contents_name_the_right_pages(content, tree):
    lines = [node.text for node in tree.all("TOCI")]
    [line] = [line for line in lines if line.startswith("Referrals within 12 months")]
    page = int(line.split()[-1])
    with pikepdf.open(io.BytesIO(content)) as pdf:
        words = " ".join(pdf_reading._marked_text(pdf.pages[page - 1]).values())
    assert "Referrals within 12 months of an earlier referral" in " ".join(words.split())


def test_hostile_and_foreign_text_is_drawn_as_text():
    hostile = "<b>Ynys & Môn</b> ŵŷ <para>"
    of = places(1, names=(hostile, *NAMES))
    returns = [signed_return(partnership=hostile, prepared_role=hostile)]
    made = report(
        [value(of.areas[0])], [definition(name=hostile, caveats=(hostile,))], of=of, returns=returns
    )
    assert pdf_reading.read_pdf(report_pdf(made)).text.count(hostile) >= 4


def test_a_region_of_many_areas_still_fits():
    many = tuple(f"Area number {i} of the region" for i in range(40))
    of = places(40, names=many)
    made = report([value(place, year=year) for place in of for year in (2024, 2025)], of=of)
    tables = pdf_reading.tables(pdf_reading.read_pdf(report_pdf(made)))
    newest = [
        [row[0] for row in rows[1:]] for rows in tables if rows[0][:3] == ["Area", "Per cent", "95% interval"]
    ]
    assert newest == [[place.name for place in of]]


def _in_order(node):
    yield node
    for kid in node.kids:
        yield from _in_order(kid)
