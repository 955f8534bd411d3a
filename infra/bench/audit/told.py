"""The measurement as a table, and where a bar is missed."""

import statistics
from dataclasses import dataclass, field

from infra.bench.audit.load import Load

MOST_TIMES = 5
MOST_GROWTH = 1.1


@dataclass
class Figures:
    load: Load
    memory_before: int
    memory_after: int
    worked: float
    """Seconds of the processor, of the web server alone."""
    machine_load: tuple[float, float, float]
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return percentile(self.load.saves, 95) / percentile(self.load.yardstick, 95)

    @property
    def growth(self) -> float:
        return self.memory_after / self.memory_before

    @property
    def missed(self) -> bool:
        wrong = self.lost or self.faults or self.load.foreign or self.load.errors
        return bool(wrong) or self.ratio > MOST_TIMES or self.growth > MOST_GROWTH


def percentile(times: list[float], which: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[which - 1] if len(times) > 1 else 0.0


def table(figures: Figures) -> str:
    load = figures.load
    rows: list[tuple[str, str]] = [
        ("saves acknowledged", f"{sum(each.stands for each in load.acknowledged):,}"),
        ("set aside because of a conflict, and kept", f"{load.conflicts:,}"),
        ("answers lost", str(len(figures.lost))),
        ("words of another agency shown", str(len(load.foreign))),
        ("errors", str(len(load.errors))),
        ("sent again over a new connection", str(load.sent_again)),
        ("faults in what is stored", str(len(figures.faults))),
        ("a save", _times(load.saves)),
        ("a bare view that saves one row", _times(load.yardstick)),
        ("ratio of the 95th percentiles (bar 5)", f"{figures.ratio:.2f}"),
        ("pages opened beside", _times(load.pages)),
        ("the web server's work for a save, with pages", f"{1000 * figures.worked / len(load.saves):.1f} ms"),
        ("memory of the workers", f"{figures.memory_before / 2**20:.0f} to {figures.memory_after / 2**20:.0f} MB"),
        ("grown (bar 1.10)", f"{figures.growth:.3f}"),
        ("load of the machine", " ".join(f"{each:.1f}" for each in figures.machine_load)),
    ]  # fmt: skip
    lines = ["| what | |", "|---|---|", *(f"| {what} | {value} |" for what, value in rows)]
    examples = [*figures.lost[:5], *figures.faults[:5], *load.foreign[:5], *load.errors[:10]]
    return "\n".join([*lines, *examples])


def _times(times: list[float]) -> str:
    middle, high = (1000 * percentile(times, which) for which in (50, 95))
    return f"{middle:.1f} ms, 95 % within {high:.1f} ms, of {len(times):,}"
