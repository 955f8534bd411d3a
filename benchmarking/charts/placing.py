"""Names beside points: each where it covers no point and no other name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DISTANCES = (9, 16, 26, 38, 52, 68, 86, 106, 128)
"""Pixels between a point and its name, the nearest free one first."""

SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""Right, left, above, below, then the corners."""


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, reach: float) -> "Box":
        return cls(x - reach, y - reach, x + reach, y + reach)

    def touches(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: "Box") -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point of the box nearest to another."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


@dataclass(frozen=True)
class Label:
    """Text of a known width and height, and the point that it names."""

    text: str
    x: float
    y: float
    width: float
    height: float


def placed(labels: Sequence[Label], taken: Sequence[Box], room: Box) -> Iterator[tuple[Label, Box | None]]:
    """Each label with its box, in the order given: the first has the first choice. None where there is no room."""
    full = list(taken)
    for label in labels:
        box = next((b for b in _boxes(label) if b.inside(room) and not any(b.touches(f) for f in full)), None)
        if box is not None:
            full.append(box)
        yield label, box


def _boxes(label: Label) -> Iterator[Box]:
    for away in DISTANCES:
        for across, down in SIDES:
            near = away if not (across and down) else 0.75 * away
            left = label.x + (near if across > 0 else -near - label.width if across < 0 else -label.width / 2)
            top = label.y + (near if down > 0 else -near - label.height if down < 0 else -label.height / 2)
            yield Box(left, top, left + label.width, top + label.height)
