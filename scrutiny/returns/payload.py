"""What a return says: the figures of one partnership for one period, in one canonical text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kernel.canonical import canonical_json, sha256_hex
from kernel.periods import Period
from kernel.symbols import Symbol

KIND = "figures"
"""The `kind` of a return of figures; others say theirs in a module of their own, such as audit_payload."""
FORMAT = f"{KIND}/1"


@dataclass(frozen=True)
class SignedFigure:
    """One figure as signed. Either a numerator or a symbol; counts are whole numbers."""

    indicator: str
    definition_version: int
    numerator: int | None
    denominator: int | None
    symbol: Symbol | None
    status: str
    note: str = ""

    def __post_init__(self) -> None:
        if (self.numerator is None) == (self.symbol is None):
            raise ValueError(f"{self.indicator}: a figure has either a number or a symbol")

    def as_json(self) -> dict[str, Any]:
        return {
            "indicator": self.indicator,
            "definition_version": self.definition_version,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "symbol": str(self.symbol) if self.symbol else None,
            "status": self.status,
            "note": self.note,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "SignedFigure":
        symbol = Symbol(data["symbol"]) if data["symbol"] else None
        return cls(**{**data, "symbol": symbol})


def content_of(
    *, partnership: str, area_code: str, period: Period, figures: Iterable[SignedFigure]
) -> dict[str, Any]:
    """The part of a return that both people see and sign. Raises ValueError where an indicator stands twice."""
    rows = sorted((figure.as_json() for figure in figures), key=lambda row: str(row["indicator"]))
    names = [row["indicator"] for row in rows]
    if len(set(names)) != len(names):
        raise ValueError("an indicator stands twice in one return")
    return {
        "format": FORMAT,
        "partnership": partnership,
        "area_code": area_code,
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "figures": rows,
    }


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical text."""
    return sha256_hex(canonical_json(content))
