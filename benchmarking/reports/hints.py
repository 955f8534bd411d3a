"""A second look at texts: small whole numbers in them might be counts that the report hides.

It warns and refuses nothing: whether a number is one of those cannot be told from a text.
"""

import re
from collections.abc import Iterable

from benchmarking.indicators.definition import Definition
from benchmarking.reports.words import listed

ALONE = re.compile(r"(?<![\w.,/:£-])(\d{1,3})(?![\w%/:-]|[.,]\d)")
MONTH = re.compile(
    r"\b\d{1,2} (?=January|February|March|April|May|June|July|August|September|October|November|December)"
)


def numbers_to_look_at(text: str, definitions: Iterable[Definition]) -> str:
    """A sentence that names the small numbers of a text, or nothing. Days, percentages and decimals are none."""
    largest = max((definition.suppression.largest for definition in definitions), default=0)
    found = sorted(
        {int(number) for number in ALONE.findall(MONTH.sub("", text)) if 0 < int(number) <= largest}
    )
    if not found:
        return ""
    return (
        f"Your text holds the small whole number{'s' if len(found) > 1 else ''} {listed([str(n) for n in found])}. "
        "Make sure that none is a count that the report hides; sign it again without where one is."
    )
