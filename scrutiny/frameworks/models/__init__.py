from scrutiny.frameworks.models.draft import Draft, DraftRetirement, DraftStandard, DraftStatement
from scrutiny.frameworks.models.edition import Edition, EditionRetirement

__all__ = ["Draft", "DraftRetirement", "DraftStandard", "DraftStatement", "Edition", "EditionRetirement"]
