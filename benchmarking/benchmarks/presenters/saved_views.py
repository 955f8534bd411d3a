"""Saved views in words: what each shows, or that something in it is no longer there."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from benchmarking.benchmarks.against import target_of
from benchmarking.benchmarks.choice import Choice, Order
from benchmarking.benchmarks.forms import CompareForm
from benchmarking.benchmarks.models import SavedView
from benchmarking.benchmarks.places import Places
from benchmarking.benchmarks.presenters.words import listed
from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.wording import day
from design_system.tables import Cell, Table

GONE = "Something in it is no longer there. Open it to choose anew; what is still there stays chosen."


def views_table(views: Iterable[SavedView], places: Places) -> Table:
    rows = [_row(view, places) for view in views]
    return Table("Your views", ["View", "Shows", "Saved", "Change"], rows, caption_hidden=True)


def _row(view: SavedView, places: Places) -> list[Any]:
    form = CompareForm(QueryDict(view.query), places, [])
    shows = in_words(form.choice, places) if form.is_valid() else GONE
    return [Cell(view.name, href=address_of(view)), shows, day(view.created_at), _changes(view)]


def _changes(view: SavedView) -> SafeString:
    link = '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> {}</span></a>'
    return format_html(
        f"{link} {link}",
        reverse("benchmarks:rename_view", args=[view.pk]), "Rename", view.name,
        reverse("benchmarks:remove_view", args=[view.pk]), "Remove", view.name,
    )  # fmt: skip


def address_of(view: SavedView) -> str:
    """Always the compare page: what is stored is only what comes after the question mark."""
    return f"{reverse('benchmarks:compare')}?{view.query}"


def in_words(choice: Choice, places: Places) -> str:
    """ "Re-referrals and Referrals; Bristol; 2025; beside England"."""
    names = [catalogue().get(slug).short_name for slug in choice.indicators]
    areas = [places.get(key).short_name for key in choice.areas]
    target = target_of(choice.against, places)
    parts = [
        listed(names),
        listed(areas) if areas else "all areas",
        str(choice.year) if choice.year else "the newest year",
        f"trend since {choice.since}" if choice.since else "",
        f"beside {target.in_sentence}" if target else "",
        "by value" if choice.order == Order.VALUE else "",
    ]
    return "; ".join(part for part in parts if part)
