"""Who may do what: what PostgreSQL would allow, compared with what is declared."""

from collections.abc import Iterator
from typing import Any

from partnerships.isolation_check.allowed import Right, allowed, granted_to_others, later, passed_on
from partnerships.isolation_check.declared import Declared


def problems(cursor: Any, schemas: list[str]) -> Iterator[str]:
    declared = Declared.of(cursor, schemas)
    there = allowed(cursor, declared.existing)
    yield from _difference(there, set(declared.rights(cursor)))
    for who, what in granted_to_others(cursor, declared.existing):
        yield f"Role {who}, which is none of ours, has rights on {what}."
    for who, what in passed_on(cursor):
        yield f"Role {who} may pass on its rights on {what}."
    yield from _difference(later(cursor), set(declared.later()))


def _difference(there: set[Right], wanted: set[Right]) -> Iterator[str]:
    for right in sorted(there - wanted):
        yield f"{_who(right)} may {right.privilege} on {right.thing}, which nothing declares."
    for right in sorted(wanted - there):
        yield f"{_who(right)} may not {right.privilege} on {right.thing}, though it should."


def _who(right: Right) -> str:
    return "Everybody (PUBLIC)" if right.role == "public" else f"Role {right.role}"
