"""What migrations say in SQL of their own: functions, triggers and constraints that no model declares."""

import re
from collections.abc import Iterator

from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader

FUNCTION = re.compile(r"\s*CREATE\s+(?:OR\s+REPLACE\s+)?FUNCTION\s+(?:public\.)?(\w+)", re.IGNORECASE)
TRIGGER = re.compile(r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER\s+(\w+)", re.IGNORECASE)
CONSTRAINT = re.compile(
    r"ALTER\s+TABLE\s+(?:public\.)?(\w+)\s+(ADD|DROP)\s+CONSTRAINT\s+(\w+)", re.IGNORECASE
)


def statements() -> Iterator[tuple[str, str]]:
    """The label of the app and the statement, in the order in which they run."""
    graph = MigrationLoader(None).graph
    plan = dict.fromkeys(node for leaf in sorted(graph.leaf_nodes()) for node in graph.forwards_plan(leaf))
    for node in plan:
        for operation in graph.nodes[node].operations:
            if isinstance(operation, RunSQL) and operation.sql:
                parts = [operation.sql] if isinstance(operation.sql, str) else operation.sql
                for part in parts:
                    yield node[0], part if isinstance(part, str) else part[0]


def functions() -> dict[str, str]:
    """The last definition of each function: two of one name would need more than this."""
    found = ((FUNCTION.match(statement), statement) for _, statement in statements())
    return {match[1]: statement for match, statement in found if match}


def triggers() -> set[str]:
    return {name for _, statement in statements() for name in TRIGGER.findall(statement)}


def constraints() -> set[tuple[str, str, str]]:
    """App, table and name of each constraint that stands when all have run."""
    standing: set[tuple[str, str, str]] = set()
    for label, statement in statements():
        for table, verb, name in CONSTRAINT.findall(statement):
            (standing.add if verb.upper() == "ADD" else standing.discard)((label, table, name))
    return standing
