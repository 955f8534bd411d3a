"""What an agency could have given instead, and what that would do to each sum. Pure.

A *move* changes one answer of an agency, or two that stand beside each other: a moderated grade and the agency's own,
today's grade and the last round's, one practitioner's reply. Moves of one *knot* (answers that depend on each other) cannot
be made together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from benchmarking.audit_results.gathering import REPLIES, Given, Said
from benchmarking.audit_results.rows import Measure, Piece, Row
from benchmarking.audit_results.secrecy.reading import Readers
from benchmarking.audit_results.sorting import (
    ASKED_OF_PRACTITIONERS,
    MOVED,
    categories,
    moved_between,
)
from scrutiny.frameworks.content import NUMBER_OF_GRADES

GRADES = [(grade,) for grade in range(NUMBER_OF_GRADES)]
BESIDE = 3
"""Saids that may be moved two at a time: those of a pair, or of a grade beside an earlier one that was moderated."""
Place = tuple[int, Given]
"""A sum's number, and what stands in it."""


class About(IntEnum):
    """What an agency's answers are about: each must stay open by itself."""

    NOW = 0
    BEFORE = 1
    REPLIES = 2


@dataclass(frozen=True)
class Moves:
    """One line each. `known`: bits of the partnerships that know an answer it changes. `effects`: what is added to each
    category of each sum; `first`: where the categories of each begin. `about`: what the changed answers are about; `grades`: what is added to each grade of
    these."""

    agencies: NDArray[np.intp]
    knots: NDArray[np.intp]
    known: list[int]
    effects: NDArray[np.int8]
    first: list[int]
    about: NDArray[np.bool_]
    grades: NDArray[np.int8]
    graded: NDArray[np.bool_]
    """Of each column: whether it is of a grade."""

    @cached_property
    def category(self) -> NDArray[np.intp]:
        """Of each column: which category of its sum it is."""
        return np.concatenate([np.arange(size) for size in np.diff(self.first)])


def about(answer: Given) -> About:
    if answer.what == REPLIES:
        return About.REPLIES
    return About.BEFORE if answer.ago else About.NOW


def moves_of(
    rows: Sequence[Row], number_of: Mapping[str, int], readers: Readers, fixed: frozenset[str] = frozenset()
) -> Moves:
    """Every move of an answer beneath these. `fixed`: statements of the last round that stay as they are."""
    measures = [row.key.measure for row in rows]
    sizes = [*map(categories, measures)]
    first = [0, *np.cumsum(sizes).tolist()]
    places = _places(rows)
    knots = _knots(places)
    found = [
        (answers, instead)
        for answers in _together(places)
        if not any(answer.ago and answer.of in fixed for answer in answers)
        for instead in _instead(answers)
    ]
    effects = np.zeros((len(found), first[-1]), dtype=np.int8)
    of = np.zeros((len(found), len(About)), dtype=bool)
    grades = np.zeros((len(found), len(About), ASKED_OF_PRACTITIONERS), dtype=np.int8)
    for line, (answers, instead) in enumerate(found):
        for column, value in _effect(instead, places, measures, first).items():
            effects[line, column] = value
        for answer in answers:
            kind, now = about(answer), instead[answer.piece]
            of[line, kind] = True
            if kind is About.REPLIES:
                grades[line, kind] += np.subtract(now, answer.said).astype(np.int8)
            else:
                grades[line, kind, answer.said[0]] -= 1
                grades[line, kind, now[0]] += 1
    return Moves(
        agencies=np.array([number_of[answers[0].agency] for answers, _ in found], dtype=np.intp),
        knots=np.array([knots[answers[0].piece] for answers, _ in found], dtype=np.intp),
        known=[readers.knowing_any(instead) for _, instead in found],
        effects=effects, first=first, about=of, grades=grades,
        graded=np.repeat([measure not in MOVED for measure in measures], sizes),
    )  # fmt: skip


def _places(rows: Sequence[Row]) -> dict[Piece, list[Place]]:
    """Of each answer, all that depends on it."""
    places: dict[Piece, list[Place]] = {}
    for number, row in enumerate(rows):
        for given in row.given.values():
            for answer in given.answers:
                places.setdefault(answer.piece, []).append((number, given))
    return places


def _knots(places: Mapping[Piece, Sequence[Place]]) -> dict[Piece, int]:
    """Saids on which one thing depends are of one knot."""
    root: dict[Piece, Piece] = {piece: piece for piece in places}

    def top(piece: Piece) -> Piece:
        while root[piece] != piece:
            root[piece] = piece = root[root[piece]]
        return piece

    for several in places.values():
        for _, given in several:
            if given.parts:
                one, *others = (answer.piece for answer in given.answers)
                for other in others:
                    root[top(other)] = top(one)
    numbers: dict[Piece, int] = {}
    return {piece: numbers.setdefault(top(piece), len(numbers)) for piece in places}


def _together(places: Mapping[Piece, Sequence[Place]]) -> Iterator[tuple[Given, ...]]:
    """Saids by themselves, and two that stand beside each other."""
    seen = set()
    for several in places.values():
        for _, given in several:
            answers = given.answers
            pairs = combinations(answers, 2) if 1 < len(answers) <= BESIDE else ()
            for each in (*((answer,) for answer in answers), *pairs):
                key = frozenset(answer.piece for answer in each)
                if key not in seen:
                    seen.add(key)
                    yield each


def _instead(answers: tuple[Given, ...]) -> Iterator[dict[Piece, Said]]:
    """Everything else that could have been given: each of these another answer."""
    for choice in product(*map(_others, answers)):
        yield {answer.piece: said for answer, said in zip(answers, choice, strict=True)}


def _others(answer: Given) -> list[Said]:
    if answer.what != REPLIES:
        return [said for said in GRADES if said != answer.said]
    size = len(answer.said)
    return [
        tuple(n - (i == one) + (i == other) for i, n in enumerate(answer.said))
        for one, other in product(range(size), repeat=2)
        if one != other and answer.said[one]
    ]


def _effect(
    instead: Mapping[Piece, Said], places: Mapping[Piece, Sequence[Place]], measures: Sequence[Measure],
    first: Sequence[int],
) -> dict[int, int]:  # fmt: skip
    found: dict[int, int] = {}
    for number, given in _touched(instead, places):
        said = given.as_if(instead) if given.parts else instead[given.piece]
        start = first[number]
        for category, more in moved_between(measures[number], given.said, said):
            found[start + category] = found.get(start + category, 0) + more
    return found


def _touched(instead: Mapping[Piece, Said], places: Mapping[Piece, Sequence[Place]]) -> Iterable[Place]:
    """Each once, also where it depends on two of these."""
    if len(instead) == 1:
        return places[next(iter(instead))]
    return {
        (number, given.piece): (number, given) for piece in instead for number, given in places[piece]
    }.values()
