"""What changed since the edition before, as plain values."""

from collections import Counter
from dataclasses import dataclass

from scrutiny.frameworks.content import CHANGE_KINDS, ChangeKind, Content, Placed

FIELDS = {
    "text": "the words of the statement",
    "grades": "what the grades mean",
    "guidance": "the guidance",
    "evidence": "the examples of evidence",
    "area_specific": "whether it is asked for each area",
    "for_whom": "which agencies are asked",
}
PAIRED = {"reworded": "Reworded", "split": "Divided", "merged": "Merged"}


@dataclass(frozen=True)
class Carried:
    """A statement of today with those it comes from, and what of it is different."""

    now: Placed
    kind: ChangeKind
    earlier: tuple[Placed, ...]
    differences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dropped:
    earlier: Placed
    reason: str


@dataclass(frozen=True)
class Comparison:
    carried: tuple[Carried, ...]
    dropped: tuple[Dropped, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many statements of each kind of change, in the order of the kinds; retired last."""
        found = Counter(each.kind for each in self.carried)
        return {kind: found[kind] for kind in CHANGE_KINDS} | {"retired": len(self.dropped)}

    def of_kind(self, kind: str) -> list[Carried]:
        return [each for each in self.carried if each.kind == kind]

    @property
    def new(self) -> list[Carried]:
        return self.of_kind("new")

    @property
    def paired(self) -> list[tuple[str, list[Carried]]]:
        """Kinds of change that have a before and a now, in words."""
        return [(words, self.of_kind(kind)) for kind, words in PAIRED.items()]

    @property
    def touched(self) -> list[Carried]:
        """Unchanged in what is asked, but with other guidance, evidence, agencies or another standard."""
        return [each for each in self.of_kind("unchanged") if each.differences]


def compare(content: Content, before: Content) -> Comparison:
    """Both editions are valid and one follows the other."""
    carried = [_carried(placed, before) for placed in content]
    dropped = [Dropped(before.placed[each.id], each.reason) for each in content.retired]
    return Comparison(tuple(carried), tuple(dropped))


def _carried(placed: Placed, before: Content) -> Carried:
    change = placed.statement.change
    earlier = tuple(before.placed[id_] for id_ in change.earlier) if change else ()
    kind = change.kind if change else "new"
    differences = tuple(_differences(placed, earlier[0])) if kind in {"unchanged", "reworded"} else ()
    return Carried(placed, kind, earlier, differences)


def _differences(now: Placed, then: Placed) -> list[str]:
    found = [
        words
        for field, words in FIELDS.items()
        if getattr(now.statement, field) != getattr(then.statement, field)
    ]
    return found + (["the standard it stands in"] if now.standard.id != then.standard.id else [])
