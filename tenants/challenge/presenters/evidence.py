"""A piece of evidence as signed answers name it, and the way to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from scrutiny.section11.evidence.presenters import covers, file_words, removed_words
from scrutiny.section11.models import Round
from tenants.challenge.evidence import Kept
from tenants.challenge.responses import Response, Version

ELSEWHERE = "the file is with the agency"


@dataclass(frozen=True)
class Piece:
    """`url` empty: there is nothing to open. `leaves`: it is a link, which leads away from here."""

    title: str
    facts: str
    url: str = ""
    leaves: bool = False


def pieces(
    round_: Round, response: Response, version: Version, named: Iterable[dict[str, Any]], kept: Kept
) -> Iterator[Piece]:
    """What `version` of the answers names. What was removed has no title any more."""
    for each in named:
        if removal := kept.removed.get(each["id"]):
            yield Piece(removed_words(each["kind"], removal), "")
            continue
        said = _covering(each)
        if each["kind"] == "link":
            yield Piece(
                each["title"], ", ".join([*said, "link to another site"]), each["address"], leaves=True
            )
            continue
        file = kept.files.get(each["id"])
        if file is None or file.sha256 != each["sha256"]:
            yield Piece(each["title"], ", ".join([*said, ELSEWHERE]))
            continue
        place = [response.area, round_.slug, response.organisation.slug, version.number, each["id"]]
        facts = [*said, file_words(file.file_name, file.size), _looked_through(file.scanned)]
        yield Piece(each["title"], ", ".join(facts), reverse("challenge:evidence", args=place))


def _covering(each: dict[str, Any]) -> list[str]:
    period = covers(*(_day(each[name]) for name in ("covers_from", "covers_until")))
    if not period:
        return []
    return [f"covers {period}" if period[0].isdigit() else period[0].lower() + period[1:]]


def _looked_through(scanned: str) -> str:
    return f"looked through for malware by {scanned}" if scanned else "not looked through for malware"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
