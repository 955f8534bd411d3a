"""Words for the receipts of audit returns: the editions that agencies answered, by their hash."""

from scrutiny.frameworks.models import Edition
from scrutiny.returns.wording import EditionWords
from scrutiny.section11.editions import content_of_edition


def wording(hashes: set[str]) -> dict[str, EditionWords]:
    """One query."""
    found = {}
    for edition in Edition.objects.filter(sha256__in=hashes):
        content = content_of_edition(edition)
        found[edition.sha256] = EditionWords(
            {slug: (each.number, each.statement.text) for slug, each in content.placed.items()},
            tuple(grade.name for grade in content.grades),
        )
    return found
