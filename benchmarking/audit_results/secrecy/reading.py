"""Who knows which answers beside what is shown. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarking.audit_results.rows import Piece

ELSEWHERE = ""
"""Some partnership that has not signed yet."""


@dataclass
class Readers:
    """Partnerships, each as a bit. A partnership knows what agencies answered to it; what they answered for several areas
    is taken to be known to partnerships that have not signed yet, too."""

    bits: dict[str, int] = field(default_factory=lambda: {ELSEWHERE: 1})
    sent: dict[tuple[str, int], int] = field(default_factory=dict)
    """By agency and by how many rounds ago: to which partnerships it answered, ever."""
    waiting: bool = True
    """Whether some partnership has not signed yet."""

    def learn(self, partnership: str, agencies: Iterable[str], ago: int) -> None:
        bit = self.bits.setdefault(partnership, 1 << len(self.bits))
        for agency in agencies:
            self.sent[agency, ago] = self.sent.get((agency, ago), 0) | bit

    @property
    def partnerships(self) -> list[int]:
        return [bit for name, bit in self.bits.items() if name != ELSEWHERE or self.waiting]

    def is_wide(self, agency: str, ago: int) -> bool:
        """Whether it answers for several areas."""
        return bool(self.sent.get((agency, ago), 0) & self.bits[ELSEWHERE])

    def knowing(self, piece: Piece) -> int:
        """The bits of those who know this answer."""
        agency, area, ago = piece[0], piece[3], piece[4]
        to = self.sent.get((agency, ago), 0)
        return to & self.bits.get(area, 0) if area else to

    def knowing_any(self, pieces: Iterable[Piece]) -> int:
        found = 0
        for piece in pieces:
            found |= self.knowing(piece)
        return found
