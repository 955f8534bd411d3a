"""Template tags of the design system: `{% load govuk %}`."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.context import Context
from django.utils.safestring import SafeString

from design_system import forms, presenters, tables
from design_system.components import component

register = template.Library()
PARTIALS = "design_system/partials/"
FIGURE_DEFAULTS = {"subtitle": "", "source": "", "csv_url": "", "open": False, "small": False, "level": 3}
FILTER_DEFAULTS = {"title": "Filter", "submit": "Show", "action": "", "clear_url": "", "selected": ()}

register.simple_tag(forms.error_summary)
register.filter("symbol", tables.symbol)
register.filter("display", tables.display)


@register.simple_tag
def govuk(name: str, /, **params: Any) -> SafeString:
    """One component: `{% govuk "input" name="q" label__text="Search" %}`; two underscores step inside."""
    return component(name, **_nested(params))


@register.simple_block_tag(end_name="endgovukblock")
def govukblock(content: str, name: str, /, **params: Any) -> SafeString:
    """A component around markup of the template: `{% govukblock "details" summaryText="Help" %}…`."""
    return component(name, **_nested(params), html=content)


def _nested(flat: dict[str, Any]) -> dict[str, Any]:
    params: dict[str, Any] = {}
    for path, value in flat.items():
        *outer, last = path.split("__")
        inside = params
        for step in outer:
            inside = inside.setdefault(step, {})
        inside[last] = value
    return params


@register.simple_tag
def status_tag(text: str, colour: str = "") -> SafeString:
    return component("tag", **presenters.status_params(str(text), colour))


@register.simple_tag
def summary_list(rows: Sequence[Any], classes: str = "") -> SafeString:
    return component("summary-list", rows=presenters.summary_rows(rows), classes=classes)


@register.simple_tag
def breadcrumbs(*parts: Any) -> SafeString:
    return component("breadcrumbs", items=presenters.breadcrumb_items(parts), collapseOnMobile=True)


@register.simple_tag(takes_context=True)
def pagination(
    context: Context, page: "Page[Any]", parameter: str = "page", label: str = "Pages"
) -> SafeString:
    if page.paginator.num_pages == 1:
        return SafeString()
    query = context["request"].GET
    return component(
        "pagination", landmarkLabel=label, **presenters.pagination_params(page, query, parameter)
    )


@register.inclusion_tag(f"{PARTIALS}data_table.html")
def data_table(table: tables.Table) -> dict[str, Any]:
    return {"table": table}


@register.inclusion_tag(f"{PARTIALS}figure.html")
def figure(svg: str, title: str, table: tables.Table | None = None, **more: Any) -> dict[str, Any]:
    """A chart, its finding as title, its table underneath.

    More: subtitle, source, csv_url, open (show the table), small (a narrow chart), level (of the heading).
    The SVG is trusted: it comes from benchmarking.charts, which escapes its own text.
    """
    return FIGURE_DEFAULTS | more | {"svg": SafeString(svg), "title": title, "table": table}


@register.inclusion_tag(f"{PARTIALS}key_facts.html")
def key_facts(facts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Each fact: label, value, and if there is more to say note, href."""
    return {"facts": [{**fact, "html": tables.display(fact["value"])} for fact in facts]}


@register.inclusion_tag(f"{PARTIALS}filter_panel.html")
def filter_panel(form: BaseForm, **more: Any) -> dict[str, Any]:
    """A GET form: the address is the state.

    More: title, submit (the button's text), action, clear_url, selected (each with text and href, the address
    without it).
    """
    return FILTER_DEFAULTS | more | {"form": form}


@register.inclusion_tag(f"{PARTIALS}fingerprint.html")
def fingerprint(value: str, label: str = "SHA-256") -> dict[str, Any]:
    return {"groups": presenters.grouped(value), "label": label}


@register.inclusion_tag(f"{PARTIALS}receipt.html")
def receipt(title: str, fingerprint: str, rows: Sequence[Any], lead: str = "") -> dict[str, Any]:
    """Proof of a lodged return: what, who, when, and the hash that anyone can recompute."""
    return {"title": title, "lead": lead, "rows": rows, "fingerprint": fingerprint}


@register.inclusion_tag(f"{PARTIALS}steps.html")
def steps(steps: Sequence[dict[str, str]], label: str = "Progress") -> dict[str, Any]:
    """Each step: text, state (done, current or todo), and if wanted note, href."""
    return {"steps": steps, "label": label}
