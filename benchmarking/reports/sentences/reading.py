"""How to read the report: what each word and mark means, and what it does not."""

from collections.abc import Iterable, Sequence

from benchmarking.benchmarks.places import Places
from benchmarking.reports import words
from benchmarking.reports.report import Section, Sentence
from benchmarking.reports.sentences.parts import plain


def reading(sections: Sequence[Section], places: Places) -> Iterable[Sentence]:
    if places.national is not None:
        nation = places.national.name
        yield plain(
            f"An area is called lower or higher only where its 95% confidence interval leaves out the value of "
            f"{nation}; “clearly” means that the wider 99.8% interval does too. Better or worse is said only where "
            "the indicator has an agreed direction; higher and lower alone are no verdict."
        )
    if any(movement.changed for section in sections for movement in section.movements):
        yield plain(
            "Two years are compared by a test of their difference, not by whether their intervals overlap. Recent "
            "trends look at five years; years beyond the usual up and down are named where there are 13 or more."
        )
    if any(section.standings for section in sections):
        yield plain(
            "Neighbours are the authorities whose children's circumstances are most alike, by the published model; "
            "their average is a plain one. A place among all authorities is no difference: read it with its interval."
        )
    if len(places.areas) > 1:
        yield plain(
            f"For the pooled value the counts of {words.all_of(len(places.areas), 'area')} are added, then divided. "
            "It contains each area, so no area is compared with it, and it is not compared itself."
        )
