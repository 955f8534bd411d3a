"""What the statements and grades of an edition are called. A return names an edition by its hash, and its statements by
their ids; the words belong to frameworks, which this room does not know. The part of the platform that knows both says
so once, when its app is ready:

    from scrutiny.returns.wording import tell_wording

    tell_wording(wording)           # wording(hashes) -> {hash: EditionWords}, in one query
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class EditionWords:
    """`statements`: the number and the words of each, by its id. `grades`: their names, lowest first.

    Where an edition is not kept here, a return still reads: by ids, and by the places of grades.
    """

    statements: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    grades: tuple[str, ...] = ()

    def statement(self, slug: str) -> str:
        number, text = self.statements.get(slug, ("", slug))
        return f"{number} {text}".strip()

    def grade(self, place: int) -> str:
        return self.grades[place] if place < len(self.grades) else f"{place + 1} of 4"


Teller = Callable[[set[str]], Mapping[str, EditionWords]]
_tellers: list[Teller] = []


def tell_wording(teller: Teller) -> None:
    """Telling the same twice changes nothing."""
    if teller not in _tellers:
        _tellers.append(teller)


def wording_of(hashes: Iterable[str]) -> dict[str, EditionWords]:
    """Of every hash that is asked for, whether or not its edition is known."""
    wanted = set(hashes)
    found = {each: EditionWords() for each in wanted}
    for teller in _tellers:
        found |= teller(wanted)
    return found
