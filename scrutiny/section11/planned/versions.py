"""Every state of a planned action is kept, write-once, beside those before."""

from typing import Any


def write_version(action: Any, saved: dict[str, Any]) -> None:
    """The state as it is now. `saved`: when, by whom and in which role."""
    action.versions.model(
        action=action, what=action.what, owner=action.owner, due_on=action.due_on, state=action.state,
        note=action.note, version=action.version, **saved,
    ).save()  # fmt: skip
