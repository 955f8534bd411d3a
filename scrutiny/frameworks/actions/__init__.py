"""Every change to editions and their drafts."""

from scrutiny.frameworks.actions.drafting import describe_draft, discard_draft, start_draft
from scrutiny.frameworks.actions.publishing import (
    EditionDiffers,
    publish_draft,
    publish_shipped,
    withdraw_edition,
)
from scrutiny.frameworks.actions.standards import (
    StandardText,
    add_standard,
    change_standard,
    remove_standard,
)
from scrutiny.frameworks.actions.statements import (
    StatementText,
    add_statement,
    change_statement,
    move_statement,
    restore_statement,
    retire_statement,
)

__all__ = [
    "EditionDiffers",
    "StandardText",
    "StatementText",
    "add_standard",
    "add_statement",
    "change_standard",
    "change_statement",
    "describe_draft",
    "discard_draft",
    "move_statement",
    "publish_draft",
    "publish_shipped",
    "remove_standard",
    "restore_statement",
    "retire_statement",
    "start_draft",
    "withdraw_edition",
]
