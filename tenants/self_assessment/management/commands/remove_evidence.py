from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from partnerships.context import in_region, inside
from partnerships.models import Organisation, Partnership
from scrutiny.section11.books import SHARED, Book
from scrutiny.section11.desk import Desk
from scrutiny.section11.evidence.removing import NoReason, reason, remove
from scrutiny.section11.evidence.selectors import removal_of
from tenants.self_assessment.books import LOCAL

FINGERPRINT = 64
"""Hexadecimal digits of a SHA-256."""


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Remove evidence that should never have been added, such as a file that names a child: its bytes and its title go from "
        "the agency's library and from everything that was delivered to partnerships. Signed texts stay as they were signed. "
        "Given a fingerprint, the same file goes from every agency's library. Doing it again changes nothing; after a "
        "backup was restored that still holds the file, do it again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "evidence", help="the id in the address of the piece's page, or the SHA-256 of the file"
        )
        parser.add_argument(
            "--why", required=True, help="ends the sentence “This file was removed because …”; names nobody"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = _wanted(options["evidence"])
        try:
            why = reason(options["why"])
        except NoReason as error:
            raise CommandError(str(error)) from error
        found = 0
        for book, partnership in _books():
            with _in(partnership):
                for item in book.evidence.objects.filter(**wanted).select_related("removal"):
                    found += 1
                    self._remove(book, partnership, item, why)
        if not found:
            raise CommandError("No agency's library holds such evidence.")

    def _remove(self, book: Book, partnership: Partnership | None, item: Any, why: str) -> None:
        organisation = Organisation.objects.get(slug=item.organisation)
        before = removal_of(item)
        if before is None:
            remove(desk=Desk(book, organisation, partnership), pk=item.pk, why=why, by=None)
        when = f"had been removed on {before.removed_at:%-d %B %Y}" if before else "removed"
        self.stdout.write(f"{organisation}, {item.get_kind_display().lower()} {item.pk}: {when}")


def _wanted(text: str) -> dict[str, Any]:
    if len(text) == FINGERPRINT:
        return {"sha256": text.lower()}
    try:
        return {"pk": UUID(text)}
    except ValueError:
        raise CommandError(
            f"“{text}” is neither the id of a piece of evidence nor a SHA-256 of {FINGERPRINT} digits."
        ) from None


def _books() -> Iterator[tuple[Book, Partnership | None]]:
    """The shared one, and that of each partnership that is open."""
    yield SHARED, None
    for partnership in list(Partnership.objects.filter(opened_at__isnull=False)):
        yield LOCAL, partnership


def _in(partnership: Partnership | None) -> AbstractContextManager[None]:
    return inside(partnership) if partnership else in_region()
