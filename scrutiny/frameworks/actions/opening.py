"""What every change to a draft begins with: the draft is locked, and is still one."""

from typing import Any

from audit_trail.actions import Actor, record
from scrutiny.frameworks.errors import ChangedMeanwhile, DraftClosed
from scrutiny.frameworks.models import Draft, DraftStandard, DraftStatement

Row = Draft | DraftStandard | DraftStatement


def locked(draft: Draft) -> Draft:
    """The draft as it is now. Others who want to change it wait until this transaction ends.

    Raises DraftClosed where it was published or discarded.
    """
    now = Draft.objects.select_for_update(of=("self",)).select_related("based_on").get(pk=draft.pk)
    if not now.is_open:
        raise DraftClosed(f"The draft {now.label} is {now.state}. Nothing can be changed in it.")
    return now


def change(row: Row, seen_version: int, **values: Any) -> dict[str, list[Any]]:
    """Write the values that differ, with a new version. Returns what was and what is, by name; empty if nothing is new.

    Raises ChangedMeanwhile where the row is not the one that the person had before them; not where they ask for what
    stands there already, as a double click does.
    """
    different = {
        name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value
    }
    if different:
        if row.version != seen_version:
            raise ChangedMeanwhile("Somebody else changed this since you opened it.")
        for name, (_, value) in different.items():
            setattr(row, name, value)
        row.version += 1
        row.save()
    return different


def remember(draft: Draft, by: Actor, action: str, what: str = "", **detail: Any) -> None:
    """One event about a draft. It says which part, and what changed in it."""
    subject = f"{draft}: {what}" if what else str(draft)
    record(by=by, action=action, subject=subject, detail={"draft": str(draft.pk), **detail})
