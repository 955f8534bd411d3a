"""The attacker's arithmetic: the least and the greatest value each unknown cell can take.

Many small linear programmes are laid side by side in one call of HiGHS: an unknown cell depends only on the
unknown cells it is tied to, and calling the solver costs more than solving.
Source: Fischetti and Salazar (2001), the attacker problem; SDC Handbook 4.2.2, feasibility interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from benchmarking.disclosure.errors import BadTable
from benchmarking.disclosure.pieces import Knowledge, Piece, side_by_side, unknown
from benchmarking.disclosure.table import Floats, Whole

NEARLY = 1e-6


@dataclass(frozen=True, eq=False)
class Extremes:
    """For each wanted cell of one attacker: whole-number bounds, and the proof of each.

    lower, upper: one entry a wanted cell; upper may be infinite. proofs: shape (2, wanted, relations), the
    multipliers of the relations by which the bound follows; relations with 0 play no part.
    """

    lower: Floats
    upper: Floats
    proofs: Floats


@dataclass(frozen=True, eq=False)
class Question:
    """The least (sign +1) or greatest (sign -1) value of the unknown cell `target` of a piece."""

    piece: Piece
    target: int
    sign: int


@dataclass(frozen=True, eq=False)
class Answer:
    """A whole-number bound, and the multipliers of the piece's rows that prove it."""

    bound: float
    multipliers: Floats


Key = tuple[bytes, int, int]


def extremes(
    matrix: Floats,
    attackers: Sequence[Knowledge],
    wanted: Sequence[Whole],
    answers: dict[Key, Answer] | None = None,
) -> tuple[Extremes, ...]:
    """The bounds of the wanted cells (positions), for each attacker in turn.

    matrix: relations by cells, matrix @ table = 0. Where the linear bound is not attained by a table of whole
    numbers, an integer programme finds the true one. A question that several attackers ask is asked once, and
    one already in `answers` not at all; new answers are added there.
    Raises BadTable where no table agrees with what an attacker knows.
    """
    found = tuple(
        Extremes(knows.lower[cells], knows.upper[cells], np.zeros((2, len(cells), len(matrix))))
        for knows, cells in zip(attackers, wanted, strict=True)
    )
    answers = {} if answers is None else answers
    fresh: dict[Key, Question] = {}
    homes: list[tuple[Key, Piece, Extremes, int]] = []
    for knows, cells, room in zip(attackers, wanted, found, strict=True):
        for position, piece, target in unknown(matrix, knows, cells):
            for sign in (1, -1):
                key = (piece.key, target, sign)
                homes.append((key, piece, room, position))
                if key not in answers:
                    fresh.setdefault(key, Question(piece, target, sign))
    answers.update(zip(fresh, _ask(list(fresh.values())), strict=True))
    for key, piece, room, position in homes:
        side = int(key[2] < 0)
        (room.lower, room.upper)[side][position] = answers[key].bound
        room.proofs[side, position, piece.rows] = answers[key].multipliers
    return found


def _ask(questions: Sequence[Question]) -> list[Answer]:
    """All questions in one linear programme, block by block. Raises BadTable where there is no table at all."""
    if not questions:
        return []
    pieces = [question.piece for question in questions]
    found = linprog(
        np.concatenate([_objective(question) for question in questions]),
        A_eq=side_by_side([piece.matrix for piece in pieces]),
        b_eq=np.concatenate([piece.rest for piece in pieces]),
        bounds=np.concatenate([np.column_stack([piece.lower, piece.upper]) for piece in pieces]),
        method="highs-ds",
    )
    if not found.success:
        raise BadTable("the published figures contradict each other")
    tables = np.split(found.x, np.cumsum([len(piece.columns) for piece in pieces])[:-1])
    proofs = np.split(found.eqlin.marginals, np.cumsum([len(piece.rows) for piece in pieces])[:-1])
    return [
        Answer(_whole_bound(question, table), multipliers)
        for question, table, multipliers in zip(questions, tables, proofs, strict=True)
    ]


def _objective(question: Question) -> Floats:
    objective = np.zeros(len(question.piece.columns))
    objective[question.target] = question.sign
    return objective


def _whole_bound(question: Question, table: Floats) -> float:
    """The bound over tables of whole numbers; infinite where only the cap stopped it."""
    piece = question.piece
    if question.sign < 0 and table[question.target] > piece.cap / 2:
        return np.inf
    if np.abs(table - np.round(table)).max() < NEARLY:
        return float(np.round(table[question.target]))
    found = milp(
        _objective(question),
        constraints=LinearConstraint(piece.matrix, piece.rest, piece.rest),
        bounds=Bounds(piece.lower, piece.upper),
        integrality=np.ones(len(piece.columns)),
    )
    if not found.success:
        raise BadTable("the published figures contradict each other")
    return float(np.round(found.x[question.target]))
