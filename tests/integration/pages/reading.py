"""Pages as their readers have them: the text without tags, and tables by caption."""

import csv
import io
import re
from typing import Any

from django.test import Client
from django.utils.html import strip_tags

from tests.oracles.html_reading import Page, read_page


def get(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    text: str = response.content.decode()
    return text


def said(html: str) -> str:
    """All that is read, with single spaces."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(strip_tags(body.replace("<", " <")).split())


def tables(html: str) -> dict[str, list[list[str]]]:
    page: Page = read_page(html.encode())
    return page.tables


def rows_of(client: Client, address: str) -> list[dict[str, Any]]:
    response = client.get(address)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode())))
