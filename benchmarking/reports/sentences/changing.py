"""What changed since the year before: by a test of the difference, the clear changes by name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarking.benchmarks.places import Place, Places
from benchmarking.reports import words
from benchmarking.reports.comparing.findings import Movement
from benchmarking.reports.report import Part, Section, Sentence
from benchmarking.reports.sentences.parts import expected, joined, name, plain

MOST = 6
"""Up to so many changes of a kind are named with their numbers; beyond, by area alone."""


@dataclass(frozen=True)
class _Change:
    section: Section
    place: Place
    movement: Movement

    @property
    def kind(self) -> str:
        return self.movement.verdict or self.movement.changed

    @property
    def numbers(self) -> str:
        before, newest = self.section.series(self.place)[-2:]
        definition = self.section.definition
        return f"{words.shown(before, definition)} to {words.shown(newest, definition)}"


def changing(sections: Sequence[Section], places: Places, year: int) -> Iterator[Sentence]:
    """Of areas alone: the pool would count each change twice."""
    tested = [
        _Change(section, place, movement)
        for section in sections
        for place in places.areas
        if (movement := section.movement(place)) and movement.changed
    ]
    if not tested:
        return
    found = [each for each in tested if each.movement.changed != "no clear change"]
    clear = [each for each in found if each.movement.strong]
    yield plain(
        f"{len(clear)} of {words.counted(len(tested), 'value')} of areas changed clearly since {year - 1}, at the "
        f"99.8% level, and {len(found) - len(clear)} more at the 95% level. If nothing had really changed, "
        f"{expected(len(tested), 0.998)} would still be flagged at the 99.8% level and {expected(len(tested))} at "
        "the 95% level, by chance alone."
    )
    for kind, opening in OPENINGS.items():
        of_kind = [each for each in clear if each.kind == kind]
        if of_kind:
            yield (Part(opening), *_named(of_kind), Part("."))


OPENINGS = {
    "worse": "Clearly worse: ",
    "better": "Clearly better: ",
    "higher": "Clearly higher, with no verdict: ",
    "lower": "Clearly lower, with no verdict: ",
}


def _named(changes: Sequence[_Change]) -> Iterable[Part]:
    """By indicator, each a link, with its areas."""
    by_section: dict[str, list[_Change]] = {}
    for each in changes:
        by_section.setdefault(each.section.definition.slug, []).append(each)
    return joined(
        [
            (name(members[0].section), Part(f" in {words.listed([_area(m, len(changes)) for m in members])}"))
            for members in by_section.values()
        ]
    )


def _area(change: _Change, of: int) -> str:
    return f"{change.place.short_name} ({change.numbers})" if of <= MOST else change.place.short_name
