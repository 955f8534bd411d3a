"""Where areas really differ from the nation: how many, how many by chance, and where all of them do."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from benchmarking.benchmarks.places import Places
from benchmarking.reports import words
from benchmarking.reports.report import Part, Section, Sentence
from benchmarking.reports.sentences.parts import expected, names, plain

FEW = 4
"""Below so many areas “all but one” says too little."""


def differing(sections: Sequence[Section], places: Places) -> Iterable[Sentence]:
    compared = [value for s in sections for _, value in s.newest_areas if value.comparison]
    if not compared or places.national is None:
        yield plain("There is no national figure to compare the areas with, so none is compared.")
        return
    different = [value for value in compared if value.comparison != "similar"]
    strong = sum(value.strong for value in different)
    yield plain(
        f"{strong} of the {words.counted(len(compared), 'comparison')} with {places.national.name} show a clear "
        f"difference, at the 99.8% level, and {len(different) - strong} more a difference at the 95% level alone. If "
        f"no area really differed, {expected(len(compared), 0.998)} would still be flagged at the 99.8% level and "
        f"{expected(len(compared))} at the 95% level, by chance alone."
    )
    yield from _alike(sections, places)


def _alike(sections: Sequence[Section], places: Places) -> Iterable[Sentence]:
    """Indicators on which every area differs from the nation in the same direction, or all but one similar one."""
    count = len(places.areas)
    if count < 2 or places.national is None:
        return
    for almost in (False, True):
        groups: dict[tuple[str, str], list[Section]] = defaultdict(list)
        for section in sections:
            if kind := _common_difference(section, count, almost=almost):
                groups[kind].append(section)
        for (comparison, verdict), found in groups.items():
            opening = f"{_who(count, almost)} {comparison} than {places.national.name}"
            then = f", which is {verdict}, on " if verdict else " on "
            end = ". The other area is similar." if almost else "."
            yield (Part(opening + then), *names(found), Part(end))


def _who(count: int, almost: bool) -> str:
    if almost:
        return f"{words.capital(words.number(count - 1))} of {words.counted(count, 'area')} are"
    return f"{words.capital(words.all_of(count, 'area'))} are"


def _common_difference(section: Section, count: int, *, almost: bool) -> tuple[str, str] | None:
    """The difference that all areas share; with `almost`, all but one, which is similar (of four or more)."""
    kinds = [(value.comparison, value.verdict) for _, value in section.newest_areas]
    different = [kind for kind in kinds if kind[0] in ("lower", "higher")]
    similar = sum(kind[0] == "similar" for kind in kinds)
    wanted = (1 if count >= FEW else -1) if almost else 0
    if len(set(different)) == 1 and similar == wanted and len(different) == count - similar:
        return different[0]
    return None
