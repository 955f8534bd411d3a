"""One cell: a number, or the symbol that stands in its place. Anything else is an error, said in words."""

import re
from decimal import Decimal

from kernel.symbols import Symbol

SYMBOLS = {each.value: each for each in Symbol} | {"k": Symbol.LOW}
"""k is how the Department writes low."""

LEGACY = frozenset({"NULL", "NA", "N/A", ".", "..", "-", "~", ":"})
"""Written in older files for any reason at all; which one cannot be had back."""

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
WHOLE = re.compile(r"-?[0-9]+")


def cell(text: str) -> Decimal | Symbol | None:
    """A number exactly as it is written, a symbol, or None where it is neither. Empty is neither, never zero."""
    return Decimal(text) if NUMBER.fullmatch(text) else SYMBOLS.get(text)


def is_value(text: str) -> bool:
    return text in SYMBOLS or is_number(text)


def is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None


def is_whole(text: str) -> bool:
    return WHOLE.fullmatch(text) is not None


def why_not(text: str, *, whole: bool) -> str:
    """What is wrong with a cell that is no value. `whole`: the column holds whole numbers alone."""
    if text == "":
        return "the cell is empty: it needs a number, or the symbol that says why there is none"
    if text.upper() in LEGACY:
        return "does not say why there is no number: write c, x, z, low or u"
    return f"is neither a {'whole ' if whole else ''}number nor a symbol"
