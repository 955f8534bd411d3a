"""The picture of an edition's results: how the grades of each standard spread. Pure."""

from dataclasses import dataclass

from benchmarking.audit_results.gathering import REGION
from benchmarking.audit_results.results import Cell, Named, Results, Variant
from benchmarking.audit_results.rows import Level, Measure
from benchmarking.charts import Stack, stacked
from kernel.symbols import Symbol

WIDE, NARROW = 640.0, 320.0


@dataclass(frozen=True)
class Picture:
    """SVG for paper and desk and again for a telephone, with what it says in words."""

    svg: str
    narrow: str
    alt: str
    title: str


def picture_of(results: Results, variant: Variant) -> Picture | None:
    """None where nothing of it is shown, as before all have signed."""
    cells = [
        (standard, results.cell(variant.key, standard.key, Measure.COUNTED, Level.REGION, REGION))
        for standard in variant.standards
    ]
    known = [(standard, cell) for standard, cell in cells if cell.share]
    if not known:
        return None
    title = _finding(variant, known)
    alt = (
        f"{title} A bar for each of {len(cells)} standards, divided into the grades that count in the region, "
        "with the number of answers in each part."
    )
    stacks = [Stack(each.name, cell.counts, _why(cell)) for each, cell in cells]

    def drawn(width: float, prefix: str) -> str:
        return stacked(stacks, variant.grades, title=title, description=alt, id_prefix=prefix, width=width)

    return Picture(
        drawn(WIDE, f"audit-{variant.key}"), drawn(NARROW, f"audit-narrow-{variant.key}"), alt, title
    )


def _finding(variant: Variant, known: list[tuple[Named, Cell]]) -> str:
    ordered = sorted(known, key=lambda each: each[1].share.percent if each[1].share else 0)
    (low, least), (high, most) = ordered[0], ordered[-1]
    assert least.share and most.share
    if least.share.percent == most.share.percent:
        return f"{variant.name} edition: {most.share.percent}% of answers at the two upper grades in every standard."
    return (
        f"{variant.name} edition: most often at the two upper grades in “{high.name}” ({most.share.percent}%), "
        f"least often in “{low.name}” ({least.share.percent}%)."
    )


def _why(cell: Cell) -> str:
    symbol = cell.symbol or Symbol.NOT_APPLICABLE
    return f"[{symbol}] {symbol.meaning.split(':')[0]}"
