"""What a spine chart is told: one indicator of one area, and the authorities around it."""

from dataclasses import dataclass

from benchmarking.charts import palette
from benchmarking.charts.marks import Mark, Number


@dataclass(frozen=True)
class Spine:
    """One indicator. mark: the area's value; benchmark: what stands in the middle.

    lowest to highest: of all authorities. polarity: "high", "low" or "none". standing: better, worse, higher,
    lower, similar or "" (not compared); better and worse only with a polarity.
    Raises ValueError for other words, for quartiles that do not rise, and for a verdict without a polarity.
    """

    name: str
    mark: Mark
    benchmark: Number
    lowest: Number
    lower_quartile: Number
    upper_quartile: Number
    highest: Number
    neighbours: Number | None
    polarity: str
    standing: str
    unit: str
    decimals: int

    def __post_init__(self) -> None:
        if self.polarity not in ("high", "low", "none"):
            raise ValueError(f"polarity is high, low or none, not {self.polarity!r}")
        if self.standing not in ("", *palette.STANDINGS):
            raise ValueError(f"no standing is called {self.standing!r}")
        if self.polarity == "none" and self.standing in ("better", "worse"):
            raise ValueError("without a polarity nothing is better or worse")
        if not self.lowest <= self.lower_quartile <= self.upper_quartile <= self.highest:
            raise ValueError("lowest, quartiles and highest rise")

    @property
    def reach(self) -> float:
        """How far the furthest authority lies from the benchmark: the half of the scale."""
        return max(abs(float(end) - float(self.benchmark)) for end in (self.lowest, self.highest))

    def share(self, value: Number) -> float:
        """Where a value lies: -1 at the left end, 0 at the benchmark, 1 at the right. Better lies to the right."""
        if not self.reach:
            return 0.0
        away = (float(value) - float(self.benchmark)) / self.reach
        return max(-1.0, min(1.0, -away if self.polarity == "low" else away))

    @property
    def look(self) -> palette.Look:
        return palette.STANDINGS[self.standing or "similar"]
