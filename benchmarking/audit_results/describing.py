"""What the parts of the results say, in the words and numbers of every output: page, PDF, workbooks. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarking.audit_results.gathering import REGION
from benchmarking.audit_results.results import Cell, Named, Results, Share, Variant
from benchmarking.audit_results.rows import Level, Measure
from benchmarking.audit_results.secrecy.deciding import FEWEST
from kernel.symbols import Symbol

MADE_UP = "Answers in this round were made up for a demonstration."
ABOUT_GRADES = (
    "The moderated grade counts where there is one, otherwise the agency's own. An agency counts once in each area it "
    "works in and once in the region; there, where its areas differ, the lowest grade counts."
)
ABOUT_HIDDEN = (
    f"[c]: hidden because fewer than {FEWEST} agencies stand behind the number, or because it would give away what one "
    "agency answered. [x]: not there yet, because not every partnership has signed. [z]: there is nothing to count here."
)
ABOUT_SHARES = (
    "Answers at the two upper grades, as a percentage of all answers to the statements of the standard. The 95% interval "
    "(Wilson) takes answers as independent of one another; those of one agency are not quite, so it is rather too narrow."
)
ABOUT_MODERATION = (
    "Of the answers with a moderated grade: how many kept the agency's own grade, how many were raised or lowered. "
    "Weighted kappa (quadratic) stands only where there are 30 pairs or more."
)
ABOUT_PRACTITIONERS = (
    "Replies of practitioners, where an agency had at least five in an area, beside the grades of the same agencies. "
    "Those who could not say are left out of the percentage."
)


@dataclass(frozen=True)
class Entry:
    """A number or a word with what stands under it. `cell`: where it comes from; its page explains it."""

    text: str
    note: str = ""
    cell: Cell | None = None


@dataclass(frozen=True)
class Listed:
    """A table as words: the first column names the row. `about` says how to read it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Entry, ...]], ...]
    about: str = ""
    has_numbers: bool = field(default=True)


def status(results: Results) -> list[str]:
    """What the reader must know first: made up, or not whole."""
    notes = [MADE_UP] if results.made_up else []
    if not results.is_whole:
        signed = [area.name for area in results.signed]
        waiting = [area.name for area in results.areas if not area.has_signed]
        notes.append(
            f"Signed so far: {', '.join(signed) or 'none'}. Not signed yet: {', '.join(waiting)}. The region as a whole "
            "is shown when all have signed."
        )
    return notes


def tables(results: Results, variant: Variant) -> Iterator[Listed]:
    """Everything about one edition, in order. The grid first; of the others those that have anything to say."""
    yield grid(results, variant)
    if results.is_whole:
        if variant.kinds:
            yield by_kind(results, variant)
        yield agreement(results, variant)
        if any(results.of(variant.key, Measure.PRACTITIONERS)):
            yield practitioners(results, variant)
    if variant.compared is not None:
        yield change(results, variant)


def grid(results: Results, variant: Variant) -> Listed:
    groups = [
        *((Level.AREA, Named(a.key, a.name)) for a in results.areas),
        (Level.REGION, Named(REGION, "Region")),
    ]
    return _shares(f"{variant.name} edition: standards by area", results, variant, groups)


def by_kind(results: Results, variant: Variant) -> Listed:
    groups = [(Level.KIND, kind) for kind in variant.kinds]
    return _shares(f"{variant.name} edition: standards by kind of agency", results, variant, groups)


def _shares(title: str, results: Results, variant: Variant, groups: list[tuple[Level, Named]]) -> Listed:
    rows = tuple(
        (
            standard.name,
            tuple(
                shown(results.cell(variant.key, standard.key, Measure.COUNTED, level, g.key))
                for level, g in groups
            ),
        )
        for standard in variant.standards
    )
    return Listed(title, ("Standard", *(group.name for _, group in groups)), rows, ABOUT_SHARES)


def agreement(results: Results, variant: Variant) -> Listed:
    """Self against moderated, in the region."""
    heads = (
        "Standard",
        "Agencies' own grades",
        "Grades that count",
        "Gap",
        "Moderated",
        "Same",
        "Raised",
        "Lowered",
        "Kappa",
    )
    rows = []
    for standard in variant.standards:
        own, counts, moved = (
            _region(results, variant, standard, m)
            for m in (Measure.SELF, Measure.COUNTED, Measure.MODERATION)
        )
        lowered, same, raised = moved.counts or (None, None, None)
        rows.append(
            (
                standard.name,
                (
                    shown(own), shown(counts), Entry(gap(own, counts)),
                    *(Entry(_number(each, moved)) for each in (moved.total, same, raised, lowered)),
                    Entry(_kappa(moved), _interval(moved.kappa) if moved.kappa else ""),
                ),
            )
        )  # fmt: skip
    return Listed(
        f"{variant.name} edition: agencies' own grades and moderation", heads, tuple(rows), ABOUT_MODERATION
    )


