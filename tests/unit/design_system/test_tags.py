from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import strip_tags

from design_system.forms import GovRenderer
from design_system.tables import Table

TABLE = Table("The figures", ["Area"], [["North"]])
SVG = '<svg viewBox="0 0 1 1"><title>x</title></svg>'


def render(source, **context):
    return " ".join(Template("{% load govuk %}" + source).render(Context(context)).split())


def words(html):
    return " ".join(strip_tags(html).split())


def test_two_underscores_step_inside_a_parameter():
    html = render('{% govuk "input" name="q" id="q" label__text="Search" label__classes="govuk-label--s" %}')
    assert '<label class="govuk-label govuk-label--s" for="q">' in html


def test_text_from_the_context_is_escaped_in_a_component():
    assert "<i>" not in render('{% govuk "tag" text=text %}', text="<i>")


def test_a_component_around_markup_of_the_template():
    html = render(
        '{% govukblock "details" id="help" summaryText="Help" %}<p>{{ text }}</p>{% endgovukblock %}',
        text="<i>",
    )
    assert "<p>&lt;i&gt;</p>" in html
    assert "Help" in html


def test_the_colour_of_a_status_follows_its_word():
    assert "govuk-tag--blue" in render('{% status_tag "Official" %}')
    assert "govuk-tag--grey" in render('{% status_tag "Something else" %}')
    assert "govuk-tag--purple" in render('{% status_tag "Official" "purple" %}')


def test_breadcrumbs_from_pairs_or_a_list():
    html = render('{% breadcrumbs "Region" "/" "Compare" "/compare/" %}')
    assert html == render("{% breadcrumbs parts %}", parts=[("Region", "/"), ("Compare", "/compare/")])
    assert '<a class="govuk-breadcrumbs__link" href="/compare/">Compare</a>' in html


def test_summary_lists_take_values_symbols_and_links():
    rows = [
        ("Children", 1204),
        ("Period", "2025", [("Change", "/change/")]),
        {"key": {"text": "k"}, "value": {"text": "v"}},
    ]
    html = render("{% summary_list rows %}", rows=rows)
    assert "1,204" in html
    assert 'href="/change/">Change<span class="govuk-visually-hidden"> period</span>' in html


def test_pages_keep_the_filters_of_the_address():
    request = RequestFactory().get("/", {"area": "north & south", "page": "4"})
    page = Paginator(range(240), 20).page(4)
    html = render("{% pagination page %}", request=request, page=page)
    assert 'href="?area=north+%26+south&amp;page=5"' in html
    assert 'rel="prev"' in html
    assert 'rel="next"' in html
    assert 'aria-current="page"' in html
    assert "govuk-pagination__item--ellipsis" in html


def test_one_page_needs_no_pagination():
    assert render("{% pagination page %}", page=Paginator([1], 20).page(1)) == ""


def test_a_figure_has_its_finding_its_chart_and_its_table():
    html = render(
        '{% figure svg=svg title=title table=table subtitle="Rates" source="DfE" csv_url="/a.csv" %}',
        svg=SVG,
        title="A <b>",
        table=TABLE,
    )
    assert SVG in html
    assert '<h3 class="app-figure__title">A &lt;b&gt;</h3>' in html
    assert 'aria-label="Chart: A &lt;b&gt;" tabindex="0"' in html
    assert "The figures" in html
    assert "Source: DfE" in words(html)
    assert "<details" in html
    assert " open" not in html


def test_a_figures_table_can_be_open_and_its_heading_of_another_level():
    html = render('{% figure svg title="A" table=table open=True level=2 small=True %}', svg=SVG, table=TABLE)
    assert "<h2" in html
    assert '<details class="govuk-details app-figure__table" open>' in html
    assert "app-figure--small" in html


def test_key_facts():
    html = render(
        "{% key_facts facts %}", facts=[{"label": "Figures", "value": 1248, "href": "/f/", "note": "All"}]
    )
    assert words(html) == "Figures 1,248 All"
    assert 'href="/f/"' in html


def test_a_hash_is_shown_in_groups_and_copied_as_one_word():
    html = render("{% fingerprint value %}", value="0123456789abcdef0")
    assert "<span>01234567</span><wbr><span>89abcdef</span><wbr><span>0</span>" in html


def test_a_receipt():
    html = render(
        '{% receipt title="Lodged" lead="Keep this." rows=rows fingerprint=value %}',
        rows=[("By", "A")],
        value="ab",
    )
    assert words(html) == "Lodged Keep this. By A SHA-256 ab"


def test_steps_say_in_words_where_one_is():
    steps = [
        {"text": "Enter", "state": "done"},
        {"text": "Check", "state": "current"},
        {"text": "Lodge", "state": "todo"},
    ]
    html = render("{% steps steps %}", steps=steps)
    assert words(html) == "Enter (done) Check (now) Lodge (still to do)"
    assert html.count('aria-current="step"') == 1


def test_a_filter_is_a_get_form():
    class Filter(forms.Form):
        default_renderer = GovRenderer()
        area = forms.CharField(label="Area", required=False)

    html = render(
        '{% filter_panel form title="Filter figures" clear_url="?" selected=selected %}',
        form=Filter(),
        selected=[{"text": "2025", "href": "?area=a"}],
    )
    assert '<form class="app-filter" method="get" aria-label="Filter figures" novalidate>' in html
    assert '<a class="app-filter__tag" href="?area=a">' in html
    assert 'name="area"' in html
    assert words(html).endswith("Show Clear")
