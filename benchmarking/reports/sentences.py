"""The summary: what the statistics say, in sentences, and nothing that they do not say.

A difference is named only where the interval says so (`Value.comparison`); better or worse only where the
indicator has a polarity (`Value.verdict`). No place is named in code.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from benchmarking.benchmarks.places import Place, Places
from benchmarking.benchmarks.value import Value
from benchmarking.reports import words
from benchmarking.reports.report import Part, Passage, Section, Sentence
from kernel.rounding import round_half_up
from kernel.symbols import Symbol

FALSE_FLAGS = Decimal("0.05")
"""How often the interval of an area that does not differ leaves the national value out."""

FEW = 4
"""Below so many areas “all but one” says too little."""

Row = tuple[Place, Value]


def finding(areas: Sequence[Row], national: Place | None) -> str:
    """What one indicator's newest year says, as the title of its chart."""
    if national is None or not any(value.comparison for _, value in areas):
        return _without_comparison(areas, national)
    groups: dict[str, list[str]] = defaultdict(list)
    for place, value in areas:
        groups[words.difference(value) if value.comparison else ""].append(place.short_name)
    said = [
        _one_side(kind, names, len(areas), national.name)
        for kind, names in sorted(groups.items(), key=lambda pair: ORDER.index(pair[0].split(",")[0]))
    ]
    return words.capital("; ".join(said))


ORDER = ["lower", "higher", "similar", ""]
ONE_SIDE = {
    "lower": "lower than {nation}",
    "lower, better": "lower than {nation}, which is better,",
    "lower, worse": "lower than {nation}, which is worse,",
    "higher": "higher than {nation}",
    "higher, better": "higher than {nation}, which is better,",
    "higher, worse": "higher than {nation}, which is worse,",
    "similar": "similar",
    "": "not compared",
}


def _one_side(kind: str, names: list[str], of: int, nation: str) -> str:
    where = words.all_of(of, "area") if len(names) == of else words.listed(names)
    phrase = ONE_SIDE[kind].format(nation=nation)
    if kind == "similar" and len(names) == of:
        phrase = f"similar to {nation}"
    return f"{phrase} in {where}"


def _without_comparison(areas: Sequence[Row], national: Place | None) -> str:
    values = sum(value.value is not None for _, value in areas)
    against = f" with {national.name}" if national else ""
    return f"Shown for {values} of {words.counted(len(areas), 'area')}; not compared{against}"


def summarise(sections: Sequence[Section], places: Places, year: int) -> tuple[Passage, ...]:
    """The whole summary, in the order in which it is read. Only figures of the report's own year count."""
    current = [section for section in sections if section.year == year]
    passages = [
        Passage("In short", tuple(_in_short(current, places))),
        *(_of_area(place, current, places) for place in places.areas),
        Passage("What is missing, and why", tuple(_missing(sections, current, places, year))),
        Passage("How to read this", tuple(_reading(places))),
    ]
    return tuple(passage for passage in passages if passage.sentences)


# --- All areas together ---------------------------------------------------------------------------


def _in_short(sections: Sequence[Section], places: Places) -> Iterable[Sentence]:
    compared = [value for s in sections for _, value in s.newest_areas if value.comparison]
    if not compared or places.national is None:
        yield _plain("There is no national figure to compare the areas with, so none is compared.")
        return
    different = [value for value in compared if value.comparison != "similar"]
    strong = sum(value.strong for value in different)
    yield _plain(
        f"{len(different)} of the {words.counted(len(compared), 'comparison')} with {places.national.name} show a "
        f"difference at the 95% level, {strong} of them at the 99.8% level too. If no area really differed, "
        f"{_expected(len(compared))} would still be flagged at the 95% level by chance alone."
    )
    yield from _alike(sections, places)


def _expected(comparisons: int) -> str:
    """How many false flags to expect among so many comparisons."""
    expected = round_half_up(comparisons * FALSE_FLAGS, 0)
    return f"about {expected}" if expected else "fewer than one"


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
            yield (Part(opening + then), *_names(found), Part(end))


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


# --- Area by area ---------------------------------------------------------------------------------