def practitioners(results: Results, variant: Variant) -> Listed:
    heads = (
        "Standard",
        "Agencies",
        "Their grades",
        "Practitioners",
        "Difference",
        "Replies",
        "Could not say",
    )
    rows = []
    for standard in variant.standards:
        said, graded = (
            _region(results, variant, standard, m) for m in (Measure.PRACTITIONERS, Measure.BESIDE)
        )
        rows.append(
            (
                standard.name,
                (
                    Entry(_number(said.agencies, said)), shown(graded), shown(said), Entry(gap(graded, said)),
                    Entry(_number(said.total, said)), Entry(_number(said.counts[-1] if said.counts else None, said)),
                ),
            )
        )  # fmt: skip
    title = f"{variant.name} edition: beside what practitioners say"
    return Listed(title, heads, tuple(rows), ABOUT_PRACTITIONERS)


def change(results: Results, variant: Variant) -> Listed:
    """Beside the last round: the region, and each area by how many answers rose and fell."""
    groups = [
        *((Level.AREA, Named(a.key, a.name)) for a in results.areas),
        (Level.REGION, Named(REGION, "Region")),
    ]
    rows = tuple(
        (
            standard.name,
            tuple(
                moves(results.cell(variant.key, standard.key, Measure.CHANGE, level, g.key))
                for level, g in groups
            ),
        )
        for standard in variant.standards
    )
    about = (
        f"{variant.compared} of {variant.statements} statements can be compared with {results.previous or 'the last round'}: "
        "those that ask the same, or put together what was asked apart (then the lowest grade of last time). Only agencies "
        "that answered both times in the same place are compared."
    )
    return Listed(
        f"{variant.name} edition: higher and lower than in the last round",
        ("Standard", *(group.name for _, group in groups)),
        rows,
        about,
    )


def _region(results: Results, variant: Variant, standard: Named, measure: Measure) -> Cell:
    return results.cell(variant.key, standard.key, measure, Level.REGION, REGION)


def shown(cell: Cell) -> Entry:
    """The share with its interval and what stands behind it, or the symbol."""
    if cell.share is None:
        behind = agencies(cell.agencies) if cell.agencies and cell.symbol is Symbol.CONFIDENTIAL else ""
        return Entry(f"[{cell.symbol or Symbol.NOT_APPLICABLE}]", behind, cell)
    return Entry(f"{cell.share.percent}%", f"{_interval(cell.share)}; {agencies(cell.agencies or 0)}", cell)


def moves(cell: Cell) -> Entry:
    if cell.counts is None:
        return Entry(f"[{cell.symbol}]", "", cell)
    lower, _, higher = cell.counts
    return Entry(f"+{higher} −{lower}", f"of {cell.total} compared", cell)


def agencies(number: int) -> str:
    return "1 agency" if number == 1 else f"{number} agencies"


def gap(first: Cell, second: Cell) -> str:
    """Percentage points by which the second lies above the first; a symbol where either is not shown."""
    if first.share is None or second.share is None:
        gone = first if first.share is None else second
        return f"[{gone.symbol or Symbol.NOT_APPLICABLE}]"
    return signed(second.share.percent - first.share.percent)


def signed(number: Decimal) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else f"{number}"


def _number(number: int | None, cell: Cell) -> str:
    return f"[{cell.symbol or Symbol.NOT_APPLICABLE}]" if number is None else f"{number:,}"


def _kappa(cell: Cell) -> str:
    if cell.counts is None:
        return f"[{cell.symbol or Symbol.NOT_APPLICABLE}]"
    return f"{cell.kappa.percent}" if cell.kappa else f"[{Symbol.NOT_APPLICABLE}]"


def _interval(share: Share) -> str:
    return f"{share.lower} to {share.upper}"


def silent(results: Results) -> Listed:
    """How many agencies did not answer, by area. Their names stand in no output."""
    rows = [
        (area.name, tuple(map(_how_many, (area.expected, area.answered, area.silent))))
        for area in results.areas
    ]
    if results.expected is not None and results.silent is not None:
        numbers = (results.expected, results.expected - results.silent, results.silent)
        rows.append(("Region, each agency once", tuple(Entry(str(each)) for each in numbers)))
    return Listed("Who answered", ("Area", "Expected", "Signed", "Did not sign"), tuple(rows))


def _how_many(number: int | None) -> Entry:
    return Entry(f"[{Symbol.NOT_AVAILABLE}]" if number is None else str(number))
