"""Small editions for tests."""

from datetime import date
from typing import Any

from scrutiny.frameworks.content import Content

GRADES = ["none", "some", "most", "all"]


def statement(
    id_: str, kind: str | None = None, earlier: tuple[str, ...] = (), **more: Any
) -> dict[str, Any]:
    return {
        "id": id_,
        "text": f"We do {id_}.",
        "guidance": "Look at it.",
        "evidence": ["A list"],
        "grades": {grade: f"{grade.capitalize()} of {id_}." for grade in GRADES},
        "change": {"kind": kind, "earlier": list(earlier)} if kind else None,
        **more,
    }


def edition(*statements: dict[str, Any], **more: Any) -> Content:
    """One standard with these statements; `standards` for more of them."""
    whole: dict[str, Any] = {
        "framework": {"slug": "test", "name": "Test"},
        "variant": {"slug": "full", "name": "Full", "answered_by": "Everybody"},
        "label": "one",
        "valid_from": date(2024, 1, 1),
        "about": "Made up for tests.",
        "grades": [{"slug": each, "name": each.capitalize(), "meaning": f"{each} of it."} for each in GRADES],
        "kinds": [{"slug": "council", "name": "Council"}, {"slug": "police", "name": "Police"}],
        "standards": [standard("first", *statements)],
        "retired": [],
    }
    return Content.model_validate({**whole, **more})


def standard(id_: str, *statements: dict[str, Any]) -> dict[str, Any]:
    source = {"title": "An Act", "part": "section 1"}
    return {
        "id": id_,
        "title": f"Standard {id_}",
        "expectation": "It is good.",
        "sources": [source],
        "statements": list(statements),
    }


def following(*statements: dict[str, Any], **more: Any) -> Content:
    return edition(*statements, **{"label": "two", "follows": "one", "valid_from": date(2026, 1, 1), **more})
