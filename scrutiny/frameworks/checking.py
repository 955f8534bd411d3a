"""Does an edition fit the one before it? Every earlier statement is accounted for, and every change is what it says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from scrutiny.frameworks.content import Content, Statement

KEEPS_ITS_ID = ("unchanged", "reworded")


@dataclass(frozen=True)
class Problem:
    """What is wrong, in words, and the id of the statement it is about: one of this edition, or `earlier`."""

    text: str
    statement: str = ""
    earlier: str = ""


def problems(content: Content, before: Content | None) -> list[Problem]:
    """Everything that keeps an edition from following the one before; empty when it may."""
    if before is None:
        return [*_twins(content), *_first(content)]
    return [
        *_twins(content),
        *_succession(content, before),
        *_changes(content, before),
        *_left_out(content, before),
    ]


def _twins(content: Content) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for placed in content:
        text = placed.statement.text
        if text in first:
            yield Problem(f"{placed.number} has the same words as {first[text]}.", placed.statement.id)
        first.setdefault(text, placed.number)


def _first(content: Content) -> Iterator[Problem]:
    if content.follows:
        yield Problem(f"It follows “{content.follows}”, which is not there.")
    if content.retired:
        yield Problem("It retires statements, but there is no edition before it.")
    for placed in content:
        if placed.statement.change is not None:
            yield Problem(
                f"{placed.number} speaks of an edition before, but there is none.", placed.statement.id
            )


def _succession(content: Content, before: Content) -> Iterator[Problem]:
    if content.follows != before.label:
        yield Problem(f"It must say that it follows “{before.label}”.")
    same = (content.framework.slug, content.variant.slug) == (before.framework.slug, before.variant.slug)
    if not same:
        yield Problem("It is of another framework or variant than the edition before.")
    if content.valid_from <= before.valid_from:
        yield Problem("It must start after the edition before it.")


def _changes(content: Content, before: Content) -> Iterator[Problem]:
    splits = Counter(
        each.statement.change.earlier[0]
        for each in content
        if each.statement.change and each.statement.change.kind == "split"
    )
    for placed in content:
        for text in _of_statement(placed.statement, before, splits):
            yield Problem(f"{placed.number} {text}", placed.statement.id)


def _of_statement(statement: Statement, before: Content, splits: Counter[str]) -> Iterator[str]:
    change = statement.change
    if change is None:
        yield "does not say how it comes from the edition before."
        return
    if unknown := [each for each in change.earlier if each not in before.placed]:
        yield f"names “{unknown[0]}”, which the edition before does not have."
        return
    if change.kind in KEEPS_ITS_ID:
        yield from _kept(statement, before.placed[change.earlier[0]].statement, change.kind)
    elif statement.id in before.placed:
        yield f"is {change.kind}, so it needs an id that the edition before did not use."
    if change.kind == "split" and splits[change.earlier[0]] < 2:
        number = before.placed[change.earlier[0]].number
        yield f"is the only part of the earlier {number}: a split has two parts or more."


def _kept(statement: Statement, earlier: Statement, kind: str) -> Iterator[str]:
    if statement.id != earlier.id:
        yield f"is {kind}, so it keeps the id “{earlier.id}”."
    same = statement.asks_the_same_as(earlier)
    if kind == "unchanged" and not same:
        yield "is called unchanged, but its words, its grades or whether it is area-specific changed."
    if kind == "reworded" and same:
        yield "is called reworded, but nothing that is asked has changed."


def _left_out(content: Content, before: Content) -> Iterator[Problem]:
    """Each earlier statement leads on to exactly one fate."""
    fates: dict[str, list[str]] = {id_: [] for id_ in before.placed}
    for placed in content:
        change = placed.statement.change
        for id_ in change.earlier if change else ():
            fates.setdefault(id_, []).append(change.kind if change else "")
    for retired in content.retired:
        if retired.id not in before.placed:
            yield Problem(f"It retires “{retired.id}”, which the edition before does not have.")
        fates.setdefault(retired.id, []).append("retired")
    for id_, kinds in fates.items():
        if id_ in before.placed and (text := _fate(kinds)):
            yield Problem(f"The earlier {before.placed[id_].number} {text}", earlier=id_)


def _fate(kinds: list[str]) -> str:
    if not kinds:
        return "is neither carried over nor retired with a reason."
    if len(kinds) > 1 and set(kinds) != {"split"}:
        return f"leads to more than one thing: {', '.join(sorted(kinds))}."
    return ""
