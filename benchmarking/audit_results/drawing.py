"""The picture of an edition's results: how the grades of each standard spread. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from benchmarking.audit_results.gathering import REGION
from benchmarking.audit_results.results import Cell, Results, Variant
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
    known = [(cell.share.percent, standard.name) for standard, cell in cells if cell.share]
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


def _finding(variant: Variant, known: list[tuple[Decimal, str]]) -> str:
    (least, low), (most, high) = min(known), max(known)
    if least == most:
        return f"{variant.name} edition: {most}% of answers at the two upper grades in every standard."
    return (
        f"{variant.name} edition: most often at the two upper grades in “{high}” ({most}%), least often in “{low}” "
        f"({least}%)."
    )


def _why(cell: Cell) -> str:
    symbol = cell.symbol or Symbol.NOT_APPLICABLE
    return f"[{symbol}] {symbol.meaning.split(':')[0]}"
