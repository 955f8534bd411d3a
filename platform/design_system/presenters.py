"""Plain values into the parameters GOV.UK components ask for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from design_system.tables import display

STATUS_COLOURS = {
    "official": "blue",
    "provisional": "yellow",
    "local": "purple",
    "draft": "grey",
    "factual check": "yellow",
    "final": "blue",
    "published": "teal",
    "superseded": "grey",
    "retired": "grey",
    "waiting for approval": "yellow",
    "changed since signing": "yellow",
    "returned": "teal",
    "signed": "teal",
    "approved": "teal",
    "frozen": "teal",
    "active": "teal",
    "accepted": "teal",
    "invited": "yellow",
    "starts later": "yellow",
    "letter not sent": "red",
    "in force": "teal",
    "replaced": "grey",
    "withdrawn": "red",
    "unchanged": "grey",
    "reworded": "blue",
    "split": "purple",
    "merged": "purple",
    "new": "teal",
    "being planned": "grey",
    "opens later": "yellow",
    "open": "teal",
    "challenge": "blue",
    "closed": "grey",
    "answers not held": "grey",
    "not started": "grey",
    "in progress": "blue",
    "waiting for the lead's signature": "yellow",
    "signed off": "teal",
    "returned for changes": "orange",
    "under way": "blue",
    "done": "teal",
    "dropped": "grey",
    "overdue": "red",
}
HASH_GROUP = 8


def status_params(text: str, colour: str = "") -> dict[str, str]:
    """A tag whose colour follows the word; the word always says it all."""
    return {"text": text, "classes": f"govuk-tag--{colour or STATUS_COLOURS.get(text.lower(), 'grey')}"}


def summary_rows(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """From (name, value) or (name, value, [(link text, address), ...]); a mapping is taken as it is."""
    return [dict(row) if isinstance(row, Mapping) else _summary_row(*row) for row in rows]


def _summary_row(name: str, value: Any, actions: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    links = [{"text": text, "href": href, "visuallyHiddenText": name.lower()} for text, href in actions]
    return {"key": {"text": name}, "value": {"html": display(value)}} | (
        {"actions": {"items": links}} if links else {}
    )


def breadcrumb_items(parts: Sequence[Any]) -> list[dict[str, str]]:
    """From "Region", "/", "Compare", "/compare/", or from one list of (text, address) pairs."""
    pairs = parts[0] if len(parts) == 1 else zip(parts[::2], parts[1::2], strict=True)
    return [{"text": str(text), "href": str(href)} for text, href in pairs]


def pagination_params(page: "Page[Any]", query: QueryDict, parameter: str = "page") -> dict[str, Any]:
    """Links that keep every filter of the address."""

    def address(number: int) -> str:
        kept = query.copy()
        kept[parameter] = str(number)
        return f"?{kept.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    params: dict[str, Any] = {
        "items": [
            {"number": number, "href": address(number), "current": number == page.number}
            if isinstance(number, int)
            else {"ellipsis": True}
            for number in numbers
        ]
    }
    if page.has_previous():
        params["previous"] = {"href": address(page.previous_page_number())}
    if page.has_next():
        params["next"] = {"href": address(page.next_page_number())}
    return params


def grouped(fingerprint: str) -> SafeString:
    """A hash in groups of eight: readable, breakable at 320 px, and still one word when copied."""
    groups = (fingerprint[at : at + HASH_GROUP] for at in range(0, len(fingerprint), HASH_GROUP))
    return format_html_join(SafeString("<wbr>"), "<span>{}</span>", ((group,) for group in groups))
