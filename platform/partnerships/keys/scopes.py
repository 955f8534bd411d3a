"""What a key of the API may be used for."""

from enum import StrEnum


class Scope(StrEnum):
    FIGURES = "figures"
    BENCHMARKS = "benchmarks"
    REFERENCE = "reference"

    @property
    def opens(self) -> str:
        """In words, for the forms and for the API's documentation."""
        return OPENS[self]


OPENS = {
    Scope.FIGURES: "the figures that stand today",
    Scope.BENCHMARKS: "frozen benchmarks and their results",
    Scope.REFERENCE: "areas with their codes, and the definitions of indicators",
}


def every_scope() -> list[str]:
    return [scope.value for scope in Scope]
