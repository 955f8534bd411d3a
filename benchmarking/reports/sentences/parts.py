"""Pieces of sentences: names that are links, lists, expected false flags."""

from collections.abc import Iterable, Sequence

from benchmarking.reports.report import Part, Section, Sentence
from benchmarking.statistics import expected_false_flags
from kernel.rounding import round_half_up


def expected(comparisons: int, confidence: float = 0.95) -> str:
    """How many false flags to expect among so many comparisons."""
    number = round_half_up(repr(float(expected_false_flags(comparisons, confidence=confidence))), 0)
    return f"about {number}" if number else "fewer than one"


def together(sentences: Iterable[Sentence]) -> Sentence:
    """Those that say anything, one after the other."""
    parts: list[Part] = []
    for sentence in sentences:
        parts += [Part(" "), *sentence] if parts and sentence else sentence
    return tuple(parts)


def names(sections: Sequence[Section]) -> list[Part]:
    return joined([(name(section),) for section in sections])


def name(section: Section) -> Part:
    """Quoted where it holds a comma, so that a list of names stays readable."""
    said = section.definition.short_name
    return Part(f"“{said}”" if "," in said else said, section.definition.slug)


def joined(items: Sequence[tuple[Part, ...]]) -> list[Part]:
    """Items with commas between them and “and” before the last."""
    parts: list[Part] = []
    for position, item in enumerate(items):
        if position:
            parts.append(Part(" and " if position == len(items) - 1 else ", "))
        parts += [part for part in item if part.text]
    return parts


def plain(text: str) -> Sentence:
    return (Part(text),)
