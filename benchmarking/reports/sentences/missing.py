"""What is missing, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from benchmarking.benchmarks.places import Place, Places
from benchmarking.reports.report import Part, Section, Sentence
from benchmarking.reports.sentences.parts import joined, name, names, plain
from kernel.symbols import Symbol


def missing(
    sections: Sequence[Section], current: Sequence[Section], places: Places, year: int
) -> Iterable[Sentence]:
    gaps = {place.key: _gaps_of(place, current) for place in places.areas}
    for place in places.areas:
        for symbol, found in gaps[place.key].items():
            everything = len(found) == len(current) and len(found) > 1
            said = [Part("no indicator is shown")] if everything else names(found)
            yield (Part(f"{place.name}: "), *said, Part(f": {_why(symbol)}."))
    if any(gaps.values()):
        yield plain(
            "The pooled value is shown only where every area has a number, hidden ones among them, and where no "
            "hidden number could be worked out from it."
        )
    if older := [section for section in sections if section.year != year]:
        years = [(name(s), Part(f" ({s.year})")) for s in older]
        yield (
            Part("No figures for this year yet; the newest are of an earlier year: "),
            *joined(years),
            Part("."),
        )
    if not any(gaps.values()) and not older:
        yield plain("Nothing: every area has a value for every indicator of this report.")


def _gaps_of(place: Place, sections: Sequence[Section]) -> dict[Symbol, list[Section]]:
    gaps: dict[Symbol, list[Section]] = defaultdict(list)
    for section in sections:
        symbol = section.value_of(place).symbol
        if symbol is not None:
            gaps[symbol].append(section)
    return gaps


def _why(symbol: Symbol) -> str:
    return f"[{symbol}] {symbol.meaning}"
