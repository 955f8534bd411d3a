"""What the pages of frameworks show."""

from scrutiny.frameworks.presenters.editions import FamilyOnPage, facts
from scrutiny.frameworks.presenters.sections import Item, Section, draft_sections, kind_names, sections
from scrutiny.frameworks.presenters.statement import became, neighbours

__all__ = [
    "FamilyOnPage",
    "Item",
    "Section",
    "became",
    "draft_sections",
    "facts",
    "kind_names",
    "neighbours",
    "sections",
]