def _of_area(place: Place, sections: Sequence[Section], places: Places) -> Passage:
    rows = [(section, _value_of(section, place)) for section in sections]
    compared = [(section, value) for section, value in rows if value.comparison]
    said = [
        _together(_kind_of_difference(kind, compared, places) for kind in pair)
        for pair in (("worse", "better"), ("higher", "lower"))
    ]
    if compared and places.national:
        similar = sum(value.comparison == "similar" for _, value in compared)
        words_of = words.counted(len(compared), "indicator")
        said[-1] = _together(
            [said[-1], _plain(f"Similar to {places.national.name} on {similar} of {words_of}.")]
        )
    return Passage(place.name, tuple(sentence for sentence in said if sentence))


def _together(sentences: Iterable[Sentence]) -> Sentence:
    """Those that say anything, one after the other."""
    parts: list[Part] = []
    for sentence in sentences:
        parts += [Part(" "), *sentence] if parts and sentence else sentence
    return tuple(parts)


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
        said.append((_name(section), Part(numbers)))
    return _joined(said)


def _against(section: Section, value: Value) -> str:
    mine = words.shown(value, section.definition)
    national = section.national
    return f"{mine} against {words.shown(national, section.definition)}" if national else mine


# --- What is missing ------------------------------------------------------------------------------


def _missing(
    sections: Sequence[Section], current: Sequence[Section], places: Places, year: int
) -> Iterable[Sentence]:
    gaps = {place.key: _gaps_of(place, current) for place in places.areas}
    for place in places.areas:
        for symbol, found in gaps[place.key].items():
            everything = len(found) == len(current) and len(found) > 1
            names = [Part("no indicator is shown")] if everything else _names(found)
            yield (Part(f"{place.name}: "), *names, Part(f": {_why(symbol)}."))
    if any(gaps.values()):
        yield _plain(
            "The pooled value is shown only where every area has a number, hidden ones among them, and where no "
            "hidden number could be worked out from it."
        )
    if older := [section for section in sections if section.year != year]:
        years = [(_name(s), Part(f" ({s.year})")) for s in older]
        yield (
            Part("No figures for this year yet; the newest are of an earlier year: "),
            *_joined(years),
            Part("."),
        )
    if not any(gaps.values()) and not older:
        yield _plain("Nothing: every area has a value for every indicator of this report.")


def _gaps_of(place: Place, sections: Sequence[Section]) -> dict[Symbol, list[Section]]:
    gaps: dict[Symbol, list[Section]] = defaultdict(list)
    for section in sections:
        symbol = _value_of(section, place).symbol
        if symbol is not None:
            gaps[symbol].append(section)
    return gaps


def _why(symbol: Symbol) -> str:
    return f"[{symbol}] {symbol.meaning}"


# --- How to read ----------------------------------------------------------------------------------


def _reading(places: Places) -> Iterable[Sentence]:
    if places.national is not None:
        nation = places.national.name
        yield _plain(
            f"An area is called lower or higher only where its 95% confidence interval leaves out the value of "
            f"{nation}; “clearly” means that the wider 99.8% interval does too. Better or worse is said only where "
            "the indicator has an agreed direction; higher and lower alone are no verdict."
        )
    if len(places.areas) > 1:
        yield _plain(
            f"For the pooled value the counts of {words.all_of(len(places.areas), 'area')} are added, then divided. "
            "It contains each area, so no area is compared with it, and it is not compared itself."
        )


# --- Small helpers --------------------------------------------------------------------------------


def _value_of(section: Section, place: Place) -> Value:
    return next(value for found, value in section.newest if found.key == place.key)


def _names(sections: Sequence[Section]) -> list[Part]:
    return _joined([(_name(section),) for section in sections])


def _name(section: Section) -> Part:
    """Quoted where it holds a comma, so that a list of names stays readable."""
    name = section.definition.short_name
    return Part(f"“{name}”" if "," in name else name, section.definition.slug)


def _joined(items: Sequence[tuple[Part, ...]]) -> list[Part]:
    """Items with commas between them and “and” before the last."""
    parts: list[Part] = []
    for position, item in enumerate(items):
        if position:
            parts.append(Part(" and " if position == len(items) - 1 else ", "))
        parts += [part for part in item if part.text]
    return parts


def _plain(text: str) -> Sentence:
    return (Part(text),)
