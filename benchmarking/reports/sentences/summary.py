"""The whole summary, in the order in which it is read."""

from collections.abc import Sequence

from benchmarking.benchmarks.places import Places
from benchmarking.reports.report import Passage, Section
from benchmarking.reports.sentences.areas import of_area
from benchmarking.reports.sentences.changing import changing
from benchmarking.reports.sentences.differing import differing
from benchmarking.reports.sentences.missing import missing
from benchmarking.reports.sentences.reading import reading

CHANGED = "What changed"


def summarise(sections: Sequence[Section], places: Places, year: int) -> tuple[Passage, ...]:
    """Only figures of the report's own year count. A passage without a sentence is left out."""
    current = [section for section in sections if section.year == year]
    passages = [
        Passage(CHANGED, tuple(changing(current, places, year))),
        Passage("Where areas really differ", tuple(differing(current, places))),
        *(of_area(place, current, places) for place in places.areas),
        Passage("What is missing, and why", tuple(missing(sections, current, places, year))),
        Passage("How to read this", tuple(reading(current, places))),
    ]
    return tuple(passage for passage in passages if passage.sentences)
