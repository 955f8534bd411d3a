"""Why a value is not shown. The letters are those of the Department for Education's published files."""

from enum import StrEnum


class Symbol(StrEnum):
    """One reason code. A value that is missing has exactly one; zero is a value, never a symbol."""

    CONFIDENTIAL = "c"
    NOT_AVAILABLE = "x"
    NOT_APPLICABLE = "z"
    LOW = "low"
    UNRELIABLE = "u"

    @property
    def meaning(self) -> str:
        return MEANINGS[self]


MEANINGS = {
    Symbol.CONFIDENTIAL: "confidential: hidden because the number is small, or would give a small one away",
    Symbol.NOT_AVAILABLE: "not available",
    Symbol.NOT_APPLICABLE: "not applicable",
    Symbol.LOW: "rounds to zero but is not zero",
    Symbol.UNRELIABLE: "too unreliable to show",
}
