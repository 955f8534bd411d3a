"""Area by area: on which indicators it differs from the nation."""

from collections.abc import Callable, Sequence

from benchmarking.benchmarks.places import Place, Places
from benchmarking.benchmarks.value import Value
from benchmarking.reports import words
from benchmarking.reports.report import Part, Passage, Section, Sentence
from benchmarking.reports.sentences.parts import joined, name, plain, together


def of_area(place: Place, sections: Sequence[Section], places: Places) -> Passage:
    rows = [(section, section.value_of(place)) for section in sections]
    compared = [(section, value) for section, value in rows if value.comparison]
    said = [
        together(_kind_of_difference(kind, compared, places) for kind in pair)
        for pair in (("worse", "better"), ("higher", "lower"))
    ]
    if compared and places.national:
        similar = sum(value.comparison == "similar" for _, value in compared)
        words_of = words.counted(len(compared), "indicator")
        said[-1] = together(
            [said[-1], plain(f"Similar to {places.national.name} on {similar} of {words_of}.")]
        )
    return Passage(place.name, tuple(sentence for sentence in said if sentence))


KINDS: dict[str, tuple[str, Callable[[Value], bool]]] = {
    "better": ("Better than {nation} on ", lambda v: v.verdict == "better"),
    "worse": ("Worse than {nation} on ", lambda v: v.verdict == "worse"),
    "higher": (
        "Higher than {nation} on ",
        lambda v: v.comparison == "higher" and not v.verdict,
    ),
    "lower": (
        "Lower than {nation} on ",
        lambda v: v.comparison == "lower" and not v.verdict,
    ),
}


def _kind_of_difference(kind: str, compared: Sequence[tuple[Section, Value]], places: Places) -> Sentence:
    """One sentence: the strong differences first, called clear, then the others. Empty where none."""
    opening, belongs = KINDS[kind]
    found = [(section, value) for section, value in compared if belongs(value)]
    if not found or places.national is None:
        return ()
    with_numbers = kind in ("better", "worse")
    strong = [(s, v) for s, v in found if v.strong]
    others = [(s, v) for s, v in found if not v.strong]
    opening = opening.format(nation=places.national.name)
    plain = f"{opening[0].lower()}{opening[1:]}"
    parts = [Part(f"Clearly {plain}"), *_named(strong, with_numbers)] if strong else []
    if others:
        parts += [Part(f"; {plain}" if strong else opening), *_named(others, with_numbers)]
    return (*(part for part in parts if part.text), Part("."))


def _named(found: Sequence[tuple[Section, Value]], with_numbers: bool) -> list[Part]:
    said = []
    for section, value in found:
        numbers = f" ({_against(section, value)})" if with_numbers else ""
        said.append((name(section), Part(numbers)))
    return joined(said)


def _against(section: Section, value: Value) -> str:
    mine = words.shown(value, section.definition)
    national = section.national
    return f"{mine} against {words.shown(national, section.definition)}" if national else mine
