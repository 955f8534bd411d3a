"""Tables of a page as rows of text, under their captions; and every id and link."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Page(HTMLParser):
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    ids: Counter = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    scopes: Counter = field(default_factory=Counter)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside = ""
        self._caption, self._cell, self._rows = "", "", []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if given.get("id"):
            self.ids[given["id"]] += 1
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag == "table":
            self._caption, self._rows = "", []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th", "caption"):
            self._inside, self._cell = tag, ""
            self.scopes[given.get("scope", "")] += tag == "th"

    def handle_endtag(self, tag):
        if tag == "caption":
            self._caption = " ".join(self._cell.split())
        elif tag in ("td", "th"):
            self._rows[-1].append(" ".join(self._cell.split()))
        elif tag == "table":
            self.tables[self._caption] = self._rows
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data):
        if self._inside:
            self._cell += data


def read_page(content: bytes) -> Page:
    page = Page()
    page.feed(content.decode())
    return page
