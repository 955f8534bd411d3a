"""The main menu: what somebody may open, and which entry the page they are on belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.permissions import Permission
from partnerships.permissions import can, memberships_of


@dataclass(frozen=True)
class Section:
    """An entry. Pages under its own address belong to it, and those that `also` matches from the start of theirs."""

    text: str
    href: str
    also: str = ""

    def reach(self, path: str) -> int:
        """How much of the address says that the page belongs here; 0: it does not. Home is itself alone."""
        if self.href == "/":
            return int(path == "/")
        own = len(self.href) if path.startswith(self.href) else 0
        found = re.match(self.also, path) if self.also else None
        return max(own, found.end() if found else 0)


def navigation(person: Any, path: str) -> list[dict[str, Any]]:
    """The entry that says most of the address is current; on a page that belongs to none, none is."""
    sections = list(_sections(person))
    current = max(sections, key=lambda each: each.reach(path), default=None)
    if current is not None and not current.reach(path):
        current = None
    return [{"text": each.text, "href": each.href, "active": each is current} for each in sections]


def _sections(person: Any) -> Iterator[Section]:
    held = memberships_of(person)
    may = {permission for each in held for permission in each.role_class.permissions}
    yield Section("Home", reverse("reports:home"))
    if Permission.READ_BENCHMARKS in may:
        yield Section("Compare", reverse("benchmarks:compare"), also="/views/|/areas/")
        yield Section("Indicators", reverse("benchmarks:indicators"), also="/topics/|/figures/")
        yield Section("Themes", reverse("benchmarks:themes"))
        yield Section("Reports", reverse("reports:list"), also="/published/")
    yield Section("Standards", reverse("frameworks:list"))
    yield Section("Audits", reverse("rounds:list"))
    if Permission.READ_BENCHMARKS in may:
        yield Section("Audit results", reverse("audit_results:list"), also="/audits/[^/]+/results/")
    if can(person, Permission.READ_RETURNS):
        yield Section("Returns", reverse("returns:list"))
    if can(person, Permission.READ_TRAIL):
        yield Section("Audit trail", reverse("trail:all"))
    yield from _places(person, held)
    if Permission.MANAGE_PEOPLE in may:
        yield Section("People", reverse("people:list"), also="/organisations/")
    elif Permission.READ_ACCESS in may:
        yield Section("Who may see what", reverse("people:access"))
    if can(person, Permission.MANAGE_KEYS):
        yield Section("API keys", reverse("keys:list"))


def _places(person: Any, held: list[Any]) -> Iterator[Section]:
    """The partnerships and organisations in which somebody holds a role. An agency of one area answers inside its
    partnership."""
    for partnership in {each.partnership.pk: each.partnership for each in held if each.partnership}.values():
        yield Section(partnership.short_name, reverse("dataset:home", args=[partnership.slug]))
    for organisation in {
        each.organisation.pk: each.organisation for each in held if each.organisation
    }.values():
        slug = re.escape(organisation.slug)
        answers = can(person, Permission.ANSWER_AUDIT, organisation)
        page = "answering:home" if answers else "people:organisation"
        also = f"/organisations/{slug}/|/area/[^/]+/agency/{slug}/"
        yield Section(organisation.name, reverse(page, args=[organisation.slug]), also=also)
