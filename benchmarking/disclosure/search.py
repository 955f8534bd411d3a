"""The search for the cheapest hiding that no attacker can break."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarking.disclosure.attack import Answer, Key, extremes
from benchmarking.disclosure.choice import Choice
from benchmarking.disclosure.cuts import broken, cuts
from benchmarking.disclosure.errors import Unprotectable
from benchmarking.disclosure.table import Flags, Floats, Table
from benchmarking.disclosure.targets import Target

ROUNDS = 30
LEAST = 1e-3  # what hiding a cell costs at least, so that nothing is hidden for nothing


@dataclass(eq=False)
class Search:
    """Attack, learn which cells could have stopped it, choose again; until no attack succeeds.

    required: hidden from the start. allowed: may be hidden. Both one flag a cell.
    """

    table: Table
    targets: Sequence[Target]
    required: Flags
    allowed: Flags
    _learnt: dict[bytes, Floats] = field(default_factory=dict)
    _answers: dict[Key, Answer] = field(default_factory=dict)

    def run(self) -> Flags:
        """The cheapest hiding that withstands every attack.

        Each choice is the cheapest that what is learnt so far allows, so the first that withstands is the
        cheapest of all. After ROUNDS choices the cheapest hiding found to withstand is taken instead: safe,
        but perhaps not the cheapest.
        """
        choice = Choice(np.maximum(self.table.weights, LEAST), self.required, self.allowed)
        best, chosen = self.allowed | self.required, self.required
        for _ in range(ROUNDS):
            grown = self._withstanding(choice, chosen)
            best = min(grown, best, key=self._cost)
            if self._cost(best) <= self._cost(chosen):
                break
            chosen = choice.cheapest(list(self._learnt.values()))
        return best

    def _cost(self, hidden: Flags) -> float:
        return round(float(np.maximum(self.table.weights, LEAST) @ hidden), 6)

    def _withstanding(self, choice: Choice, hidden: Flags) -> Flags:
        """This hiding with cells added until it withstands; what is learnt on the way is kept.

        Hiding more never helps an attacker, so only the attacks that succeeded need be tried again.
        """
        standing = self.targets
        while standing:
            standing, learnt = self._attack(standing, hidden)
            self._learnt.update((gains.tobytes(), gains) for gains in learnt)
            grown = choice.enough(learnt, hidden)
            if standing and (grown == hidden).all():
                raise Unprotectable(tuple(np.array(self.table.names)[self.required]))
            hidden = grown
        return hidden

    def _attack(self, targets: Sequence[Target], hidden: Flags) -> tuple[list[Target], list[Floats]]:
        """The attacks that succeed, and what is learnt from them."""
        knows = [target.views.when(hidden) for target in targets]
        found = extremes(self.table.matrix, knows, [target.cells for target in targets], self._answers)
        standing, learnt = [], []
        for target, bounds in zip(targets, found, strict=True):
            fails = broken(target, bounds)
            learnt += cuts(self.table.matrix, target, bounds, fails, hidden, self.required)
            if fails:
                standing.append(target.only(np.unique([position for _, position in fails])))
        return standing, learnt
