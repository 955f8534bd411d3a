"""The page around every page, the page of components, and allauth's pages."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import allauth
import pytest
from allauth.account.forms import LoginForm
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

from design_system import showcase
from design_system.forms import GovRenderer

ENGINE = DjangoTemplates(
    {
        "NAME": "alone",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["design_system.context.page", "django.template.context_processors.request"]
        },
    }
)
ELEMENTS = sorted(
    path.name for path in (Path(allauth.__file__).parent / "templates/allauth/elements").iterdir()
)


class Person:
    is_authenticated = True

    def get_full_name(self):
        return "Asha Patel"


def render(template, **context):
    request = RequestFactory().get("/")
    return ENGINE.get_template(template).render(context, request)


def extending(source, **context):
    page = '{% extends "design_system/base.html" %}' + source
    return ENGINE.from_string(page).render(context, RequestFactory().get("/"))


def title_of(html):
    return re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1].strip()


@pytest.fixture(scope="module")
def components_page():
    form, panel = (
        showcase.ExampleForm({}, renderer=GovRenderer()),
        showcase.ExampleFilter(renderer=GovRenderer()),
    )
    return render("design_system/components.html", form=form, filter_form=panel, **showcase.content())


def test_the_title_names_page_and_service():
    html = extending(
        "{% block title %}Compare{% endblock %}", region={"service_name": "Three Shires scrutiny"}
    )
    assert title_of(html) == "Compare - Three Shires scrutiny"
    assert "Three Shires scrutiny</span>" in html


def test_a_page_with_errors_says_so_in_its_title(components_page):
    assert title_of(components_page) == "Error: Components - Scrutiny"


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_pages_of_failure_need_no_context(template):
    html = ENGINE.get_template(template).template.render(Context({}))
    assert "<h1" in html
    assert title_of(html).endswith("- Scrutiny")


def test_navigation_marks_where_one_is():
    html = extending(
        "", navigation=[{"text": "Region", "href": "/"}, {"text": "Compare", "href": "/c/", "active": True}]
    )
    assert '<nav aria-label="Main"' in html
    assert 'href="/c/" aria-current="true"' in " ".join(html.split())


def test_signing_out_is_a_post():
    html = extending("", user=Person(), sign_out_url="/out/")
    assert '<form class="app-account__form" method="post" action="/out/">' in html
    assert "Asha Patel" in html
    assert "csrfmiddlewaretoken" in html


def test_who_is_not_signed_in_is_shown_the_way():
    html = extending("", user=AnonymousUser(), sign_in_url="/in/")
    assert 'href="/in/">Sign in</a>' in html
    assert "Sign out" not in html


def test_the_demonstration_banner_shows_when_there_is_one():
    assert "app-banner" not in extending("")
    assert "The people are made up." in extending("", demonstration_banner="The people are made up.")


def test_the_footer_names_the_licence_and_the_links():
    html = extending("", footer_links=[{"text": "Accessibility", "href": "/a/"}], attribution="Figures: DfE.")
    assert 'href="/a/">Accessibility</a>' in html
    assert "Figures: DfE." in html
    assert "open-government-licence/version/3" in html


def test_messages_become_banners():
    class Message:
        def __init__(self, level_tag):
            self.level_tag = level_tag

        def __str__(self):
            return "Saved <now>"

    html = extending("", messages=[Message("success"), Message("info")])
    assert html.count("govuk-notification-banner--success") == 1
    assert html.count("Saved &lt;now&gt;") == 2
    assert 'id="message-1"' in html
    assert 'id="message-2"' in html


def test_nothing_on_the_page_needs_an_unsafe_policy(components_page):
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", components_page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", components_page))


def test_ids_are_unique_and_labels_meet_their_fields(components_page):
    ids = Counter(re.findall(r'\sid="([^"]+)"', components_page))
    assert [name for name, count in ids.items() if count > 1] == []
    pointed = set(re.findall(r'\s(?:for|aria-controls)="([^"]+)"', components_page))
    for names in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', components_page):
        pointed |= set(names.split())
    pointed |= set(re.findall(r'href="#([^"]+)"', components_page))
    assert pointed <= set(ids)


def test_headings_do_not_skip_a_level(components_page):
    levels = [int(level) for level in re.findall(r"<h([1-6])", components_page)]
    main = levels[levels.index(1) :]
    assert all(after <= before + 1 for before, after in pairwise(main))


@pytest.mark.parametrize("element", ELEMENTS)
def test_each_element_of_allauth_is_ours(element):
    assert "design_system" in ENGINE.get_template(f"allauth/elements/{element}").origin.name


def test_the_sign_in_page_is_ours():
    form = LoginForm(data={"login": "", "password": ""})
    form.renderer = GovRenderer()
    html = render("account/login.html", form=form)
    assert title_of(html).split() == ["Error:", "Sign", "in", "-", "Scrutiny"]
    assert "There is a problem" in html
    assert 'data-module="govuk-password-input"' in html
    assert 'type="email"' in html
    assert "sign up" not in html.lower()
    assert not re.search(r"\s(style|placeholder|required)\b", html)
