"""The list of people, and the page of one."""

from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from design_system.tables import Cell, Table
from partnerships.granting import may_end
from partnerships.models import Invitation, Membership
from partnerships.permissions import Place
from partnerships.presenters.wording import (
    OPERATOR,
    dates,
    day,
    invitation_state,
    moment,
    place_name,
    state,
    who,
)


def people_table(rows: Iterable[Membership], present: Collection[Any]) -> Table:
    """`present`: the keys of those whose address the reader may see today."""
    body = [
        [
            Cell(
                row.person.role_title,
                href=reverse("people:person", args=[row.person_id]),
                note=row.person.email if row.person_id in present else "",
            ),
            row.role_class.title,
            place_name(row.place),
            dates(row),
            Cell("", status=state(row)),
        ]
        for row in rows
    ]
    columns = ["Who", "Role", "Where", "When", "State"]
    return Table("People and their roles", columns, body, caption_hidden=True)


def invitations_table(rows: Iterable[Invitation]) -> Table:
    body = [
        [
            Cell(row.email, href=reverse("people:invitation", args=[row.pk]), note=row.role_title),
            row.role_class.title,
            place_name(row.place),
            f"until {day(timezone.localdate(row.expires_at))}",
            Cell("", status=invitation_state(row)),
        ]
        for row in rows
    ]
    columns = ["Address", "Role", "Where", "Link works", "State"]
    return Table("Invitations", columns, body, caption_hidden=True)


def roles_table(person: Person, rows: Iterable[Membership], by: Person) -> Table:
    """Roles of now and later, each with the way to end it for those who may."""
    body = [
        [
            row.role_class.title,
            place_name(row.place),
            dates(row),
            given(row),
            Cell("End", href=reverse("people:end_role", args=[person.pk, row.pk]), note="")
            if may_end(by, row)
            else "",
        ]
        for row in rows
    ]
    columns = ["Role", "Where", "When", "Given by", "End it"]
    return Table("Roles", columns, body, caption_hidden=True)


def past_table(rows: Iterable[Membership]) -> Table:
    body = [[row.role_class.title, place_name(row.place), dates(row), given(row), ended(row)] for row in rows]
    return Table(
        "Roles that ended", ["Role", "Where", "When", "Given by", "Ended"], body, caption_hidden=True
    )


def given(row: Membership) -> str:
    if row.given_at is None:
        return OPERATOR
    return f"{who(row.given_by)}, {day(timezone.localdate(row.given_at))}"


def ended(row: Membership) -> str:
    if row.ended_at is None:
        return "On its last day"
    return f"{moment(row.ended_at)}, by {in_sentence(who(row.ended_by))}"


def in_sentence(text: str) -> str:
    return "an operator of the platform" if text == OPERATOR else text


def abilities(rows: Iterable[Membership]) -> list[dict[str, Any]]:
    """What the roles allow, in plain words, place by place."""
    today = timezone.localdate()
    found: dict[str, tuple[Place, dict[str, None]]] = {}
    for row in rows:
        if row.is_held_on(today):
            words = {permission.value: None for permission in sorted(row.role_class.permissions)}
            found.setdefault(place_name(row.place), (row.place, {}))[1].update(words)
    return [{"where": name, "may": list(words)} for name, (_, words) in found.items()]


def person_facts(person: Person) -> list[tuple[str, Any]]:
    return [
        ("Email address", person.email),
        ("State", Cell("", status="Active" if person.is_active else "Deactivated")),
        ("Here since", day(timezone.localdate(person.date_joined))),
        ("Last signed in", moment(person.last_login) if person.last_login else "Never"),
    ]


def invitation_facts(invitation: Invitation) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        ("State", Cell("", status=invitation_state(invitation))),
        ("Email address", invitation.email),
        ("What they do", invitation.role_title),
        ("Role", invitation.role_class.title),
        ("Where", place_name(invitation.place)),
        ("Last day of the role", day(invitation.ends_on) if invitation.ends_on else "None"),
        ("Invited by", f"{who(invitation.invited_by)}, {moment(invitation.invited_at)}"),
        ("Letter sent", moment(invitation.sent_at) if invitation.sent_at else "Not sent"),
    ]
    if invitation.accepted_at:
        return [*facts, ("Accepted", moment(invitation.accepted_at))]
    if invitation.withdrawn_at:
        return [*facts, ("Withdrawn", moment(invitation.withdrawn_at))]
    return [*facts, ("The link works until", moment(invitation.expires_at))]
