"""Who may see and do what where: each permission in each place, with the people who hold it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.permissions import Permission
from design_system.tables import Cell, Table
from partnerships.models import Membership
from partnerships.permissions import Place, allows
from partnerships.presenters.wording import place_name
from partnerships.reach import Reach

CSV_COLUMNS = ("place", "permission", "person", "email", "role", "held_in", "from", "until")


@dataclass(frozen=True)
class Access:
    """One permission in one place, and the roles that give it."""

    place: Place
    permission: Permission
    through: Sequence[Membership]


def access_in(place: Place, held: Sequence[Membership]) -> Iterator[Access]:
    """Decided by the rule that decides on every page. Permissions that nobody holds there are left out."""
    for permission in Permission:
        through = [each for each in held if allows(each, permission, place)]
        if through:
            yield Access(place, permission, through)


def access_table(place: Place, held: Sequence[Membership], reach: Reach) -> Table:
    rows = [
        [
            Cell(_sentence(access.permission.value)),
            len({each.person_id for each in access.through}),
            people(access.through, place, reach),
        ]
        for access in access_in(place, held)
    ]
    return Table(place_name(place), ["Who may", "People", "Who"], rows, caption_hidden=True)


def people(through: Iterable[Membership], place: Place, reach: Reach) -> SafeString:
    """Role titles; the address too where the reader sees the people of that place."""
    lines = {(each.person.role_title, address(each, reach), _through(each, place)): None for each in through}
    items = format_html_join(
        "",
        "<li>{}{}{}</li>",
        (
            (
                title,
                format_html(' <span class="app-table__note">{}</span>', email) if email else "",
                format_html(' <span class="app-table__note">{}</span>', role) if role else "",
            )
            for title, email, role in lines
        ),
    )
    return format_html('<ul class="govuk-list govuk-!-margin-bottom-0">{}</ul>', items)


def address(membership: Membership, reach: Reach) -> str:
    return membership.person.email if reach.covers(membership.place) else ""


def _through(membership: Membership, place: Place) -> str:
    """Only where it is not plain: a role held elsewhere that reaches here."""
    here = membership.place == place
    return (
        membership.role_class.title
        if here
        else f"{membership.role_class.title}, {place_name(membership.place)}"
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def csv_rows(places: Iterable[Place], held: Sequence[Membership], reach: Reach) -> Iterator[dict[str, Any]]:
    for place in places:
        for access in access_in(place, held):
            for each in access.through:
                yield {
                    "place": place_name(place),
                    "permission": access.permission.value,
                    "person": each.person.role_title,
                    "email": address(each, reach),
                    "role": each.role_class.title,
                    "held_in": place_name(each.place),
                    "from": each.starts_on.isoformat(),
                    "until": each.ends_on.isoformat() if each.ends_on else "",
                }
