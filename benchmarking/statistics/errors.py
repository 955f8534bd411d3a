"""What the statistics refuse to calculate with."""

import numpy as np
from numpy.typing import NDArray


class ImpossibleCount(ValueError):
    """Counts that cannot be: the message names their positions, `.positions` lists them all."""

    SHOWN = 10

    def __init__(self, reason: str, wrong: NDArray[np.bool_]) -> None:
        self.reason = reason
        self.positions = [tuple(int(i) for i in position) for position in np.argwhere(wrong)]
        super().__init__(f"{reason} at {self._places()}")

    def _places(self) -> str:
        places = [str(p[0]) if len(p) == 1 else str(p) for p in self.positions[: self.SHOWN]]
        rest = len(self.positions) - len(places)
        more = f" and {rest} more" if rest else ""
        return f"position {', '.join(places)}{more}" if places != ["()"] else "the only position"


class TooFewAreas(ValueError):
    """A statistic that would be noise with so few areas, or would single one of them out."""

    def __init__(self, what: str, areas: int, fewest: int) -> None:
        self.areas, self.fewest = areas, fewest
        super().__init__(f"{what} at least {fewest} areas, not {areas}")
